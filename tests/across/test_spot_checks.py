"""抽查建议: what speaks for looking at a form, and the order of forms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.across_forms import forms_of
from tests.support.folders import ROWS, form
from tests.support.snapshots import Row
from xlperf.across.clues import Surroundings, budget_of, find_clues
from xlperf.across.folder import FormAt
from xlperf.across.spot_checks import find_large, find_suspect, rank_suspects
from xlperf.across.spot_weights import load_weights
from xlperf.cells import CellRef
from xlperf.findings import Finding, Severity
from xlperf.messages import say


def at(rows: list[Row]) -> FormAt:
    (found,) = forms_of({"a.xlsx": rows})
    return found


def clues(rows: list[Row], around: Surroundings = Surroundings()) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {clue.reason: (clue.points, clue.cells) for clue in find_clues(at(rows), around)}


def test_a_plain_form_has_nothing_to_look_at() -> None:
    assert clues(form()) == {}


def test_money_hardly_spent_and_every_indicator_full() -> None:
    assert clues(form("55", "5.5")) == {"unspent": (10, ("G5", "H12"))}
    missed = [("产出指标（50分）", "数量指标", "培训次数", "5次", "4次", 50, 40, "场地原因，下年增加场次"), *ROWS[1:]]
    rows = form("55", "5.5", rows=missed)
    rows[-1] = ("总分", None, None, None, None, None, 100, 85.5)
    assert "unspent" not in clues(rows)
    assert "unspent" not in clues(form("80", "8"))


def test_full_marks() -> None:
    assert clues(form("100", "10")) == {"full": (3, ("H12",))}


@pytest.mark.parametrize(("score", "is_near"), [("0.99", True), ("0", True), ("1", False), ("5", False)])
def test_just_above_the_bound_of_a_grade(score: str, is_near: bool) -> None:
    """Ninety points of the indicators, and so many of execution."""
    rate = str(Decimal(score) * 10)
    assert ("border" in clues(form(rate, score))) is is_near


def test_errors_and_missing_reasons_are_counted_apart_and_not_without_end() -> None:
    wrong = [
        ("产出指标（50分）", "数量指标", "培训次数", "5次", "4次", 50, 50, None),
        ("效益指标（30分）", "社会效益指标", "影响力", "提升", "提升", 30, 31, None),
        ("满意度指标（10分）", "满意度指标", "满意度", "90%", "92%", 10, 10, None),
    ]
    rows = form(rows=wrong)
    rows[-1] = ("总分", None, None, None, None, None, 100, "100.64")
    found = clues(rows)
    assert found["errors"][1][:2] == ("H9", "H10")
    assert found["unexplained"] == (2, ("I9",))
    assert found["recomputed"] == (10, ("H12",))


def test_what_is_told_across_counts_too() -> None:
    place = at(form()).place
    told = [
        Finding(code, severity, say("…"), CellRef("Sheet1", 9, column))
        for code, severity, column in (
            ("X602", Severity.ERROR, 5), ("X602", Severity.ERROR, 7), ("X603", Severity.ERROR, 3),
            ("X604", Severity.ERROR, 4), ("D405", Severity.INFO, 9), ("X605", Severity.INFO, 8),
        )
    ]  # fmt: skip
    found = clues(form(), Surroundings({place: told}))
    assert found == {
        "errors": (3, ("D9",)), "targets": (12, ("E9", "G9")), "budget": (8, ("C9",)), "copied": (3, ("I9",)),
        "unit_full": (3, ("H9",)),
    }  # fmt: skip


def test_words_versions_and_large_budgets() -> None:
    place = at(form()).place
    around = Surroundings(outliers={place: ["H10", "H11"]}, standings={place: "counts"}, large=Decimal(1000))
    assert clues(form(), around) == {"words": (4, ("H10", "H11")), "versions": (2, ("B2",)), "large": (4, ("D5",))}
    assert clues(form(), Surroundings(standings={place: "undecided"})) == {"undecided": (6, ("B2",))}
    assert clues(form(), Surroundings(large=Decimal("1000.01"))) == {}


def test_budgets_are_compared_in_yuan() -> None:
    rows = form()
    rows[3] = ("项目资金（万元）", *rows[3][1:])
    assert (budget_of(at(form()).form), budget_of(at(rows).form)) == (Decimal(1000), Decimal(10_000_000))


def test_the_largest_tenth_of_a_folder() -> None:
    assert find_large(map(Decimal, range(1, 21))) == 19
    assert find_large(map(Decimal, range(1, 6))) == 5
    assert find_large(map(Decimal, range(1, 5))) is None
    assert find_large(map(Decimal, [9, 8, 8, *range(7)])) == 9
    assert find_large(map(Decimal, [8] * 10)) is None


def test_the_weightiest_first_then_the_order_of_the_folder() -> None:
    folder = {
        "c.xlsx": form("55", "5.5", project="丙"), "a.xlsx": form("100", "10", project="甲"),
        "b.xlsx": form("100", "10", project="乙"), "d.xlsx": form(project="丁"),
    }  # fmt: skip
    suspects = rank_suspects(find_suspect(each, Surroundings()) for each in forms_of(folder))
    assert [(each.place.path, each.project, each.points) for each in suspects] == [
        ("c.xlsx", "丙", 10), ("a.xlsx", "甲", 3), ("b.xlsx", "乙", 3),
    ]  # fmt: skip


FORMS = forms_of({f"{n}.xlsx": form(rate, str(Decimal(rate) / 10)) for n, rate in enumerate(("55", "100", "96", "5"))})


@given(st.permutations(FORMS))
def test_the_order_of_reading_does_not_matter(forms: list[FormAt]) -> None:
    suspects = [find_suspect(each, Surroundings()) for each in FORMS]
    assert rank_suspects(find_suspect(each, Surroundings()) for each in forms) == rank_suspects(suspects)


def test_every_reason_has_its_weight_and_the_weights_their_source() -> None:
    weights = load_weights()
    assert "[M]" in weights.source
    assert all(0 < each.points <= each.most for each in weights.reasons.values())
