"""Amounts, scores and rates: the whole text is the number, or it is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlperf.amounts import parse_amount, parse_number, parse_rate
from xlperf.numerals import Unparsed

NUMBERS = {
    "8,032,023.00": "8032023.00",
    "10645707.4": "10645707.4",
    "１２.５": "12.5",
    "８，０３２": "8032",
    " 100 ": "100",
    "10分": "10",
    "97.30 分": "97.30",
    "990.69万元": "990.69",
    "3.5亿元": "3.5",
    "¥1,200.00": "1200.00",
    "￥1200": "1200",
    "人民币100元": "100",
    "100元整": "100",
    "(1,200.00)": "-1200.00",
    "（1,200.00）": "-1200.00",
    "-100": "-100",
    "−100": "-100",
    "－100": "-100",
    "+5": "5",
    "0.00": "0",
    ".5": "0.5",
    "12.": "12",
    "96.99%": "96.99",
    "1 234 567.8": "1234567.8",
    "1.2E+5": "120000",
}


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_numbers(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


NO_NUMBERS = [
    "-", "—", "/", "--", "无", "不适用", "NaN", "inf", "-Infinity", "1E308", "1e999", "一百",
    "约100", "100左右", "10分/10分", "100个",
    "1,23",
    "1,2345", "12,34,567", "1.2.3", "1..2", "5-10", "≥10", "10+5", "=10", "(100", "100)", "--5", "¥", "万元",
    "2021-12-31", "2021年", "10;20", "10 20", "1234567890123456789012345678901", "O.5", "5O",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number(text: str) -> None:
    for answer in (parse_number(text), parse_amount(text), parse_rate(text)):
        assert isinstance(answer, Unparsed)
        assert answer.text == text
        assert answer.reason


@pytest.mark.parametrize("text", ["", " ", "　", "\n", "\u200b"])
def test_blank_is_neither_zero_nor_unreadable(text: str) -> None:
    assert parse_number(text) is None
    assert parse_amount(text) is None
    assert parse_rate(text) is None


def test_amounts_carry_their_unit() -> None:
    assert parse_amount("990.69万元") == (Decimal("990.69"), "万元")
    assert parse_amount("１,２００ 元") == (Decimal(1200), "元")
    assert parse_amount("1200") == (Decimal(1200), "")
    assert isinstance(parse_amount("90%"), Unparsed)
    assert isinstance(parse_amount("10分"), Unparsed)


RATES = [
    ("97.00%", "0.97", 2),
    ("９７．００％", "0.97", 2),
    ("96.99 %", "0.9699", 2),
    ("100%", "1", 0),
    ("0.00%", "0", 2),
    ("114.44%", "1.1444", 2),
    ("0.9699", "0.9699", 2),
    ("0.96990", "0.9699", 3),
    ("0.99", "0.99", 0),
    ("1.00", "1", 0),
    ("1", "1", 0),
    ("0.5", "0.5", 0),
    ("0", "0", 0),
    ("1.14", "1.14", 0),
]


@pytest.mark.parametrize(("text", "ratio", "places"), RATES)
def test_rates(text: str, ratio: str, places: int) -> None:
    assert parse_rate(text) == (Decimal(ratio), places)


def test_percentage_without_its_sign() -> None:
    assert isinstance(parse_rate("96.99"), Unparsed)
    assert parse_rate("96.99", percent_points=True) == (Decimal("0.9699"), 2)
    assert parse_rate("97", percent_points=True) == (Decimal("0.97"), 0)
    assert parse_rate("97.0%", percent_points=True) == (Decimal("0.97"), 1)


def test_other_units_are_no_rates() -> None:
    assert isinstance(parse_rate("97分"), Unparsed)
    assert isinstance(parse_rate("0.97元"), Unparsed)
