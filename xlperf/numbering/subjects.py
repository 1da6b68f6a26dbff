"""What stands in a cell of a form, by its words: the subject of a finding there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from xlperf.cells import CellRef
from xlperf.form import Entry, Form, FundLine, Scored
from xlperf.recognition.folding import bare, fold

Subject = tuple[str, ...]

_HEAD = ("project", "department", "unit", "year_entry", "title")
_FUNDS = ("label", "initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
_INDICATORS = ("level3", "target", "actual", "weight", "score", "reason")
_TOTAL = ("score", "weight", "grade", "label")


def name_subjects(form: Form, wanted: Collection[CellRef]) -> Mapping[CellRef, Subject]:
    """The subjects of those of the cells that the form was read from; of a merged one, what comes first."""
    found: dict[CellRef, Subject] = {}
    for entry, subject in _subjects(form):
        if entry is not None and entry.ref in wanted:
            found.setdefault(entry.ref, subject)
    return found


def _subjects(form: Form) -> Iterator[tuple[Entry | None, Subject]]:
    for field in _HEAD:
        yield getattr(form.head, field), ("head", field)
    yield form.goal_expected, ("goal", "expected")
    yield form.goal_actual, ("goal", "actual")
    yield from _of_funds(form.funds)
    yield from _of_rows(form.rows)
    for field in _TOTAL if form.total is not None else ():
        yield getattr(form.total, field), ("total", field)
    yield form.reason, ("reason",)
    for given in form.inputs:
        yield given.figure, ("input", given.key)
    for spending in form.spending:
        yield spending.amount, ("spending", spending.label.text.strip())


class FundNames:
    """The names of the lines of one form, told apart where two are the same."""

    def __init__(self) -> None:
        self._met = Counter[str]()

    def name(self, label: str) -> Subject:
        """The next line's."""
        name = bare(label)
        self._met[name] += 1
        return ("fund", name, str(self._met[name]))


class IndicatorNames:
    """The names of the indicators of one form; one that changes its block stays what it is."""

    def __init__(self) -> None:
        self._met = Counter[Subject]()

    def name(self, level2: str, level3: str) -> Subject:
        """The next indicator's."""
        name = (bare(level2), fold(level3))
        self._met[name] += 1
        return ("indicator", *name, str(self._met[name]))


def _of_funds(lines: tuple[FundLine, ...]) -> Iterator[tuple[Entry | None, Subject]]:
    names = FundNames()
    for line in lines:
        name = names.name(line.label.text)
        for field in _FUNDS:
            yield getattr(line, field), (*name, field)


def _of_rows(rows: tuple[Scored, ...]) -> Iterator[tuple[Entry | None, Subject]]:
    names, blocks = IndicatorNames(), Counter[Subject]()
    seen: set[CellRef] = set()
    for row in rows:
        name = names.name(row.level2.text, row.level3.text)
        for field in _INDICATORS:
            yield getattr(row, field, None), (*name, field)
        for part, entry in (("level1", row.block.label), ("level2", row.level2)):
            if entry.ref not in seen:
                seen.add(entry.ref)
                label = (part, row.block.kind, bare(entry.text))
                blocks[label] += 1
                yield entry, (*label, str(blocks[label]))
