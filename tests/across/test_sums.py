"""Sums of units and departments: nothing is lost or counted twice, whatever the order."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.across.test_details import details_of
from tests.support.snapshots import project_rows
from xlperf.across.details import FormDetails
from xlperf.across.losses import find_losses
from xlperf.across.sums import Owner, Sums, sum_departments

ROWS = (("产出指标（90分）", "数量指标", "培训次数", "≥5次", "4次", 90, 72, "疫情"),)


def project(budget: object, executed: object, total: object) -> FormDetails:
    funds = [("年度资金总额", budget, budget, executed, 10, None, 5)]
    return details_of(*map(list, project_rows(funds, ROWS, (100, total))))


def sums(*forms: FormDetails) -> Sums:
    found = Sums()
    for form in forms:
        found.add(form, tuple(find_losses(form)))
    return found


def test_what_cannot_be_read_is_counted_apart() -> None:
    """100 and 300 of budget, 50 and 300 spent: 87.5 %; (80×100 + 90×300) ÷ 400 = 87.5; 18 and 5 points lost each."""
    found = sums(project(100, 50, 80), project(300, 300, 90), project("若干", 10, 70), project(500, None, "未评"))
    assert (found.projects, found.without_money, found.scored) == (4, 2, 3)
    assert (found.budget, found.executed, found.rate) == (Decimal(400), Decimal(350), Decimal("0.875"))
    assert (found.mean, found.lost, found.mean_loss) == (Decimal(80), Decimal(92), Decimal(23))
    assert dict(found.blocks) == {"OUTPUT": Decimal(72), "EXECUTION": Decimal(20)}


def test_without_anything_there_is_no_mean() -> None:
    found = sums(project(0, 0, "未评"))
    assert (found.rate, found.mean, found.weighted_mean) == (None, None, None)


AMOUNTS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(0, 100)), min_size=1, max_size=6)


@given(st.lists(AMOUNTS, min_size=1, max_size=3))
def test_a_department_is_the_sum_of_its_units(units: list[list[tuple[int, int, int]]]) -> None:
    forms = [[project(*amounts) for amounts in unit] for unit in units]
    owners = {Owner("某局", f"单位{number}", 2021): sums(*each) for number, each in enumerate(forms)}
    (found,) = sum_departments(owners).values()
    whole = sums(*(form for each in forms for form in each))
    assert found.units == len(units)
    for name in (
        "projects",
        "initial",
        "budget",
        "executed",
        "rate",
        "mean",
        "weighted_mean",
        "lost",
        "grades",
        "blocks",
    ):
        assert getattr(found, name) == getattr(whole, name), name
