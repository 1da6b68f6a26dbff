"""Q505: the same indicator twice in one form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.findings import Severity
from xlperf.form import Indicator
from xlperf.messages import say
from xlperf.recognition.folding import fold
from xlperf.recognition.placeholders import is_placeholder

_NUMBERING = re.compile(r"^(?:\(?[0-9一二三四五六七八九十]{1,2}[)、]|[0-9]{1,2}\.(?![0-9]))")
_SIGNS = re.compile("[。.,，、;；:!！?\"'“”‘’]+")


def check_repeated_indicator(case: Case) -> Iterator[Result]:
    """Each applicable indicator with a name, at the later row; one merged over rows is one indicator."""
    first: dict[str, Indicator] = {}
    for row in case.form.weighed:
        if row.level3.is_blank or row.level3.is_mark or is_placeholder(row.level3.text):
            continue
        before = first.setdefault(_name(row.level3.text), row)
        if before is row:
            yield PASSED
        elif before.level3.ref != row.level3.ref:
            yield _judge(row, before)
    if not first:
        yield Inapplicable(say("没有写了名称的指标"))


@lru_cache(maxsize=4096)
def _name(text: str) -> str:
    """The name without its numbering, blanks and punctuation; remarks in brackets tell indicators apart."""
    label = _NUMBERING.sub("", fold(text))
    return _SIGNS.sub("", label) or label


def _judge(row: Indicator, before: Indicator) -> Result:
    if _is_cut_off(row.level3.text):
        return Unjudged(say("指标名称没有写完（括号只有一半），看不出是否重复"))
    message = say(
        "指标“{name}”与第 {row} 行的指标同名，请核对是否重复",
        name=row.level3.text,
        row=before.level3.ref.row,
    )
    return CHECK.finding(message, row.level3.ref, actual=row.level3.text)


def _is_cut_off(name: str) -> bool:
    """The name ends within a bracket, so that its end is unknown."""
    plain = fold(name)
    return plain.count("(") > plain.count(")")


CHECK = Check(
    code="Q505",
    slug="repeated-indicator",
    name="指标重复",
    severity=Severity.WARNING,
    holds_when="同一张表里有两个同名的三级指标（不适用的行不算）",
    source="评审常见问题：同一指标重复设置，或在产出和效益中各设一次",
    remedy="请删去重复的一项，或把名称写得能够区分；分值并入其他指标。",
    wrong="产出指标和效益指标里各有一项“专家库维护运行”",
    right="产出指标里是“专家库维护次数”，效益指标里是“专家库使用人次”",
    run=check_repeated_indicator,
)
