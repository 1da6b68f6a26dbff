"""Deadlines and dates of completion as clerks write them: 12月底前, 2021年11月30日前完成支付, 三季度, 2023.12."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from xlperf.doubts import is_denied
from xlperf.masks import ALONE, DAY, MASK, MONTH, YEAR, mask_names
from xlperf.numerals import normalise, parse_numeral
from xlperf.written import find_figures


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is done, or is to be done.

    `since`: the first day that the text can mean, date.min where it says only by when. `due`: the day up to which it is
    kept without doubt. `until`: the last day that it can mean; 9月前 alone leaves a stretch between the two.
    """

    text: str
    since: date
    due: date
    until: date


LONGEST_REST = 24
"""Characters beside the date; what says more tells a story."""

_WHEN = re.compile(
    rf"(?:(?P<year>{YEAR}|{ALONE}[0-9]{{2}}(?=年[底末]|年{MONTH}月))年度?|(?P<next>次年|翌年)|当年|本年)?"
    rf"(?:(?P<month>{ALONE}{MONTH})月份?(?:(?P<day>{DAY})(?:[日号]|(?=[之以]?前|$))|(?P<part>上旬|中旬|下旬|[底末]))?"
    r"|第?(?P<quarter>[1-4])季度(?P<quarter_end>[底末])?|(?P<half>[上下])半年"
    r"|(?P<year_end>(?(year)[底末内]|(?(next)[底末内]|(?<![0-9一二两三四五六七八九十几次翌])年[底末内]))))"
    rf"|{ALONE}(?P<dotted_year>{YEAR})(?P<dot>[./-])(?P<dotted_month>{MONTH})(?:(?P=dot)(?P<dotted_day>{DAY}))?(?![0-9])"
    rf"|{ALONE}(?P<near_month>{MONTH})[./](?P<near_day>{DAY})(?=日?[之以]?前)"
    rf"|^(?P<whole_year>{YEAR})年度?(?=[之以]?前?(?:完成)?$)|(?:当年|本年度?内?)(?=完成|办结|支付|建成)"
)
_BY = re.compile("日?[之以]?前|[之以]内")
_NO_DATE = re.compile(f"每|截[至止]|预计|拟|{MASK}(?:起|以来|至今|开始|[之以]?后|[至到~—-])|[至到~—-]{MASK}")
_NUMERAL = re.compile("[一二三四五六七八九十]{1,3}(?=[月日号季])")
_TENTHS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31)}


@lru_cache(maxsize=8192)
def parse_deadline(text: str, year: int) -> Deadline | None:
    """The one day or stretch of days that a text names; None where it names none, several, or a quantity as well.

    `year`: the form's, for texts that write none.

    >>> parse_deadline("12月底前完成", 2021).due
    datetime.date(2021, 12, 31)
    >>> parse_deadline("12月底前完成5次", 2021)
    """
    plain = _NUMERAL.sub(_in_digits, normalise(text).replace("元月", "1月"))
    found = list(_WHEN.finditer(plain))
    if len(found) != 1 or is_denied(plain):
        return None
    rest = _WHEN.sub(MASK, plain)
    if len(rest) > LONGEST_REST or _NO_DATE.search(rest) or _has_figures(rest):
        return None
    try:
        return _deadline(text, *_stretch(found[0], year), _is_by(rest), _is_day(found[0]))
    except ValueError:
        return None  # 2月30日


def is_kept(target: Deadline, done: Deadline) -> bool | None:
    """What was done at a time kept the deadline; None where the two leave it open.

    >>> is_kept(parse_deadline("12月底前", 2021), parse_deadline("11月", 2021))
    True
    """
    if done.until <= target.due:
        return True
    return False if done.since > target.until else None


def _in_digits(match: re.Match[str]) -> str:
    number = parse_numeral(match[0])
    return match[0] if number is None else str(number)


def _has_figures(rest: str) -> bool:
    """Another figure than 100%, which only says that it was done."""
    return any(figure.unit != "%" or figure.amount != 100 for figure in find_figures(mask_names(rest)))


def _is_by(rest: str) -> bool:
    return _BY.match(rest, rest.index(MASK) + 1) is not None


def _is_day(found: re.Match[str]) -> bool:
    """It names the day up to which, or the end of a stretch, which is as good."""
    named = ("day", "dotted_day", "near_day", "quarter_end", "year_end")
    return any(found[name] for name in named) or found["part"] in ("底", "末")


def _deadline(text: str, start: date, end: date, is_by: bool, is_day: bool) -> Deadline:
    if not is_by:
        return Deadline(text, start, end, end)
    return Deadline(text, date.min, end if is_day else start - timedelta(days=1), end)


def _stretch(found: re.Match[str], year: int) -> tuple[date, date]:
    """First and last day of what is named; ValueError where the calendar has no such day."""
    written = found["year"] or found["dotted_year"] or found["whole_year"]
    year = int(written) + (2000 if len(written) == 2 else 0) if written else year + bool(found["next"])
    month = found["month"] or found["dotted_month"] or found["near_month"]
    if month:
        return _in_month(found, year, int(month))
    if found["quarter"]:
        last = 3 * int(found["quarter"])
        return date(year, last if found["quarter_end"] else last - 2, 1), _month_end(year, last)
    if found["half"]:
        return (
            (date(year, 1, 1), date(year, 6, 30)) if found["half"] == "上" else (date(year, 7, 1), date(year, 12, 31))
        )
    is_end = found["year_end"] and "内" not in found["year_end"]
    return date(year, 12 if is_end else 1, 1), date(year, 12, 31)


def _in_month(found: re.Match[str], year: int, month: int) -> tuple[date, date]:
    day = found["day"] or found["dotted_day"] or found["near_day"]
    if day:
        return date(year, month, int(day)), date(year, month, int(day))
    first, last = _TENTHS.get(found["part"] or "", (1, 31))
    end = _month_end(year, month)
    return end.replace(day=first), end.replace(day=min(last, end.day))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
