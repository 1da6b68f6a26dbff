"""From findings and scores to what is written: figures filled, cells painted, notes put."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlperf.cells import CellRef, Snapshot
from xlperf.checks import check_name
from xlperf.edits import Edit, Highlight, Mark, Note, Plan
from xlperf.evaluation import BookEvaluation, Evaluation, Filled
from xlperf.findings import Finding, Severity
from xlperf.messages import Message, say

SIGNS = {Mark.ERROR: "×", Mark.WARNING: "！", Mark.FILLED: "＋"}
"""What a note begins with, so that a mark also reads in black and white."""

_PAINTED = {Severity.ERROR: Mark.ERROR, Severity.WARNING: Mark.WARNING}
_RATE_FORMAT = "0.00%"


def make_plan(book: BookEvaluation, lang: str = "zh") -> Plan:
    """Everything that is to be written for a workbook. Info findings are not painted."""
    edits: list[Edit] = []
    marks: dict[CellRef, Mark] = {}
    notes: dict[CellRef, list[str]] = {}
    for form in book.forms:
        edits += _edits(book.snapshot, (*form.filled, *form.corrected))
        for ref, mark, text in _remarks(form):
            marks[ref] = _graver(marks.get(ref), mark)
            notes.setdefault(ref, []).append(f"{SIGNS[mark]} {text.text(lang)}")
    return Plan(
        tuple(edits),
        tuple(Highlight(ref, mark) for ref, mark in marks.items()),
        tuple(Note(ref, "\n".join(texts)) for ref, texts in notes.items()),
        book.restated,
    )


def _edits(snapshot: Snapshot, given: Iterable[Filled]) -> Iterator[Edit]:
    """An edit for each figure that does not stand there already, as an earlier run's correction does.

    Such a one is written again where it gets a formula, which an earlier run's figure has lost by being read.
    """
    for figure in given:
        cell = snapshot.sheet(figure.ref.sheet).at(figure.ref.row, figure.ref.column)
        if cell.value != figure.value or (figure.formula is not None and cell.formula is None):
            number_format = _RATE_FORMAT if figure.is_ratio else None
            yield Edit(figure.ref, cell.value, figure.value, number_format, figure.formula)


def _remarks(form: Evaluation) -> Iterator[tuple[CellRef, Mark, Message]]:
    """What each cell is marked with, findings first, gravest first."""
    filled = {given.ref for given in form.filled}
    for finding in sorted(form.findings, key=lambda f: f.severity.rank):
        mark = _PAINTED.get(finding.severity)
        if mark is not None and finding.ref is not None and not (finding.code == "Q513" and finding.ref in filled):
            yield finding.ref, mark, _finding_text(finding)
    for given in form.filled:
        yield given.ref, Mark.FILLED, say("xlperf 填入\n{working}", working=given.line.steps[0])
    for given in form.corrected:
        template = "xlperf 更正：原填 {before}\n{working}"
        yield given.ref, Mark.FILLED, say(template, before=given.before, working=given.line.steps[0])


def _finding_text(finding: Finding) -> Message:
    word = say("错误") if finding.severity is Severity.ERROR else say("提醒")
    name = say(check_name(finding.code))
    return say("{word} {code} {name}\n{message}", word=word, code=finding.code, name=name, message=finding.message)


def _graver(one: Mark | None, other: Mark) -> Mark:
    order = (Mark.ERROR, Mark.WARNING, Mark.FILLED)
    return min((mark for mark in (one, other) if mark is not None), key=order.index)
