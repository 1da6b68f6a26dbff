"""Dates and times by a format section."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from xlperf.numberformats.sections import Token

_FIRST_OF_MARCH_1900 = 61
_SECONDS = {"h": 3600, "m": 60, "s": 1}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_DAYS = "一二三四五六日"


def show_date(value: Decimal, tokens: Sequence[Token], date1904: bool) -> str:
    """A serial number of days as a date. Raises ArithmeticError for what is no date.

    >>> from xlperf.numberformats.sections import parse_format
    >>> show_date(Decimal(44197), parse_format('yyyy"年"m"月"d"日"')[0].tokens, False)
    '2021年1月1日'
    """
    if value < 0:
        raise ArithmeticError(value)
    seconds = round(value * 86400)
    moment = _start(value, date1904) + timedelta(seconds=seconds)
    is_halved = any(token.kind == "date" and token.text[0] not in "ymdhsa[" for token in tokens)
    return "".join(_piece(i, tokens, moment, seconds, is_halved) for i in range(len(tokens))).strip()


def _start(value: Decimal, date1904: bool) -> datetime:
    """Day zero. Excel counts a 29 February 1900, so that day zero is a day later before it."""
    if date1904:
        return datetime(1904, 1, 1)
    return datetime(1899, 12, 30 if value >= _FIRST_OF_MARCH_1900 else 31)


def _piece(place: int, tokens: Sequence[Token], moment: datetime, seconds: int, is_halved: bool) -> str:
    token = tokens[place]
    if token.kind != "date":
        return token.text
    letter, width = token.text[0], len(token.text)
    if letter == "[":
        return f"{seconds // _SECONDS[token.text[1]]:0{width - 2}}"
    if letter == "h":
        return f"{(moment.hour + 11) % 12 + 1 if is_halved else moment.hour:0{min(width, 2)}}"
    if letter == "s" or (letter == "m" and width <= 2 and _is_minute(place, tokens)):
        return f"{moment.second if letter == 's' else moment.minute:0{min(width, 2)}}"
    return _half(token.text, moment) if letter not in "ymda" else _calendar(letter, width, moment)


def _half(text: str, moment: datetime) -> str:
    """AM or PM, in the format's own words."""
    return text.split("/")[moment.hour >= 12]


def _calendar(letter: str, width: int, moment: datetime) -> str:
    if letter == "y":
        return f"{moment.year % 100:02}" if width <= 2 else f"{moment.year:04}"
    if letter == "a":
        return ("星期" if width == 4 else "") + _CHINESE_DAYS[moment.weekday()]
    if width <= 2:
        return f"{moment.month if letter == 'm' else moment.day:0{width}}"
    name = _MONTHS[moment.month - 1] if letter == "m" else _DAYS[moment.weekday()]
    return name[:3] if width == 3 else name


def _is_minute(place: int, tokens: Sequence[Token]) -> bool:
    """An m after hours or before seconds."""
    before = [t.text for t in tokens[:place] if t.kind == "date"][-1:]
    after = [t.text for t in tokens[place + 1 :] if t.kind == "date"][:1]
    return any(text.strip("[").startswith("h") for text in before) or any(text.startswith("s") for text in after)
