"""What a batch has before it: which workbooks, and where their copies go; folders that will not do are refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from xlperf.batch.journal import JOURNAL
from xlperf.disk import is_folder, is_there, real
from xlperf.errors import UnreadableError, UsageError, XlperfError
from xlperf.folder import Entry, find_workbooks, free_names, result_name
from xlperf.messages import say
from xlperf.outcomes import failed
from xlperf.task import READABLE, Task, copy_suffix

SUMMARY, REPORT, WEB_PAGE, PAPERS = "汇总.xlsx", "report.json", "report.html", "抽查底稿.xlsx"

DRAFTS = "部门自评表"
"""The folder of the drafts of units' own forms."""

RESERVED = (SUMMARY, REPORT, WEB_PAGE, PAPERS, DRAFTS, JOURNAL)
"""Names in the output folder that no copy may have."""


def find_entries(
    source: Path, out: Path, beside: Iterable[Path] = (), refused: Iterable[Entry] = ()
) -> tuple[Entry, ...]:
    """The workbooks below a folder, in the order of the report; what is used `beside` the forms is passed over.

    `refused` are further ones, which are not there to be opened. Raises UsageError where there is none.
    """
    used = {real(path) for path in beside}
    found = (_pass_over(each) if used and real(each.source) in used else each for each in find_workbooks(source, out))
    entries = tuple(sorted((*found, *refused), key=lambda entry: entry.path.split("/")))
    if not entries:
        raise UsageError(
            say("文件夹 {folder} 里没有工作簿。", folder=source),
            say("请确认文件夹是否选对；能处理的后缀是 {suffixes}。", suffixes=" ".join(READABLE)),
        )
    return entries


def _pass_over(entry: Entry) -> Entry:
    why = XlperfError(say("是这次运行用到的名单或对照表，不是自评表。"), say("无须处理。"))
    return replace(entry, refusal=failed(entry.path, why, "skipped"))


def plan_tasks(entries: Sequence[Entry], out: Path, others: Iterable[str] = ()) -> tuple[Task, ...]:
    """A task for every workbook that is to be opened, its copy under `out` with a name of its own.

    No copy gets one of the names that `others` need.
    """
    reserved = (*RESERVED, *others)
    sources = {entry.path: entry.source for entry in entries if entry.refusal is None}
    wanted = _wanted_names(sources)
    free_copies = free_names(wanted.values(), reserved)
    names = {path: free_copies[name] for path, name in wanted.items()}
    results = {path: result_name(copy) for path, copy in names.items()}
    free = free_names(results.values(), (*reserved, *names.values()))
    return tuple(_task(source, path, out, names[path], free[results[path]]) for path, source in sources.items())


def _wanted_names(sources: Mapping[str, Path]) -> Mapping[str, str]:
    """What each copy would be called: as its source, with .xlsx where that is no workbook; of two alike with both."""
    names = {path: str(PurePosixPath(path).with_suffix(copy_suffix(source))) for path, source in sources.items()}
    count = Counter(name.casefold() for name in names.values())
    return {
        path: name if name == path or count[name.casefold()] == 1 else f"{path}.xlsx" for path, name in names.items()
    }


def _task(source: Path, path: str, out: Path, copy: str, result: str) -> Task:
    return Task(source, path, out / copy, copy, out / result, result)


def refuse_folders(source: Path, out: Path, force: bool, resume: bool = False) -> None:
    """Raises what run_batch raises before it begins: `source` is no folder, or `out` must not be written into."""
    if not is_there(source):
        raise UnreadableError(say("找不到文件夹 {folder}。", folder=source), say("请检查路径是否写对。"))
    if not is_folder(source):
        raise UsageError(say("{path} 不是文件夹。", path=source), say("单个工作簿请用 xlperf fill。"))
    if real(source).is_relative_to(real(out)):
        raise UsageError(
            say("输出文件夹 {out} 就是来源文件夹，或把它包在里面。", out=out), say("请另选一个文件夹，原件不会被改写。")
        )
    if is_there(out) and not is_folder(out):
        raise UsageError(say("{out} 是文件，不能作输出文件夹。", out=out), say("请另选一个文件夹。"))
    if not force and is_folder(out) and _holds_anything(out):
        _refuse_used(out, resume)


def _refuse_used(out: Path, resume: bool) -> None:
    """Raises UsageError for a folder with something in it, to resume in one without a journal."""
    if not resume:
        raise UsageError(
            say("输出文件夹 {out} 不是空的。", out=out),
            say("接着上次的做请加 --resume；要全部重做请另选文件夹，或加 --force 覆盖同名文件。"),
        )
    if not is_there(out / JOURNAL):
        raise UsageError(
            say(
                "输出文件夹 {out} 不是空的，里面却没有上次运行的记录 {journal}。",
                out=out,
                journal=JOURNAL,
            ),
            say("请另选文件夹，或去掉 --resume、加 --force 全部重做。"),
        )


def _holds_anything(folder: Path) -> bool:
    """Also where looking into it is forbidden."""
    try:
        return any(folder.iterdir())
    except OSError:
        return True
