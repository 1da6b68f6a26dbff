"""The approved budget as it is published: the tables and the department's statement of a workbook, by project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlperf.across.budget_lines import BudgetLine, budget_lines
from xlperf.across.money import Money, make_money
from xlperf.across.reference_files import Source, Whose
from xlperf.cells import Snapshot
from xlperf.form import Form
from xlperf.recognition import recognise
from xlperf.recognition.folding import bare


class Published(NamedTuple):
    """What a project was given; None where two tables say two amounts."""

    whose: Whose
    money: Money | None


def published_budget(file: str, snapshot: Snapshot) -> list[Published]:
    """The projects of a workbook that has budget tables, each once however many tables name it; none of any other."""
    forms = recognise(snapshot)
    if not any(form.table is not None for form in forms):
        return []
    found: dict[tuple[str, str, int | None], list[tuple[BudgetLine, Money]]] = {}
    for form in forms:
        for line, money in _projects(form):
            found.setdefault((bare(line.unit), bare(line.project), line.year), []).append((line, money))
    return [_join(file, lines) for lines in found.values()]


def _projects(form: Form) -> Iterator[tuple[BudgetLine, Money]]:
    """The projects of a table or a statement, with the money that each was given."""
    for line in budget_lines(form):
        if line.project and line.figure.number is not None:
            yield line, make_money(line.figure.number, line.figure.text, form.money_unit)


def _join(file: str, lines: list[tuple[BudgetLine, Money]]) -> Published:
    """A project by the shortest of its names: longer ones have remarks behind them."""
    line, money = min(lines, key=lambda found: len(found[0].project))
    whose = Whose(Source(file, line.figure.ref), line.code, line.unit, line.project, line.year)
    return Published(whose, money if all(money.agrees(other) for _, other in lines) else None)
