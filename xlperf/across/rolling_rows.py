"""What was rolled up as the rows in which it is kept and shown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.across.details import FormDetails, Goal, Number
from xlperf.across.members import Member, in_unit
from xlperf.across.roll_up_rows import MemberRow, ProjectRow, RolledRow, Source, UnrolledRow
from xlperf.across.rolling import Rolled, Unrolled
from xlperf.across.sums import Owner, money


def project_row(owner: Owner, form: FormDetails, path: str, own: tuple[str, ...]) -> ProjectRow:
    """A project with its amounts in 元 and its score."""
    line, amounts = form.total_line, money(form)
    score = form.total.value if form.total is not None else None
    return ProjectRow(
        owner.department,
        owner.unit,
        owner.year,
        form.code.text if form.code is not None else "",
        form.name,
        _source(line.initial_budget if line is not None else None, amounts.initial),
        _source(line.full_year_budget if line is not None else None, amounts.budget),
        _source(line.executed if line is not None else None, amounts.executed),
        _source(form.total, score),
        form.grade,
        path,
        form.sheet,
        own,
        line.rate.value if line is not None and line.rate is not None else None,
        tuple((block.kind, block.score) for block in form.blocks),
    )


def rolled_row(number: int, owner: Owner, rolled: Rolled, lang: str) -> RolledRow:
    """An indicator of several projects; its name as the first of them writes it."""
    first = rolled.members[0]
    return RolledRow(
        number,
        owner.department,
        owner.unit,
        owner.year,
        first.row.block,
        first.row.level2.text,
        first.row.level3.text,
        rolled.part.how,
        rolled.part.unit,
        rolled.comparator,
        rolled.target,
        rolled.actual,
        rolled.weight,
        rolled.score,
        rolled.submitted,
        len(rolled.members),
        rolled.left_out,
        first.pack,
        rolled.unscored.text(lang) if rolled.unscored is not None else None,
    )


def member_rows(number: int, rolled: Rolled) -> Iterator[MemberRow]:
    """What each project puts in, with its cells."""
    for each in rolled.members:
        row = each.row
        target, actual = (_goal(goal, each, rolled) for goal in (row.target, row.actual))
        yield MemberRow(
            number,
            row.level3.text,
            each.unit,
            each.project,
            target,
            actual,
            _source(row.weight, row.weight.value if row.weight is not None else None),
            _source(row.score, row.score.value if row.score is not None else None),
            Source(each.funds, "", each.funds_cell) if each.funds is not None else None,
            each.path,
            each.sheet,
        )


def unrolled_row(owner: Owner, unrolled: Unrolled, lang: str) -> UnrolledRow:
    """An indicator that goes into no figure, at its actual value."""
    member, row = unrolled.member, unrolled.member.row
    return UnrolledRow(
        owner.department,
        member.unit,
        member.project,
        row.level2.text,
        row.level3.text,
        row.target.text,
        row.actual.text,
        unrolled.why.text(lang),
        member.path,
        member.sheet,
        row.actual.cell,
    )


def _source(number: Number | None, value: Decimal | None) -> Source | None:
    if number is None:
        return None
    return Source(value, number.text, number.cell)


def _goal(goal: Goal, member: Member, rolled: Rolled) -> Source:
    value = in_unit(goal.quantity, rolled.part) if goal.quantity is not None else None
    return Source(value, goal.text, goal.cell)
