"""What the rows and columns of one budget table should make together, by its own words."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from xlperf.budget import BudgetRow, BudgetTable
from xlperf.checks.sums import Sum, Term
from xlperf.messages import Message, say

F210, F213 = "F210", "F213"
RATE = "change_rate"


def name_amount(table: BudgetTable, row: BudgetRow, field: str) -> Message:
    """An amount by its row's words and, where there are several, its column's."""
    label = " ".join(row.label.text.split())
    column = next((column.name for column in table.columns if column.field == field), "")
    if row.kind == "code":
        label = f"{row.code} {label}"
    return say("“{row}”的{column}", row=label, column=column) if column else say("“{row}”", row=label)


def term(table: BudgetTable, row: BudgetRow, field: str) -> Term:
    """An amount of the table."""
    return Term(name_amount(table, row, field), row.amounts[field])


def column_sums(table: BudgetTable) -> Iterator[Sum]:
    """Row by row, a column against those that are its parts; not where a column is unknown, or the parts are one."""
    for column in table.columns if table.is_whole else ():
        parts = [part for part in table.columns if part.part_of == column.field]
        law = say("应等于{parts}之和", parts="、".join(part.name for part in parts))
        for row in table.rows if len(parts) > 1 else ():
            if row.kind != "rate" and {column.field, *(part.field for part in parts)} <= row.amounts.keys():
                whole = term(table, row, column.field)
                yield Sum(F210, law, whole, tuple(term(table, row, part.field) for part in parts))


def code_sums(table: BudgetTable) -> Iterator[Sum]:
    """类 against 款, 款 against 项, the unit against 类; not where a code stands twice, as for several units."""
    for unit, group in _by_unit(table):
        rows = {row.code: row for row in group}
        if len(rows) < len(group):
            continue
        below: dict[str, list[BudgetRow]] = {}
        for row in group:
            below.setdefault(_above(row.code, rows), []).append(row)
        for row in group:
            yield from _each(table, say("应等于下级科目之和"), row, below.get(row.code, []))
        if unit is not None:
            yield from _each(table, say("应等于各科目之和"), unit, below.get("", []))


def _above(code: str, known: Container[str]) -> str:
    """The nearest code above one, two digits shorter or more; empty where there is none."""
    return next((code[:end] for end in range(len(code) - 2, 2, -2) if code[:end] in known), "")


def _by_unit(table: BudgetTable) -> Iterator[tuple[BudgetRow | None, list[BudgetRow]]]:
    """The rows with codes below each unit's; without units, all of them, against the total."""
    units = list(table.of_kind("unit"))
    for unit, after in zip([None, *units], [*units, None], strict=True):
        first, last = unit.number if unit else 0, after.number if after else table.rows[-1].number + 1
        group = [row for row in table.of_kind("code") if first < row.number < last]
        if group:
            yield unit or (table.sum_row if not units else None), group


def _each(
    table: BudgetTable, law: Message, whole: BudgetRow, parts: Sequence[BudgetRow], *, is_sure: bool = True
) -> Iterator[Sum]:
    """Column by column; not for rates, and where no part says anything."""
    for field in whole.amounts:
        if field != RATE and parts and all(field in part.amounts for part in parts):
            terms = tuple(term(table, part, field) for part in parts)
            if any(not part.figure.is_blank for part in terms):
                yield Sum(F210, law, term(table, whole, field), terms, is_sure)


def total_sums(table: BudgetTable) -> Iterator[Sum]:
    """合计 against the units or the projects; a project against what its money is for, as far as that is told."""
    total, units = table.sum_row, list(table.of_kind("unit"))
    if total is not None and total.kind == "total" and len(units) > 1:
        laws = _each(table, say("应等于各单位之和"), total, units)
        yield from (each for each in laws if not _has_heads(each))
    projects = list(table.of_kind("project"))
    if total is not None and total.kind == "total" and projects:
        yield from _each(table, say("应等于各项目之和"), total, projects)
    for project, purposes in _by_project(table):
        law = say("应等于所列各项用途之和")
        yield from _each(table, law, project, purposes, is_sure=False)


def _has_heads(each: Sum) -> bool:
    """A unit's amount may be that of the units below it: one of them alone, or all but one, make the total."""
    whole, parts = each.whole.amount, [part.amount for part in each.parts]
    makes = (abs(made - whole) < each.tolerance for part in parts for made in (part, sum(parts) - part))
    return each.is_known and each.is_wrong and any(makes)


def _by_project(table: BudgetTable) -> Iterator[tuple[BudgetRow, list[BudgetRow]]]:
    project: BudgetRow | None = None
    purposes: list[BudgetRow] = []
    for row in (*table.of_kind("project", "purpose"), None):
        if row is not None and row.kind == "purpose":
            purposes.append(row)
            continue
        if project is not None and purposes:
            yield project, purposes
        project, purposes = row, []


def change_sums(table: BudgetTable) -> Iterator[Sum]:
    """The change against this year's amount less the last one's, in a row or in a column of its own."""
    law = say("应等于本年数减上年数")
    before: list[BudgetRow] = []
    for row in table.of_kind("unit", "year", "change"):
        if row.kind == "change" and len(before) == 2 and before[0].year + 1 == before[1].year:
            for field in row.amounts:
                yield _less(law, *(term(table, each, field) for each in (row, before[1], before[0])))
        before = [*before[-1:], row] if row.kind == "year" else []
    for row in table.rows:
        if row.kind not in ("rate", "change") and {"prior", "amount", "change"} <= row.amounts.keys():
            yield _less(law, *(term(table, row, field) for field in ("change", "amount", "prior")))


def _less(law: Message, change: Term, now: Term, before: Term) -> Sum:
    return Sum(F213, law, change, (now, before._replace(factor=-before.factor)))


def table_sums(table: BudgetTable) -> Iterable[Sum]:
    """Everything that the table's own rows and columns say, but for lists of income and expenditure."""
    yield from column_sums(table)
    yield from code_sums(table)
    yield from total_sums(table)
    yield from change_sums(table)
