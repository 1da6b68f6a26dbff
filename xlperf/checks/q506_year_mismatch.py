"""Q506: the years in title and head disagree; so do those of the head and the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result
from xlperf.findings import Severity
from xlperf.form import Entry
from xlperf.messages import say
from xlperf.numerals import normalise

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DATE = re.compile(r"(?<!\d)20\d\d(?:[-./]\d{1,2}(?!\d)|年\d{1,2}月)|[\[〔(【]20\d\d[\]〕)】]\d*号?")
"""A day or month on which the file was made, or the number of a document that it goes back to: not the form's year."""


def check_year_mismatch(case: Case) -> Iterator[Result]:
    """Title against head, at the head's year; where these agree, both against the file's name.

    A name that agrees says nothing more, so that a renamed copy is judged as the workbook that it came from.
    """
    head = case.form.head
    titled, stated, named = _years(head.title), _years(head.year_entry), _years_of_file(case.file)
    known, place = titled | stated, head.year_entry if stated else head.title
    if titled and stated and not titled & stated and head.year_entry is not None:
        yield _differs(head.year_entry, titled)
    elif known and named and not named & known and place is not None:
        yield _differs_from_file(case, place, named)
    elif titled and stated:
        yield PASSED
    else:
        yield Inapplicable(say("没有既写在标题里、又写在表头里的年度"))


def _years(entry: Entry | None) -> frozenset[str]:
    return _years_in(entry.text) if entry is not None else frozenset()


def _years_of_file(name: str) -> frozenset[str]:
    return _years_in(_DATE.sub("", normalise(name.rpartition(".")[0])))


def _years_in(text: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(normalise(text)))


def _shown(years: frozenset[str]) -> str:
    return "、".join(sorted(years))


def _differs(entry: Entry, titled: frozenset[str]) -> Result:
    message = say("标题的年度是 {title}，表头的年度填“{head}”", title=_shown(titled), head=entry.text)
    return CHECK.finding(message, entry.ref, expected=_shown(titled), actual=entry.text)


def _differs_from_file(case: Case, entry: Entry, named: frozenset[str]) -> Result:
    message = say(
        "文件名“{file}”里的年度是 {named}，表内是“{head}”", file=case.file, named=_shown(named), head=entry.text
    )
    return CHECK.finding(message, entry.ref, severity=Severity.INFO, actual=entry.text)


CHECK = Check(
    code="Q506",
    slug="year-mismatch",
    name="年度不一致",
    severity=Severity.ERROR,
    holds_when="标题里的年度与表头的年度不同；只有文件名里的年度不同的为提示",
    source="表内关系：标题与表头为同一年度",
    remedy="请核对这是哪一年度的自评表，改正标题或表头的年度；只是文件名不同的，请核对是否放错了文件。",
    wrong="标题“2021年度项目支出绩效自评表”，表头年度 2020年",
    right="标题“2021年度项目支出绩效自评表”，表头年度 2021年",
    run=check_year_mismatch,
)
