"""尾差, 口径差, 错误: the three kinds of difference that the contract knows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.snapshots import make_cell, shown
from xlperf.cells import CellRef
from xlperf.form import Figure
from xlperf.recognition.reading import read_rate
from xlperf.scoring.differences import Difference, printed_unit, rate_difference, score_difference

HERE = CellRef("Sheet1", 1, 1)


def rate(content: object) -> Figure:
    cell = make_cell(HERE, content)
    assert cell is not None
    return read_rate(cell)


@pytest.mark.parametrize(
    ("stated", "exact", "kind"),
    [
        ("96.99%", "0.969903", Difference.NONE),
        ("97%", "0.969903", Difference.NONE),
        ("97.0%", "0.969903", Difference.NONE),
        ("97.00%", "0.969903", Difference.TAIL),
        ("97.10%", "0.969903", Difference.WRONG),
        ("97.5%", "0.969903", Difference.WRONG),
        ("100%", "0.9999", Difference.NONE),
        ("100.00%", "0.9962", Difference.TAIL),
        ("0.99", "0.98975", Difference.NONE),
        ("0.9699", "0.969903", Difference.NONE),
        ("９６.９９％", "0.969903", Difference.NONE),
        ("96.99", "0.969903", Difference.NONE),
        (shown("0.97", "97.00%", "0.00%"), "0.969903", Difference.NONE),
        (shown("0.969903", "96.99%", "0.00%"), "0.9699034", Difference.NONE),
        (shown("0.9699", "96.99%", "0.00%"), "0.969903", Difference.NONE),
        (shown("0.975", "97.50%", "0.00%"), "0.969903", Difference.WRONG),
    ],
)
def test_a_rate_agrees_at_the_decimals_that_stand_in_its_cell(stated: object, exact: str, kind: Difference) -> None:
    assert rate_difference(rate(stated), Decimal(exact)) is kind


@pytest.mark.parametrize(
    ("stated", "exact", "kind"),
    [
        ("9.70", "9.69903", Difference.NONE),
        ("9.7", "9.69903", Difference.NONE),
        ("10", "9.9619", Difference.BASIS),
        ("10.0", "9.9619", Difference.BASIS),
        ("9", "9.9619", Difference.WRONG),
        ("9.699", "9.69903", Difference.WRONG),
        ("9.6990346", "9.69903462", Difference.NONE),  # =10*F5/E5 without ROUND
        ("9.625", "9.625", Difference.NONE),
    ],
)
def test_a_score_agrees_at_the_packs_places(stated: str, exact: str, kind: Difference) -> None:
    assert score_difference(Decimal(stated), Decimal(exact), 2) is kind


@pytest.mark.parametrize(
    ("text", "unit"), [("8,032,023.00", "0.01"), ("110", "1"), ("352.5", "0.1"), ("990.69万元", "0.01")]
)
def test_printed_unit(text: str, unit: str) -> None:
    assert printed_unit(Figure(text, HERE)) == Decimal(unit)
