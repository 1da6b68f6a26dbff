"""Number formats: a stored value as Excel shows it, as far as it matters for forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<digits>[0#?,.]+)|(?P<percent>%)'
    r"|(?P<text>@)|(?P<exponent>[eE][+-])|(?P<date>AM/PM|am/pm|上午/下午|[yYmMdDhHsSaAeEbBgG]+)|(?P<other>.)",
    re.DOTALL,
)
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_GENERAL_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format between semicolons: literals around one run of digit places, or the tokens of a date."""

    kind: str  # general, number, date, text, literal
    before: str = ""
    after: str = ""
    places: str = ""
    percents: int = 0
    tokens: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def is_date_format(code: str) -> bool:
    """The format shows a date or a time.

    >>> is_date_format('yyyy"年"m"月"'), is_date_format('0.00"元"'), is_date_format("General")
    (True, False, False)
    """
    return any(section.kind == "date" for section in _parse(code))


def show_number(value: Decimal, code: str = "General", date1904: bool = False) -> str:
    """A number as Excel shows it by a number format; a format that is not understood shows it plainly.

    >>> show_number(Decimal("0.9699"), "0.00%"), show_number(Decimal(5), '0"次"')
    ('96.99%', '5次')
    """
    sections = _parse(code)
    section = _choose(sections, value)
    signed = -value if value < 0 and len(sections) > 1 and section is not sections[0] else value
    try:
        if section.kind == "date":
            return _show_date(value, section, date1904)
        if section.kind == "number":
            return _show_digits(signed, section)
    except (ArithmeticError, ValueError, InvalidOperation):
        return show_general(value)
    return show_general(signed) if section.kind in ("general", "text") else section.before.strip()


def show_general(value: Decimal) -> str:
    """A number in plain digits, in scientific notation where it would be longer than 21 of them."""
    if value == 0:
        return "0"
    if not -10 < value.adjusted() < 21:
        return f"{value.normalize():E}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=1024)
def _parse(code: str) -> tuple[Section, ...]:
    return tuple(_parse_section(part) for part in _split(code)) or (Section("general"),)


def _split(code: str) -> list[str]:
    """The parts between semicolons that are neither quoted nor escaped."""
    parts = [""]
    for match in _TOKEN.finditer(code):
        if match[0] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
    return parts


def _parse_section(part: str) -> Section:
    if part.strip().lower() in ("general", "g/通用格式", ""):
        return Section("general" if part.strip() else "literal")
    matches = list(_TOKEN.finditer(part))
    if any(m["date"] and _DATE_LETTERS.search(m["date"]) for m in matches) or _has_elapsed(matches):
        return Section("date", tokens=tuple(_date_token(m) for m in matches))
    digits = [i for i, m in enumerate(matches) if m["digits"] and re.search(r"[0#?]", m["digits"])]
    if not digits:
        kind = "text" if any(m["text"] for m in matches) else "general" if "general" in part.lower() else "literal"
        return Section(kind, _literal(matches))
    places = "".join(matches[i][0] for i in digits)
    before, after = _literal(matches[: digits[0]]), _literal(matches[digits[-1] + 1 :])
    return Section("number", before, after, places, sum(m["percent"] is not None for m in matches))


def _has_elapsed(matches: list[re.Match[str]]) -> bool:
    return any(m["bracket"] and set(m["bracket"].lower()) <= set("hms") for m in matches)


def _literal(matches: list[re.Match[str]]) -> str:
    parts = (
        m["quoted"] or m["escaped"] or _currency(m["bracket"]) or m["percent"] or m["other"] or "" for m in matches
    )
    return "".join(parts)


def _currency(bracket: str | None) -> str:
    """The sign of a bracket such as [$¥-804]; colours and conditions show nothing."""
    return bracket[1:].partition("-")[0] if bracket and bracket.startswith("$") else ""


def _choose(sections: tuple[Section, ...], value: Decimal) -> Section:
    if value < 0 and len(sections) > 1:
        return sections[1]
    if value == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def _show_digits(value: Decimal, section: Section) -> str:
    whole, _, fraction = section.places.partition(".")
    scale = len(section.places) - len(section.places.rstrip(","))
    number = abs(value) * (Decimal(100) ** section.percents) / (Decimal(1000) ** scale)
    most, least = len(fraction.replace(",", "")), fraction.count("0")
    text = f"{number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP):f}"
    integer, _, decimals = text.partition(".")
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    shown = _show_integer(integer, whole.rstrip(",")) + (f".{decimals}" if decimals else "")
    return f"{'-' if value < 0 else ''}{section.before}{shown}{section.after}".strip()


def _show_integer(digits: str, places: str) -> str:
    least = places.count("0")
    digits = "" if digits == "0" and least == 0 else digits.zfill(least)
    return f"{int(digits):,}".zfill(least) if "," in places and digits else digits


def _date_token(match: re.Match[str]) -> str:
    if match["date"]:
        return match["date"].lower()
    if match["bracket"] is not None:
        return match["bracket"].lower() if set(match["bracket"].lower()) <= set("hms") else ""
    return "'" + (match["quoted"] or match["escaped"] or match["other"] or match["digits"] or "")


def _show_date(value: Decimal, section: Section, date1904: bool) -> str:
    start = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)
    moment = start + timedelta(seconds=round(float(value) * 86400))
    tokens = section.tokens
    return "".join(_date_piece(token, i, tokens, moment) for i, token in enumerate(tokens)).strip()


def _date_piece(token: str, place: int, tokens: tuple[str, ...], moment: datetime) -> str:
    if token.startswith("'") or not token:
        return token[1:]
    year, month, day, hour, minute, second = moment.timetuple()[:6]
    if token[0] == "m" and len(token) <= 2 and _is_minute(place, tokens):
        return f"{minute:0{len(token)}}"
    number = {"y": year, "e": year, "m": month, "d": day, "h": hour, "s": second}.get(token[0])
    if number is None:
        return ""
    if token[0] == "y" and len(token) <= 2:
        return f"{number % 100:02}"
    return f"{number:0{min(len(token), 4 if token[0] == 'y' else 2)}}"


def _is_minute(place: int, tokens: tuple[str, ...]) -> bool:
    near = [token for token in tokens if token and not token.startswith("'")]
    at = sum(1 for token in tokens[:place] if token and not token.startswith("'"))
    before, after = near[at - 1] if at else "", near[at + 1] if at + 1 < len(near) else ""
    return before.startswith("h") or after.startswith("s")
