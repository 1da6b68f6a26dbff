"""References when rows come in behind row 9: what stands below moves by 3, what reaches row 9 grows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.ooxml.row_references import Insertion, insert_in_formula

ROWS = Insertion("汇总", 9, 3)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("C9", "C9"),
        ("C10", "C13"),
        ("$C$10", "$C$13"),
        ("SUM(C5:C9)", "SUM(C5:C12)"),
        ("SUM(C9:C9)", "SUM(C9:C12)"),
        ("SUM(C5:C8)", "SUM(C5:C8)"),
        ("SUM(C5:C20)", "SUM(C5:C23)"),
        ("SUM(C10:C20)", "SUM(C13:C23)"),
        ("SUM(C:C)+SUM(5:9)", "SUM(C:C)+SUM(5:12)"),
        ("SUM(C$5:C$9)/$B$10", "SUM(C$5:C$12)/$B$13"),
        ('"C10"&C10', '"C10"&C13'),
        ("明细!C10", "明细!C10"),
        ("汇总!C10+'汇总'!C11", "汇总!C13+'汇总'!C14"),
        ("'汇总 2'!C10", "'汇总 2'!C10"),
        ("'明''细'!C10:C20", "'明''细'!C10:C20"),
        ("LOG10(C10)", "LOG10(C13)"),
        ("ABC10DEF+Rate_10+1E10", "ABC10DEF+Rate_10+1E10"),
        ("IF(C10>=9,C10,10)", "IF(C13>=9,C13,10)"),
        ("[1]汇总!C10", "[1]汇总!C10"),
    ],
)
def test_formulas_of_the_sheet_itself(before: str, after: str) -> None:
    assert insert_in_formula(before, "汇总", ROWS) == after


@pytest.mark.parametrize(
    ("before", "after"), [("C10", "C10"), ("汇总!C10", "汇总!C13"), ("汇总!$A$1:$L$12", "汇总!$A$1:$L$15")]
)
def test_formulas_of_other_sheets_and_names(before: str, after: str) -> None:
    assert insert_in_formula(before, "明细", ROWS) == after


REFERENCES = st.builds(
    lambda column, row, last: f"{column}{row}" if last is None else f"{column}{row}:{column}{row + last}",
    st.sampled_from(["A", "$B", "AA", "XFD"]),
    st.integers(1, 40),
    st.none() | st.integers(0, 20),
)


@given(REFERENCES, st.integers(1, 40), st.integers(0, 9), st.integers(0, 9))
def test_rows_may_come_in_one_after_the_other(text: str, after: int, one: int, other: int) -> None:
    twice = insert_in_formula(
        insert_in_formula(text, "表", Insertion("表", after, one)), "表", Insertion("表", after, other)
    )
    assert twice == insert_in_formula(text, "表", Insertion("表", after, one + other))


@given(REFERENCES)
def test_no_rows_change_nothing(text: str) -> None:
    assert insert_in_formula(text, "表", Insertion("表", 7, 0)) == text
