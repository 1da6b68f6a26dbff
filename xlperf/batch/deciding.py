"""What people have decided: read from their lists before anything is overwritten, kept in the journal, by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from xlperf.batch.fingerprints import fingerprint_file
from xlperf.batch.journal import Journal
from xlperf.batch.listed import ListedRow, read_list
from xlperf.batch.opening import open_kept_journal
from xlperf.batch.planning import SUMMARY
from xlperf.decisions import UNDECIDED, Decision
from xlperf.disk import is_file, is_folder
from xlperf.errors import UnreadableError, UnwritableError, UsageError, XlperfError
from xlperf.messages import Message, say

_WRITTEN = "summary"
"""Under this key the journal notes the fingerprint of the summary that it wrote itself."""


def take_decisions(journal: Journal, out: Path, further: Path | None = None) -> tuple[Message, ...]:
    """Takes up what people have put into the summary of `out`, and into that of `further` (a summary or its folder).

    Gives what is to be told. Raises UnwritableError where the summary is open elsewhere, UnreadableError where one of
    them cannot be read, UsageError where `further` is not there: nothing is overwritten then.
    """
    told, decided = list[Message](), journal.decisions()
    before = dict(decided)
    if further is not None:
        told += _take_up(decided, before, _list_of(further))
    summary = out / SUMMARY
    if is_file(summary):
        refuse_open(summary)
        if fingerprint_file(summary) != journal.noted(_WRITTEN):
            told += _take_up(decided, before, summary)
    journal.decide({number: decision for number, decision in sorted(decided.items()) if decision != UNDECIDED})
    journal.commit()
    return tuple(told)


def read_decisions(out: Path) -> tuple[dict[str, Decision], tuple[Message, ...]]:
    """What was decided in the run that left `out`, by number as shown; kept in its journal, where it has one.

    Raises what take_decisions raises, and what opening the journal raises.
    """
    journal = open_kept_journal(out)
    if journal is None:
        decided = dict[str, Decision]()
        summary = out / SUMMARY
        return decided, tuple(_take_up(decided, {}, summary)) if is_file(summary) else ()
    with closing(journal):
        told = take_decisions(journal, out)
        return journal.decisions(), told


def note_summary(journal: Journal, out: Path) -> None:
    """Notes which summary was written: one that is still so holds no decision that the journal does not."""
    journal.note(_WRITTEN, fingerprint_file(out / SUMMARY))


def refuse_open(summary: Path) -> None:
    """Raises UnwritableError where the summary is open elsewhere: what is being typed there would be lost."""
    marks = [summary.with_name(name) for name in (f"~${summary.name}", f".~{summary.name}", f".~lock.{summary.name}#")]
    lock = next((mark for mark in marks if is_file(mark)), None)
    if lock is None and _is_writable(summary):
        return
    remedy = say("请保存并关闭它之后再试；上次运行的结果没有动。")
    if lock is not None:
        remedy = say(
            "请保存并关闭它之后再试；没有打开的话，请删去旁边的 {lock}。上次运行的结果没有动。", lock=lock.name
        )
    raise UnwritableError(say("{path} 正被打开。", path=summary), remedy)


def _is_writable(path: Path) -> bool:
    try:
        with path.open("r+b"):
            return True
    except PermissionError:
        return False


def _list_of(path: Path) -> Path:
    summary = path / SUMMARY if is_folder(path) else path
    if not is_file(summary):
        raise UsageError(say("找不到 {path}。", path=summary), say("--decisions 要写以前的汇总表，或它所在的文件夹。"))
    return summary


def _take_up(decided: dict[str, Decision], before: Mapping[str, Decision], summary: Path) -> Iterator[Message]:
    """Puts into `decided` what a list says other than what was known `before`."""
    try:
        listed = read_list(summary)
    except XlperfError as error:
        raise UnreadableError(
            say("{path} 读不出来，里面的处理意见会丢失，所以没有运行：{why}", path=summary, why=error.problem),
            say("请用 Excel 打开另存一次；不要其中的处理意见时，请把它移走。"),
        ) from error
    yield from listed.told
    changed: dict[str, list[Decision]] = {}
    for row in _changed(listed.rows, before):
        changed.setdefault(row.number, []).append(row.decision)
    for number, decisions in changed.items():
        if any(decision != decisions[0] for decision in decisions):
            yield say("{number} 在清单里有几行，处理各不相同，没有采用", number=number)
        else:
            about = decisions[0].about or before.get(number, UNDECIDED).about
            decided[number] = replace(decisions[0], about=about)


def _changed(rows: Iterable[ListedRow], before: Mapping[str, Decision]) -> Iterator[ListedRow]:
    return (row for row in rows if row.decision != before.get(row.number, UNDECIDED))
