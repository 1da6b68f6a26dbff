"""The formulas that go in with figures: which there are, and that none disagrees with its figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.snapshots import Row, make_snapshot, project_rows, shown
from xlperf.cells import Cell, CellRef, Snapshot, parse_address
from xlperf.evaluation import BookEvaluation, Filled, Options, evaluate
from xlperf.formulas import AfterRun, evaluate_formula
from xlperf.marking import make_plan
from xlperf.recognition import recognise
from xlperf.rules import load
from xlperf.scoring import score_form
from xlperf.scoring.live import live_formulas

FUNDS: Row = ("年度资金总额", 100, 200, 90, 10, None, None)
"""Row 5: budget D, executed E, points F, rate G, score H. Indicators from row 9: target E, actual F, G, H."""
WITH_FORMULAS = Options("shenzhen-2021", formulas=True)


def row(target: object, actual: object, weight: object = 90, score: object = None, level2: str = "数量指标") -> Row:
    return ("产出指标", level2, f"指标{target}", target, actual, weight, score, "原因")


def snapshot_of(*rows: Row, funds: Row = FUNDS, merges: Iterable[str] = (), total: object = None) -> Snapshot:
    return make_snapshot(project_rows((funds,), rows or (row(5, 2),), (100, total)), merges)


def judge(snapshot: Snapshot, options: Options = WITH_FORMULAS) -> BookEvaluation:
    return evaluate(snapshot, options)


def figures(book: BookEvaluation) -> dict[str, Filled]:
    """What a run gives, by address."""
    (form,) = book.forms
    return {figure.ref.address: figure for figure in (*form.filled, *form.corrected)}


def formulas(snapshot: Snapshot, options: Options = WITH_FORMULAS) -> dict[str, str | None]:
    return {address: figure.formula for address, figure in figures(judge(snapshot, options)).items()}


def test_every_kind_of_figure() -> None:
    assert formulas(snapshot_of(row(5, 2, 50), row("及时", "及时", 40))) == {
        "G5": "ROUND(E5/D5,4)",
        "H5": "ROUND(MIN(F5,F5*E5/D5),2)",
        "H9": "ROUND(MIN(G9,G9*F9/E9),2)",
        "H10": "G10",
        "H11": "ROUND(SUM(H5,H9:H10),2)",
    }


def test_no_formula_unless_asked_for() -> None:
    assert set(formulas(snapshot_of(), Options("shenzhen-2021")).values()) == {None}


def test_a_rate_under_a_header_in_percent() -> None:
    rows = project_rows((FUNDS,), (row(5, 2),), (100, None))
    rows[3] = tuple("执行率（%）" if label == "执行率" else label for label in rows[3])
    rate = figures(judge(make_snapshot(rows)))["G5"]
    assert (rate.value, rate.formula) == (Decimal(45), "ROUND(E5/D5*100,2)")


@pytest.mark.parametrize(
    ("funds", "expected"),
    [
        (("年度资金总额", 100, "200", 90, 10, None, None), (None, None)),  # an amount as a text
        (("年度资金总额", 100, 200, "0.009万元", 10, None, None), (None, None)),  # its unit counts
        (("年度资金总额", 100, 200, "—", 10, None, None), (None, None)),  # a nil mark is zero to us, no number to Excel
        (("年度资金总额", 100, 200, 90, "10分", None, None), ("ROUND(E5/D5,4)", None)),
        (("年度资金总额", 100, "=150+50", 90, 10, None, None), ("ROUND(E5/D5,4)", "ROUND(MIN(F5,F5*E5/D5),2)")),
        (("年度资金总额", 100, 200, 300, 10, None, None), ("ROUND(E5/D5,4)", "ROUND(MIN(F5,F5*E5/D5),2)")),
    ],
)
def test_funds(funds: Row, expected: tuple[str | None, str | None]) -> None:
    found = formulas(snapshot_of(funds=funds))
    assert (found["G5"], found["H5"]) == expected


def stored(value: str, formula: str) -> Cell:
    return Cell(CellRef("", 1, 1), Decimal(value), value, formula)


@pytest.mark.parametrize(
    "executed",
    [
        stored("90", "80+15"),  # an outdated result, which opening the workbook would replace
        stored("90", "VLOOKUP(1,A1:B2,2)"),  # cannot be worked out: what it will give is not known
        stored("100", "D5*G5"),  # in a circle: the rate's own cell
    ],
)
def test_a_clerk_s_formula_between_that_cannot_be_relied_on(executed: Cell) -> None:
    funds = ("年度资金总额", 100, 200, executed, 10, None, None)
    found = figures(judge(snapshot_of(funds=funds)))
    assert (found["G5"].value, found["G5"].formula) == (Decimal(executed.text) / 200, None)


@pytest.mark.parametrize(
    ("indicator", "formula"),
    [
        (row(5, 8), "ROUND(MIN(G9,G9*F9/E9),2)"),  # over-fulfilled: capped
        (row(5, 5), "ROUND(MIN(G9,G9*F9/E9),2)"),  # goes on telling the truth when the actual value is changed
        (row(0, 0), "G9"),  # no quotient
        (row("5次", "2次"), None),
        (row("≥90%", "95%"), None),
        (row("≥90%", "≥90%"), "G9"),
        (row("有效保障", "达成预期指标"), "G9"),
        (row(shown("0.95", "95%", "0%"), shown("0.57", "57%", "0%")), "ROUND(MIN(G9,G9*F9/E9),2)"),
        (row(shown("0.95", "95%", "0%"), 57), None),  # 57 is read as 57 %
        (row(100, 100, level2="成本指标"), "G9"),  # whether less is better stands nowhere
        (row(5, 5, "90分"), None),
        (row("好", "好", Decimal("89.996")), "ROUND(G9,2)"),
    ],
)
def test_indicators(indicator: Row, formula: str | None) -> None:
    assert formulas(snapshot_of(indicator))["H9"] == formula


def test_an_inverse_target_by_a_pack_that_scores_it() -> None:
    (form,) = recognise(snapshot_of(row("≤10次", "16次")))
    pack = load("shenzhen-2021")
    pack = replace(pack, quantitative=replace(pack.quantitative, inverse="target-over-actual"))
    numbers = {"E9": Decimal(10), "F9": Decimal(16), "G9": Decimal(90)}
    score = form.indicators[0].score
    assert score is not None
    found = live_formulas(form, pack, score_form(form, pack), score.ref, lambda ref: numbers.get(ref.address))
    assert list(found) == ["ROUND(MIN(G9,G9*E9/F9),2)"]


def judged(score: object, weight: object = 30) -> Row:
    return row("提升", "有所提升", weight, score)


@pytest.mark.parametrize(
    ("rows", "merges", "formula"),
    [
        ((judged(30), judged(28), judged(29)), (), "SUM(H5,H9:H11)"),
        ((judged(30), judged("9.5"), judged(Decimal("9.5"))), (), None),  # SUM passes over a text
        ((judged(30), judged("—"), judged(29)), (), "SUM(H5,H9:H11)"),
        ((judged(30), row("不适用", "不适用", "-", 5), judged(29)), (), "SUM(H5,H9,H11)"),
        ((judged(45), judged(None, 45), judged(29)), ("H9:H10",), "SUM(H5,H9,H11)"),
        (
            (judged(Decimal("30.125")), judged(28), judged(29)),
            (),
            "SUM(H5,H9:H11)",
        ),  # more decimals than ROUND would leave
        ((judged(Decimal("30.5")), judged(28), judged(29)), (), "ROUND(SUM(H5,H9:H11),2)"),
    ],
)
def test_totals(rows: tuple[Row, ...], merges: tuple[str, ...], formula: str | None) -> None:
    snapshot = snapshot_of(*rows, funds=("年度资金总额", 100, 200, 100, 10, None, 5), merges=merges)
    assert formulas(snapshot)["H12"] == formula


def test_a_formula_that_stands_is_never_written() -> None:
    funds = ("年度资金总额", 100, 200, 90, 10, "=E5/D5", None)
    book = judge(snapshot_of(funds=funds, total="=H5+H9"))
    assert {edit.ref.address for edit in make_plan(book).edits} == {"H5", "H9"}


def test_what_is_corrected_gets_a_formula_too() -> None:
    snapshot = snapshot_of(row(5, 2, 90, 80), funds=("年度资金总额", 100, 200, 90, 10, "0.5", 9), total=89)
    book = judge(snapshot, Options("shenzhen-2021", correct=True, formulas=True))
    assert {edit.ref.address: (edit.before, edit.after, edit.formula) for edit in make_plan(book).edits} == {
        "H5": (9, Decimal("4.5"), "ROUND(MIN(F5,F5*E5/D5),2)"),
        "H9": (80, 36, "ROUND(MIN(G9,G9*F9/E9),2)"),
        "H10": (89, Decimal("40.5"), "ROUND(SUM(H5,H9),2)"),
        "G5": ("0.5", Decimal("0.45"), "ROUND(E5/D5,4)"),  # a text
    }


def test_a_rate_too_near_the_half_for_15_digits_goes_in_alone() -> None:
    """19999 × budget = 20000 × executed + 1: less than 0.99995 by 1 in 10 ** 19, which Excel cannot tell from it."""
    budget = 899_999_999_999_999
    executed = (19_999 * budget - 1) // 20_000
    found = figures(judge(snapshot_of(funds=("年度资金总额", 100, budget, executed, 10, None, None))))
    assert (found["G5"].value, found["G5"].formula) == (Decimal("0.9999"), None)


amounts = st.integers(1, 10**10).map(lambda cents: Decimal(cents) / 100)
"""Up to 100 million 元: no quotient of two lies so near a half that 15 digits cannot tell on which side."""


@given(amounts, amounts, st.integers(1, 100), st.integers(1, 10**6), st.integers(0, 10**6))
def test_every_formula_gives_the_figure_it_goes_in_with(
    budget: Decimal, executed: Decimal, weight: int, target: int, actual: int
) -> None:
    funds = ("年度资金总额", 0, budget, executed, 10, None, None)
    snapshot = snapshot_of(row(target, actual, weight), funds=funds)
    found = figures(judge(snapshot))
    values = {at: cell.value for at, cell in snapshot.sheets[0].cells.items()}
    values |= {parse_address(address): figure.value for address, figure in found.items()}
    for figure in found.values():
        assert figure.formula is not None
        assert evaluate_formula(figure.formula, lambda sheet, *at: values.get(at)) == figure.value
    assert {"G5", "H5", "H9"} <= found.keys()


def test_formulas_accepted_before_stand_among_the_cells() -> None:
    one, two = CellRef("Sheet1", 1, 1), CellRef("Sheet1", 1, 2)
    after = AfterRun(make_snapshot([(None, None, 3)]), {one: Decimal(6), two: Decimal(12)})
    assert not after.accept(one, "C1*3")
    assert after.accept(one, "C1*2")
    assert not after.accept(two, "A1*B1")
    assert after.accept(two, "A1*2")
    assert (after.number(one), after.number(two), after.number(CellRef("Sheet1", 9, 9))) == (
        Decimal(6),
        Decimal(12),
        None,
    )


def test_no_two_formulas_hang_on_each_other() -> None:
    """A1 = C1, the clerk's, which shows B1; then B1 cannot be A1."""
    one, two = CellRef("Sheet1", 1, 1), CellRef("Sheet1", 1, 2)
    after = AfterRun(make_snapshot([(None, None, "=B1")]), {one: Decimal(6), two: Decimal(6)})
    assert after.accept(one, "C1")
    assert not after.accept(two, "A1")
    assert after.number(one) == 6
