"""Rows without points below an indicator, and actual values that leave out the 万 of their target."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.snapshots import make_snapshot, project_rows
from xlperf.form import Form, Indicator
from xlperf.quantity import Quantity
from xlperf.recognition import recognise

Row = tuple[object, ...]


def form_of(*rows: Row) -> Form:
    (form,) = recognise(make_snapshot(project_rows(indicators=rows)))
    return form


def row(name: str, target: object, actual: object, weight: object = None, score: object = None) -> Row:
    return ("产出指标", "数量指标", name, target, actual, weight, score, None)


def details_of(form: Form) -> list[str]:
    return [each.entry.text for each in form.recognised if each.field == "detail"]


def said(indicator: Indicator) -> tuple[str, str, str]:
    return indicator.level3.text, indicator.target.text, indicator.actual.text


def test_rows_that_detail_an_indicator_are_named_and_carry_no_points() -> None:
    form = form_of(
        row("果树面积", "6亩", "6亩", 25, 25), row("其中桃树", "1亩", "1亩"), row("户数", "9户", "9户", 25, 25)
    )
    assert [said(each) for each in form.indicators] == [("果树面积", "6亩", "6亩"), ("户数", "9户", "9户")]
    assert details_of(form) == ["其中桃树"]


def test_a_group_has_the_values_of_the_rows_below_it() -> None:
    rows = (row("果树面积", None, None, 50, 50), row("梨", "6亩", "6亩"), row("桃", "1亩", "0.5亩"))
    form = form_of(*rows)
    assert [said(each) for each in form.indicators] == [("果树面积", "6亩；1亩", "6亩；0.5亩")]
    assert details_of(form) == ["梨", "桃"]


@pytest.mark.parametrize(
    "rows",
    [
        (row("果树面积", "6亩", "6亩", 50, 50), row("桃树", "1亩", "1亩")),  # its points were forgotten
        (row("果树面积", "6亩", "6亩"), row("其中桃树", "1亩", "1亩")),  # nothing above has points
    ],
    ids=["without 其中", "without points above"],
)
def test_a_row_that_nothing_tells_to_be_a_detail_is_an_indicator(rows: tuple[Row, ...]) -> None:
    form = form_of(*rows)
    assert len(form.indicators) == 2
    assert details_of(form) == []


@pytest.mark.parametrize(
    ("target", "actual", "amount"),
    [
        ("≥1.2万亩", "1.2", "12000"),
        ("≥1.2万亩", 1.3, "13000"),
        ("≥1.2万亩", "12000", "12000"),
        ("≥1.2万亩", "1.2亩", "1.2"),  # a unit of its own
        ("≥120亩", "1.2", "1.2"),  # no 万 to be left out
        ("≥100%", "0.9", "0.9"),
    ],
)
def test_a_bare_number_far_below_the_target_is_in_its_unit(target: str, actual: object, amount: str) -> None:
    (indicator,) = form_of(row("造林面积", target, actual, 50, 50)).indicators
    assert indicator.actual.text == str(actual)
    assert isinstance(indicator.actual.quantity, Quantity)
    assert indicator.actual.quantity.amount == Decimal(amount)


def test_parts_by_number_that_make_the_score_above_them_count_once() -> None:
    parts = (row("1、配方肥", "5亩", "5亩", 20, 20), row("2、缓控释肥", "6亩", "6亩", 30, 30))
    form = form_of(row("一、示范区", "9亩", "9亩", 50, 50), *parts)
    assert [said(each)[0] for each in form.indicators] == ["一、示范区"]


def test_parts_by_number_that_do_not_make_it_are_indicators() -> None:
    form = form_of(row("一、示范区", "9亩", "9亩", 30, 30), row("1、配方肥", "5亩", "5亩", 20, 20))
    assert [said(each)[0] for each in form.indicators] == ["一、示范区", "1、配方肥"]
