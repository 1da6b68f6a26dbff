"""What stands in a text and is no quantity: dates, years, numbers that belong to a name or say who is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xlperf.numerals import HAN
from xlperf.units import UNITS


def any_of(words: Iterable[str]) -> str:
    """Pattern of the longest of the words that stands there.

    By first letters, so that a place where none begins costs little.

    >>> any_of(["次", "场", "场次"])
    '场(?:次|)|次(?:)'
    """
    endings: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        endings.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(endings.items()))


MASK = "\ue000"
"""Stands for what was taken out of a text: a date, a year, a name."""

YEAR = "(?:19|20)[0-9]{2}"
"""Pattern of a year."""
MONTH = "(?:1[0-2]|0?[1-9])"
"""Pattern of a month."""
DAY = "[0-3]?[0-9]"
"""Pattern of a day."""
TO = "(?:--?|~|——?|–|至|到)"
"""Pattern of what stands between the ends of an interval."""
ALONE = "(?<![0-9.])(?<![0-9],)"
"""Pattern of the place before a number, not within one."""

_DATES = (
    rf"每月{DAY}(?:{TO}{DAY})?[日号]",
    rf"{YEAR}年(?:底|末|初|内|之?前|{MONTH}月(?:{DAY}[日号]?)?)",
    rf"{ALONE}{YEAR}[./-]{MONTH}(?![0-9])(?:[./-]{DAY})?(?![0-9.,%‰万亿元人次个])",
    rf"{ALONE}{YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9.,]|{any_of(UNITS)})",
    rf"{ALONE}{YEAR}年?{TO}{YEAR}(?:年|(?![0-9.,%元人次]))",
    rf"{ALONE}[0-9]{{2}}年(?:底|末|初|{MONTH}月(?:{DAY}[日号])?)",
    rf"{ALONE}(?:{MONTH}月?{TO})?{MONTH}月(?:{DAY}[日号])?",
    rf"{ALONE}{MONTH}[./]{DAY}日?(?=之?前|以前)",
    r"(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2}月|(?<![0-9万亿千百美欧港])元月",
    rf"{ALONE}{DAY}[日号](?:之?前|以前)",
    r"第?[1-4一二三四]季度",
    r"(?<!每)(?:年|月|季度)底|(?<!每)年末|(?<![0-9一二两三四五六七八九十几])年内|[上下]半年",
)
_DATE = re.compile(f"(?:{'|'.join(_DATES)})[底末]?(?:[之以]?前)?")
_MAY_BE_DATE = re.compile(rf"[年月日号季前]|{YEAR}(?:[^0-9]|[01][0-9][0-3][0-9])")
_AS_OF = ("截至", "截止", "截至到", "截止到", "截止至")
_BARE_YEAR = re.compile(rf"{ALONE}{YEAR}年度?")
_LATIN_UNIT = any_of(unit for unit in UNITS if unit.isascii() and unit.isalnum())
_NAME = re.compile(
    rf"(?<![0-9A-Za-z])(?=[A-Za-z])(?!(?:{_LATIN_UNIT})(?![A-Za-z0-9]))[A-Za-z]+-?[0-9]+(?:\.[0-9]+)?[A-Za-z]*|第(?:[0-9]+|{HAN})|(?<![0-9.,])0[0-9]{{2,}}|"
    rf"[0-9]+(?:\.[0-9]+)?(?!(?:{_LATIN_UNIT})(?![A-Za-z0-9]))[A-Za-z][A-Za-z0-9]*"
)
_WHO = (
    "(?:[及(]?含?[及)]?以[上下])?的?(?:儿童|幼儿|青少年|妇女|女性|男性|老年?人|高龄|居民|人群|人口|人员|参保|适龄|学生)"
)
_CONTEXT = re.compile(
    rf"[≥≤<>]?[0-9]+(?:{TO}[0-9]+)?周?岁{_WHO}|"
    r"[≥≤<>]?[0-9.]+个?(?:工作日|小时|分钟|天|日|月)(?:[以之]?内)?(?=[^0-9,。;、]{1,12}率[^0-9,。;、]{0,6}[0-9])|"
    "(?:110|119|12[0-9]{3}|120|122)(?=热线|平台|电话|工单|急救|接处?警|出警|报警|指挥)|"
    rf"〔{YEAR}〕第?[0-9]+号|{YEAR}版|[0-9]+号(?=[楼线路院厅井泵机馆文桥闸坝库])|最多跑一次"
)
_MAY_BE_CONTEXT = re.compile("[岁率号跑版]|热线|平台|电话|工单|急救|警|指挥")


def mask_dates(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text without its dates and bare years; the dates and the years as they stand.

    A date up to which something was counted (截至12月底) is taken out and not told.

    >>> mask_dates("2021年培训5次，12月底前完成")[1:]
    (('12月底前',), ('2021年',))
    """
    if not _MAY_BE_DATE.search(text):
        return text, (), ()
    found = tuple(_DATE.finditer(text))
    dates = tuple(date[0] for date in found if not text.endswith(_AS_OF, 0, date.start()))
    text = _DATE.sub(MASK, text) if found else text
    years = tuple(_BARE_YEAR.findall(text))
    return (_BARE_YEAR.sub(MASK, text) if years else text), dates, years


def mask_names(text: str) -> str:
    """The text without numbers that belong to a name, an order or a telephone, or that say who or how soon is meant.

    >>> mask_names("5G基站20座").replace(MASK, "…"), mask_names("65岁以上老人体检率70%").replace(MASK, "…")
    ('…基站20座', '…体检率70%')
    """
    text = _CONTEXT.sub(MASK, text) if _MAY_BE_CONTEXT.search(text) else text
    return _NAME.sub(MASK, text)
