"""用语与得分: the shares that the same words earned over a folder, the usual one, and what differs from it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.snapshots import Row, make_snapshot, project_rows
from xlperf.checks.same_words import Use, find_uses
from xlperf.evaluation import Options, evaluate
from xlperf.pages.same_words import Band, find_bands

GOOD, RATHER = "较为健全", "比较及时"


def uses(path: str, *rows: tuple[str, str, object, object]) -> list[tuple[str, Use]]:
    """The uses of a form's (target, actual value, weight, score)."""
    indicators: list[Row] = [
        ("产出指标", "质量指标", f"指标{n}", target, actual, weight, score, "原因")
        for n, (target, actual, weight, score) in enumerate(rows, 1)
    ]
    (form,) = evaluate(make_snapshot(project_rows(indicators=indicators)), Options(rules="shanghai-2020")).forms
    return [(path, use) for use in find_uses(form.form, form.pack, form.standing)]


def told(band: Band) -> tuple[str, int, str, list[str]]:
    return band.usual.text, band.count, f"{band.least:.2f} {band.usual.share:.2f} {band.most:.2f}", band.named


def test_words_of_several_forms() -> None:
    found = [
        *uses("a.xlsx", ("健全", GOOD, 10, 8), ("及时", RATHER, 15, 12)),
        *uses("b.xlsx", ("健全", GOOD, 15, 12), ("及时", RATHER, 15, 12)),
        *uses("c.xlsx", ("健全", GOOD, 20, 20), ("及时", RATHER, 5, 4), ("其他", "独此一处", 5, 1)),
    ]
    assert [told(band) for band in find_bands(lambda: found)] == [
        (GOOD, 3, "0.80 0.80 1.00", ["c.xlsx Sheet1!H9 100%"]),
        (RATHER, 3, "0.80 0.80 0.80", []),
    ]


def test_a_share_may_be_rounded() -> None:
    found = uses("a.xlsx", ("健全", GOOD, 7, "5.6"), ("健全", GOOD, 3, "2.4"), ("健全", GOOD, 3, 2))
    (band,) = find_bands(lambda: found)
    assert band.outliers == 0  # 2 of 3 may be 80 % in whole points


@pytest.mark.parametrize(
    "row",
    [
        ("5次", "3次", 10, 6),  # a quantity
        ("健全", None, 10, 8),  # blank
        ("健全", GOOD, 10, 12),  # above its points: S302's
        ("健全", GOOD, None, 8),  # no points
    ],
)
def test_what_is_no_use(row: tuple[str, str, object, object]) -> None:
    assert uses("a.xlsx", row) == []


def test_words_that_the_target_has_too_are_apart() -> None:
    found = uses(
        "a.xlsx", ("及时", "及时", 10, 10), ("准时", "及时", 10, 8), ("及时", "及时", 5, 5), ("按期", "及时", 5, 4)
    )
    assert [(band.usual.text, band.usual.is_target, band.usual.share) for band in find_bands(lambda: found)] == [
        ("及时", True, Decimal(1)),
        ("及时", False, Decimal("0.8")),
    ]
