"""Number formats: a stored value as Excel shows it, as far as it matters for forms."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from xlperf.numberformats.dates import show_date
from xlperf.numberformats.digits import show_digits
from xlperf.numberformats.sections import Section, parse_format

_PLAIN_DIGITS = 21
_NONZERO = frozenset("123456789")


@lru_cache(maxsize=1024)
def is_date_format(code: str) -> bool:
    """The format shows a date or a time.

    >>> is_date_format('yyyy"年"m"月"'), is_date_format('0.00"元"'), is_date_format("General")
    (True, False, False)
    """
    return any(section.kind == "date" for section in parse_format(code))


@lru_cache(maxsize=8192)
def show_number(value: Decimal, code: str = "General", date1904: bool = False) -> str:
    """A number as Excel shows it by a number format; a format that is not understood shows it plainly.

    >>> show_number(Decimal("0.9699"), "0.00%"), show_number(Decimal(5), '0"次"')
    ('96.99%', '5次')
    """
    section = next((s for s in parse_format(code) if s.condition is None or s.condition.holds(value)), None)
    if section is None:
        return show_general(value)
    try:
        return _show(value, section, date1904)
    except ArithmeticError:  # beyond the calendar, or more digits than can be shown
        return show_general(value)


def show_general(value: Decimal) -> str:
    """A number in plain digits, in scientific notation where it would be longer than 21 of them.

    >>> show_general(Decimal("0.9700")), show_general(Decimal("1E+30"))
    ('0.97', '1E+30')
    """
    if value == 0:
        return "0"
    if not -10 < value.adjusted() < _PLAIN_DIGITS:
        return f"{value:E}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _show(value: Decimal, section: Section, date1904: bool) -> str:
    if section.kind == "date":
        return show_date(value, section.tokens, date1904)
    if section.kind == "plain":
        return show_general(value)
    shown = show_digits(abs(value), section.tokens) if section.kind == "number" else _show_around(abs(value), section)
    # A section for negative numbers alone writes its own minus sign, or brackets; what rounds to zero has none.
    has_own_sign = section.condition is not None and section.condition.is_negative
    has_sign = value < 0 and not has_own_sign and not _NONZERO.isdisjoint(shown)
    return f"{'-' if has_sign else ''}{shown}".strip()


def _show_around(value: Decimal, section: Section) -> str:
    """The literals of a section without digit places, around the plain number where it has a General."""
    return "".join(show_general(value) if t.kind == "general" else t.text for t in section.tokens)
