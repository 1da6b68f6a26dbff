"""Amounts that add up: one wrong amount is one fault, found where it stands, whatever else it breaks."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.support.snapshots import Row, make_snapshot
from xlperf.cells import CellRef
from xlperf.checks.sums import Sum, Term, find_faults
from xlperf.evaluation import evaluate
from xlperf.form import Figure
from xlperf.messages import say

LAW = say("应等于各项任务之和")


def term(row: int, column: int, number: int | str | None) -> Term:
    ref, text = CellRef("表", row, column), "" if number is None else str(number)
    return Term(LAW, Figure(text, ref, value=None if number is None else Decimal(number)))


def table(rows: list[list[int]]) -> list[Sum]:
    """Each row begins with its total, the last row adds up the columns."""
    terms = [[term(r, c, number) for c, number in enumerate(row, 1)] for r, row in enumerate(rows, 1)]
    across = [Sum("F209", LAW, row[0], tuple(row[1:])) for row in terms]
    down = [Sum("F209", LAW, column[-1], column[:-1]) for column in zip(*terms, strict=True)]
    return across + down


def sound(parts: list[list[int]]) -> list[list[int]]:
    rows = [[sum(row), *row] for row in parts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


@given(
    st.lists(st.lists(st.integers(0, 9000), min_size=2, max_size=2), min_size=2, max_size=6),
    st.data(),
)
def test_one_wrong_amount_is_found_where_it_stands(parts: list[list[int]], data: st.DataObject) -> None:
    rows = sound(parts)
    assert find_faults(table(rows)) == []
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, 2))
    right = rows[row][column]
    rows[row][column] = right + data.draw(st.integers(20, 5000))
    (fault,) = find_faults(table(rows))
    assert (fault.ref.row, fault.ref.column, fault.expected) == (row + 1, column + 1, right)


def test_two_wrong_amounts_are_two_faults() -> None:
    rows = sound([[130, 20], [45, 5], [700, 100]])
    rows[0][1] += 100
    rows[2][2] += 5000
    assert sorted((f.ref.row, f.ref.column) for f in find_faults(table(rows))) == [(1, 2), (3, 3)]


def test_a_part_that_takes_part_in_one_sum_is_not_accused() -> None:
    whole, parts = term(1, 1, 100), (term(2, 1, 30), term(3, 1, 60))
    (fault,) = find_faults([Sum("F209", LAW, whole, parts)])
    assert (fault.ref.row, fault.expected, fault.others) == (1, 90, 0)


def test_rounding_is_no_fault_and_one_unit_more_is() -> None:
    parts = (term(2, 1, 542), term(3, 1, 4023))
    assert Sum("F209", LAW, term(1, 1, 4566), parts).is_tail
    assert find_faults([Sum("F209", LAW, term(1, 1, 4566), parts)]) == []
    assert not Sum("F209", LAW, term(1, 1, 4567), parts).is_tail
    assert len(find_faults([Sum("F209", LAW, term(1, 1, 4567), parts)])) == 1


def test_a_nought_may_be_rounded_and_a_blank_may_not() -> None:
    """2.3 + 0.3 = 2.6 is printed 2 + 0 = 3."""
    assert Sum("F210", LAW, term(1, 1, 3), (term(2, 1, 2), term(3, 1, 0))).is_tail
    assert not Sum("F210", LAW, term(1, 1, 3), (term(2, 1, 2), term(3, 1, None))).is_tail


@given(st.lists(st.lists(st.integers(0, 400_000), min_size=2, max_size=2), min_size=1, max_size=8))
def test_amounts_in_yuan_rounded_to_wan_are_never_wrong(parts: list[list[int]]) -> None:
    """Each cell rounded by itself, half up, as systems that convert a budget to 万元 do."""
    rounded = [[(number + 5000) // 10_000 for number in row] for row in sound(parts)]
    assert find_faults(table(rounded)) == []


def test_a_blank_whole_is_no_rounding() -> None:
    (fault,) = find_faults([Sum("F209", LAW, term(1, 1, None), (term(2, 1, "0.4"), term(3, 1, "0.2")))])
    assert fault.expected == Decimal("0.6")


def test_the_same_amount_in_other_units() -> None:
    in_wan = term(1, 1, "4997.25")._replace(factor=Decimal(10_000))
    assert not Sum("F212", LAW, in_wan, (term(2, 1, "49972500"),)).is_wrong
    (fault,) = find_faults([Sum("F212", LAW, in_wan, (term(2, 1, "49973500"),))])
    assert fault.expected == Decimal("4997.35")
    coarse = term(1, 1, "4997")._replace(factor=Decimal(10_000))
    assert Sum("F212", LAW, coarse, (term(2, 1, "49972500"),)).is_tail


def test_a_cell_that_is_wrong_is_not_told_to_be_rounded_too() -> None:
    """30 units of a thousand round by up to 30: the column is off by rounding, the row by more."""
    rows: list[Row] = [("一般公共预算支出表",), ("单位：万元",)]
    rows += [("科目编码", "科目名称", "支出总计", "基本支出", "项目支出")]
    rows += [("206", "科学技术支出", 1010, 500, 500)]
    rows += [(f"206{number:02}", "科目", 33, 16, 17) for number in range(1, 31)]
    found = [(f.code, f.severity.value, f.ref.address) for f in evaluate(make_snapshot(rows)).all_findings()]
    assert ("F210", "error", "C4") in found
    assert ("F210", "info", "C4") not in found
