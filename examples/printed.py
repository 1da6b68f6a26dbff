"""Printed figures as what a clerk would have typed: a value with the number format that shows it as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

GENERAL = "General"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a cell holds: nothing, a text or a number, and its number format."""

    value: Decimal | str | None
    number_format: str = GENERAL


def text(printed: str | None) -> Typed:
    """The print as it is.

    >>> text("97.00%")
    Typed(value='97.00%', number_format='General')
    """
    return Typed(printed)


def number(printed: str | None) -> Typed:
    """An amount, weight, score or count; marks such as — stay texts.

    >>> number("8,032,023.00")
    Typed(value=Decimal('8032023.00'), number_format='#,##0.00')
    >>> number("334000.00"), number("110"), number("-")
    (Typed(value=Decimal('334000.00'), number_format='0.00'), Typed(value=Decimal('110'), number_format='General'), \
Typed(value='-', number_format='General'))
    """
    if printed is None or not re.fullmatch(r"-?\d[\d,]*(\.\d+)?", printed):
        return Typed(printed)
    if "." not in printed:
        return Typed(Decimal(printed.replace(",", "")), "#,##0" if "," in printed else GENERAL)
    return Typed(Decimal(printed.replace(",", "")), f"{'#,##' if ',' in printed else ''}0.{_zeros(printed)}")


def ratio(printed: str | None) -> Typed:
    """A rate: a percentage becomes a ratio that shows as the percentage.

    >>> ratio("92.40%"), ratio("0.00")
    (Typed(value=Decimal('0.924'), number_format='0.00%'), Typed(value=Decimal('0.00'), number_format='0.00'))
    """
    if printed is None or not re.fullmatch(r"\d+(\.\d+)?%", printed):
        return number(printed)
    percent = printed[:-1]
    places = f".{_zeros(percent)}" if "." in percent else ""
    return Typed(Decimal(percent) / 100, f"0{places}%")


def with_points(printed: str | None) -> Typed:
    """A score that is printed with 分: a number that shows the word behind it.

    >>> with_points("93分"), with_points(None)
    (Typed(value=Decimal('93'), number_format='General"分"'), Typed(value=None, number_format='General"分"'))
    """
    return Typed(Decimal(printed.removesuffix("分")) if printed else None, 'General"分"')


def whole(printed: str | None) -> Typed:
    """A target or actual value: a plain integer is a number, anything else a text.

    >>> whole("8"), whole("8次")
    (Typed(value=Decimal('8'), number_format='General'), Typed(value='8次', number_format='General'))
    """
    return Typed(Decimal(printed)) if printed is not None and re.fullmatch(r"\d+", printed) else Typed(printed)


def _zeros(printed: str) -> str:
    """As many zeros as the print has decimals."""
    return "0" * len(printed.partition(".")[2])
