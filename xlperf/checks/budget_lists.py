"""What the items of a list of income and expenditure should make together, by their numbering and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.budget import EXPENDITURE, INCOME, BudgetRow, BudgetTable
from xlperf.checks.budget_rows import F210, term
from xlperf.checks.sums import Sum
from xlperf.messages import Message, say
from xlperf.recognition.folding import fold

F211 = "F211"
_TOTALS = ("year", "total")
AMOUNT = "amount"


def list_sums(table: BudgetTable) -> Iterator[Sum]:
    """Items against those below them, 合计 against the items, 总计 against 合计, and income against expenditure."""
    for rows in _lists(table):
        yield from _by_numbering(table, rows)
        yield from _by_words(table, rows)
        yield from _grand_total(table, rows)
    income, expenditure = (_last_total(table, side) for side in (INCOME, EXPENDITURE))
    if income is not None and expenditure is not None:
        law = say("应与“{other}”相等", other=expenditure.label.text.strip())
        yield Sum(F211, law, term(table, income, AMOUNT), (term(table, expenditure, AMOUNT),))


def _lists(table: BudgetTable) -> Iterator[list[BudgetRow]]:
    """The items that stand below each other: expenditure may be listed twice, by function and by kind."""
    places = dict.fromkeys((row.side, row.label.ref.column) for row in table.rows if row.side)
    for place in places:
        rows = [row for row in table.rows if (row.side, row.label.ref.column) == place]
        yield [row for row in rows if AMOUNT in row.amounts]


def _last_total(table: BudgetTable, side: str) -> BudgetRow | None:
    """总计; where there is none, 合计, which is then the last word; None where that has no amount of its own."""
    found = table.item(side, "total") or table.item(side, "year")
    return found if found is not None and AMOUNT in found.amounts else None


def _by_numbering(table: BudgetTable, rows: Sequence[BudgetRow]) -> Iterator[Sum]:
    """Each numbered item against those numbered one level deeper below it, 合计 against the outermost ones above it."""
    numbered = [row for row in rows if row.level]
    for at, row in enumerate(numbered):
        below = _until(numbered[at + 1 :], row.level)
        yield from _sum(table, say("应等于其下各项之和"), row, [one for one in below if one.level == _next(below)])
    for year in (row for row in rows if row.field == "year"):
        outermost = min((row.level for row in numbered), default=0)
        parts = [row for row in numbered if row.level == outermost and row.number < year.number]
        yield from _sum(table, say("应等于以上各项之和"), year, parts)


def _until(rows: Sequence[BudgetRow], level: int) -> list[BudgetRow]:
    """The items before the next one of that level or further out."""
    end = next((at for at, row in enumerate(rows) if row.level <= level), len(rows))
    return list(rows[:end])


def _next(rows: Sequence[BudgetRow]) -> int:
    return min((row.level for row in rows), default=0)


def _by_words(table: BudgetTable, rows: Sequence[BudgetRow]) -> Iterator[Sum]:
    """Items whose words say what they are a part of; not where numbers say it, or an item's words are unknown."""
    if any(row.level or not row.field for row in rows if not _is_after(row, rows)):
        return
    for whole in rows:
        parts = [row for row in rows if row.part_of == whole.field and row.part_of]
        yield from _sum(table, say("应等于其中各项之和"), whole, parts)


def _is_after(row: BudgetRow, rows: Sequence[BudgetRow]) -> bool:
    """It stands below 合计, where what was carried over is added."""
    return any(year.field == "year" and row.number > year.number for year in rows)


def _grand_total(table: BudgetTable, rows: Sequence[BudgetRow]) -> Iterator[Sum]:
    """总计 against 合计 and what stands between the two, shares of it aside."""
    for total in (row for row in rows if row.field == "total"):
        years = [row for row in rows if row.field == "year" and row.number < total.number]
        if len(years) == 1:
            between = [row for row in rows if years[0].number < row.number < total.number and not _is_share(row)]
            yield from _sum(table, say("应等于本年合计与其下各行之和"), total, [years[0], *between])


def _is_share(row: BudgetRow) -> bool:
    return fold(row.label.text).startswith("其中") or row.level > 1


def _sum(table: BudgetTable, law: Message, whole: BudgetRow, parts: Sequence[BudgetRow]) -> Iterator[Sum]:
    if parts and not any(fold(part.label.text).startswith("其中") for part in parts):
        yield Sum(F210, law, term(table, whole, AMOUNT), tuple(term(table, part, AMOUNT) for part in parts))
