"""Amounts, scores and rates as they stand in their own columns: the whole text is the number."""

from __future__ import annotations

import re
from decimal import Decimal

from xlperf.numerals import DIGITS, LONGEST, Unparsed, normalise
from xlperf.units import MONEY_UNITS

_MONEY = "|".join(sorted(MONEY_UNITS, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<open>\()?(?P<sign>[-+]?)(?:¥|人民币|RMB)?(?P<inner>[-+]?)"
    rf"(?P<number>[0-9]{{1,3}}(?: [0-9]{{3}})+(?:\.[0-9]+)?|{DIGITS}\.?)(?:[eE](?P<power>[-+]?[0-9]{{1,2}}))?"
    rf"(?P<unit>{_MONEY}|[分%‰])?整?(?P<close>\))?"
)
_HUNDRED = Decimal(100)
_LARGEST_RATIO = 2


def parse_number(text: str) -> Decimal | Unparsed | None:
    """An amount or a score; None where the text is blank. A money unit, 分 or % behind it is passed over.

    >>> parse_number("８,032,023.00"), parse_number("(1,200.00)"), parse_number("10分"), parse_number(" ")
    (Decimal('8032023.00'), Decimal('-1200.00'), Decimal('10'), None)
    """
    found = _parse(text)
    return found[0] if isinstance(found, tuple) else found


def parse_amount(text: str) -> tuple[Decimal, str] | Unparsed | None:
    """An amount with its money unit, "" where none is written; None where the text is blank.

    >>> parse_amount("990.69万元")
    (Decimal('990.69'), '万元')
    """
    found = _parse(text)
    if isinstance(found, tuple) and found[1] not in ("", *MONEY_UNITS):
        return Unparsed(text, f"“{found[1]}”不是金额的单位")
    return found


def parse_rate(text: str, *, percent_points: bool = False) -> tuple[Decimal, int] | Unparsed | None:
    """A ratio, and the decimals of the percentage as it is written; None where the text is blank.

    With `percent_points` (a header with %) a number without a sign is a percentage.

    >>> parse_rate("97.00%"), parse_rate("0.9699"), parse_rate("96.99", percent_points=True)
    ((Decimal('0.9700'), 2), (Decimal('0.9699'), 2), (Decimal('0.9699'), 2))
    """
    found = _parse(text)
    if not isinstance(found, tuple):
        return found
    number, unit = found
    if unit not in ("", "%"):
        return Unparsed(text, f"“{unit}”不是比率的单位")
    if unit or percent_points:
        return number.scaleb(-2), _decimals(number)
    if abs(number) > _LARGEST_RATIO:
        return Unparsed(text, "没有百分号，又大于 2，看不出是不是百分数")
    return number, max(0, _decimals(number) - 2)


def _parse(text: str) -> tuple[Decimal, str] | Unparsed | None:
    """Number and unit as written; brackets around a number are the accountant's minus."""
    plain = normalise(text)
    if not plain:
        return None
    match = _NUMBER.fullmatch(plain)
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["sign"] and match["inner"]):
        return Unparsed(text, "有数字以外的字或符号")
    digits = match["number"].replace(",", "").replace(" ", "")
    if len(digits) > LONGEST:
        return Unparsed(text, "位数多得不合常理")
    number = Decimal(digits) if match["power"] is None else Decimal(digits).scaleb(int(match["power"]))
    is_negative = match["open"] or "-" in (match["sign"], match["inner"])
    return (-number if is_negative else number), match["unit"] or ""


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
