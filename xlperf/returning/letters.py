"""退回意见: a letter to each unit, as the list and what was decided in it say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from xlperf.batch.deciding import read_decisions
from xlperf.batch.earlier import keep_sent
from xlperf.batch.known_units import read_units
from xlperf.batch.report_reading import read_report
from xlperf.changes.reported import ReportedFile
from xlperf.decisions import UNDECIDED
from xlperf.disk import explain, is_folder, is_there, safe_name
from xlperf.errors import UnreadableError, UnwritableError, UsageError
from xlperf.folder import free_names
from xlperf.messages import Message, say
from xlperf.pages.letter import NO_UNIT, Letter, make_letters
from xlperf.reports.letter import Template, read_template
from xlperf.reports.letter_template import build_template

FOLDER = "退回意见"
"""Where letters go in the output folder, unless told."""


@dataclass(frozen=True, slots=True)
class Written:
    """The letters that were written, each with its file; what is to be told; files that no letter can speak of."""

    letters: tuple[tuple[Letter, Path], ...]
    told: tuple[Message, ...]
    unjudged: tuple[ReportedFile, ...]


def write_letters(
    out: Path,
    target: Path | None = None,
    *,
    deadline: str = "",
    template: Path | None = None,
    force: bool = False,
    lang: str = "zh",
) -> Written:
    """Writes a letter to each unit of the run that left `out`: all of them, or none.

    They go to `target`, or a folder of their own in `out`. `template` is a document with placeholders, such as
    `export_template` writes.

    Raises UsageError (no such run, `target` in the way, python-docx missing), UnreadableError and DefinitionError (a
    template, report or summary that cannot be read), UnwritableError.
    """
    target = target if target is not None else out / FOLDER
    prepared = open_template(template)
    files = list(read_report(out))
    decided, told = read_decisions(out)
    letters = list(make_letters(files, lambda number: decided.get(number, UNDECIDED), read_units(out), lang))
    names = name_letters(letters, lang)
    _refuse_target(target, names.values(), force)
    _write_all(target, {names[at]: prepared.render(letter, deadline, lang) for at, letter in enumerate(letters)})
    keep_sent(out, [path for letter in letters for path in letter.paths])
    paths = tuple((letter, target / names[at]) for at, letter in enumerate(letters))
    return Written(paths, told, tuple(file for file in files if file.is_failure))


def open_template(path: Path | None) -> Template:
    """A template, or the built-in one. Raises what write_letters raises."""
    if path is None:
        return read_template(build_template(), "")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            say("模板 {path} 读不了：{why}。", path=path, why=explain(error)), say("请检查路径是否写对。")
        ) from error
    return read_template(content, path.name)


def export_template(target: Path, *, force: bool = False) -> None:
    """Writes the built-in template. Raises UsageError (there is one already, python-docx missing), UnwritableError."""
    if is_there(target) and not force:
        raise UsageError(say("{target} 已经存在。", target=target), say("请另写一个文件名，或加 --force 覆盖。"))
    _write_all(target.parent, {target.name: build_template()})


def name_letters(letters: Sequence[Letter], lang: str = "zh") -> Mapping[int, str]:
    """The file of each letter, by its place among them: names that every system allows, no two the same.

    >>> dict(name_letters([Letter("甲/乙局", 1, ()), Letter("甲:乙局", 1, ())]))
    {0: '甲 乙局 退回意见.docx', 1: '甲 乙局 退回意见 (2).docx'}
    """
    taken: list[str] = []
    for letter in letters:
        name = safe_name(letter.unit or NO_UNIT.text(lang))
        free = free_names([f"{name or '_'} {FOLDER}.docx"], taken)
        taken += free.values()
    return dict(enumerate(taken))


def _refuse_target(target: Path, names: Iterable[str], force: bool) -> None:
    if is_there(target) and not is_folder(target):
        raise UsageError(say("{path} 不是文件夹。", path=target), say("-o 后面请写放退回意见的文件夹。"))
    there = [name for name in names if is_there(target / name)]
    if there and not force:
        raise UsageError(
            say("{folder} 里已有 {name} 等 {count} 份退回意见。", folder=target, name=there[0], count=len(there)),
            say("请用 -o 另选文件夹，或加 --force 覆盖。"),
        )


def _write_all(target: Path, documents: Mapping[str, bytes]) -> None:
    """Each document gets its name when all of them are written."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target, prefix=".xlperf-") as made:
            for name, content in documents.items():
                Path(made, name).write_bytes(content)
            for name in documents:
                os.replace(Path(made, name), target / name)
    except OSError as error:
        raise UnwritableError(
            say("退回意见写不进 {folder}：{why}。", folder=target, why=explain(error)),
            say("请关闭已打开的退回意见，确认文件夹可写、磁盘未满后重试。"),
        ) from error
