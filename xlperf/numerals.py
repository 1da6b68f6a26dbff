"""Numbers as they are written: digits of any width, thousands separators, numerals in characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from xlperf.widths import fold_widths


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A text that is no number: what stands there, and why it cannot be read as one."""

    text: str
    reason: str


DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
"""Pattern of a number in digits."""

_RUN = "[零〇一二两三四五六七八九十百千]+"
HAN = rf"{_RUN}(?:亿(?!元){_RUN}万(?:{_RUN})?|[万亿](?!元){_RUN})*+(?:点[零〇一二三四五六七八九]+)?"
"""Pattern of a number in characters; a last 万 or 亿 is left over, as behind digits, except in 一亿二千万."""

LONGEST = 28
"""Digits of the longest number that is read: Decimal computes with as many."""

_BLANKS = re.compile(r"(?<![0-9.,])\s+|\s+(?![0-9.,])")
_SIGNS = str.maketrans(
    "\u2010\u2011\u2212\u2015\u223c\u301c\u2044\u2215\u2022\u2027\u30fb",
    "---—~~//···",
    "\u200b\u200c\u200d\u2060\ufeff\u00ad",
)
"""Dashes, waves, slashes and dots that look like the common ones; what nobody sees goes."""
_VALUES = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}


def normalise(text: str) -> str:
    """The text with half-width signs and without blanks, except between two numbers.

    >>> normalise("＞＝ １００％"), normalise("10 20")
    ('>=100%', '10 20')
    """
    if text.isascii():
        return _BLANKS.sub("", text.strip())
    plain = fold_widths(text).translate(_SIGNS).strip()
    return fold_widths(_BLANKS.sub("", plain))


def parse_digits(digits: str) -> Decimal:
    """The value of a text that matches DIGITS."""
    return Decimal(digits.replace(",", ""))


def parse_numeral(text: str) -> Decimal | None:
    """The value of a numeral in characters; None where it is none, or a loose one such as 三百五.

    >>> parse_numeral("一百二十"), parse_numeral("九十五点五"), parse_numeral("十四五")
    (Decimal('120'), Decimal('95.5'), None)
    """
    whole, _, decimals = text.partition("点")
    number = _whole(whole)
    if number is None or not decimals:
        return number
    return number + Decimal("." + "".join(str(_VALUES[sign]) for sign in decimals))


def _whole(text: str) -> Decimal | None:
    for sign, scale in (("亿", 100_000_000), ("万", 10_000)):
        high, found, low = text.partition(sign)
        if found and len(low) == 1:
            return None  # 一万五 may be 15000
        if found:
            return _add(_whole(high), _whole(low) if low else Decimal(0), scale)
    return _section(text)


def _add(high: Decimal | None, low: Decimal | None, scale: int) -> Decimal | None:
    return None if high is None or low is None or low >= scale else high * scale + low


def _section(text: str) -> Decimal | None:
    """A numeral below ten thousand: falling scales, each with its digit (十 may begin without one)."""
    total, digit, last = 0, 0, 10_000
    for sign in text:
        if sign in _VALUES:
            if digit:
                return None
            digit = _VALUES[sign]
            continue
        if _SCALES[sign] >= last or (digit == 0 and (sign != "十" or total)):
            return None
        last = _SCALES[sign]
        total, digit = total + (digit or 1) * last, 0
    is_loose = digit and last > 10 and len(text) > 1 and text[-2] not in "零〇"
    return None if is_loose or not text else Decimal(total + digit)
