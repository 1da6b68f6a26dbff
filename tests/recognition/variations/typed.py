"""Printed figures as cells that a clerk would have typed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from tests.recognition.variations.plan import Content
from tests.support.snapshots import shown

_NUMBER = re.compile(r"\d[\d,]*(\.\d+)?")


def number(printed: str | None) -> Content:
    """An amount, points: a number that shows as printed; marks and words stay texts."""
    if printed is None or not _NUMBER.fullmatch(printed):
        return printed
    whole, _, decimals = printed.partition(".")
    number_format = ("#,##" if "," in whole else "") + ("0." + "0" * len(decimals) if decimals else "0")
    return shown(printed.replace(",", ""), printed, "General" if printed.isdigit() else number_format)


def rate(printed: str | None) -> Content:
    """A rate: a ratio that shows as the percentage printed."""
    if printed is None or not printed.endswith("%"):
        return number(printed)
    places = len(printed[:-1].partition(".")[2])
    return shown(str(Decimal(printed[:-1]) / 100), printed, f"0.{'0' * places}%" if places else "0%")


def value(printed: str) -> Content:
    """A target or an actual value: whole numbers are numbers, anything else is text."""
    return number(printed) if printed.isdigit() else printed


def to_half(text: str) -> str:
    """A text in half width."""
    return unicodedata.normalize("NFKC", text)
