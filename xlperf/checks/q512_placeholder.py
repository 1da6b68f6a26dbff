"""Q512: placeholder, instruction or …… rows left in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result
from xlperf.checks.words import words
from xlperf.findings import Severity
from xlperf.form import Entry
from xlperf.messages import say
from xlperf.recognition.folding import fold
from xlperf.recognition.placeholders import is_placeholder

_CROSSES = re.compile(r"[≥≤><=]*(?:[Xx×]{2,}|_{2,})[^0-9]{0,3}")


def check_placeholder(case: Case) -> Iterator[Result]:
    """Names, targets, actual values, goals, the head's values, and rows that hold nothing but a placeholder."""
    entries = {entry.ref: entry for entry in _entries(case) if not entry.is_blank and not entry.is_mark}
    yield from map(_judge, entries.values())
    if not entries:
        yield Inapplicable(say("表中没有填写的文字"))


def _entries(case: Case) -> Iterator[Entry]:
    form = case.form
    read = (form.head.project, form.head.department, form.head.unit, form.goal_expected, form.goal_actual)
    yield from (entry for entry in read if entry is not None)
    for row in form.indicators:
        yield from (row.target, row.actual)
        if not row.target.is_mark:  # a template's name with / behind it says that nothing was wanted there
            yield row.level3
    unused = (found for found in form.recognised if found.block == "indicators" and not found.field)
    yield from (found.entry for found in unused if is_placeholder(found.entry.text))


def _judge(entry: Entry) -> Result:
    left = _find_left_over(entry.text)
    if left is None:
        return PASSED
    message = say("“{text}”像是空白表样的占位或填写提示，请核对是否忘了改填", text=left)
    return CHECK.finding(message, entry.ref, actual=entry.text)


@lru_cache(maxsize=4096)
def _find_left_over(text: str) -> str | None:
    """The line that a blank form printed, None where a clerk wrote all of them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in lines if _is_instruction(line)), None) or _placeholder_at_the_end(lines)


def _plain(line: str) -> str:
    return fold(line).strip("()。.… ")


def _is_instruction(line: str) -> bool:
    return _plain(line).startswith(words("placeholders", "begins"))


def _placeholder_at_the_end(lines: list[str]) -> str | None:
    """The last line, where it is a placeholder as a whole; further up such a line may head what follows (目标1：)."""
    last = lines[-1]
    text = _plain(last)
    is_numbered = _numbered().fullmatch(text) is not None
    is_word = text in words("placeholders", "whole") or bool(_CROSSES.fullmatch(text))
    return last if is_numbered or is_word or is_placeholder(last) else None


@cache
def _numbered() -> re.Pattern[str]:
    names = "|".join(map(re.escape, words("placeholders", "numbered")))
    return re.compile(rf"(?:{names})[0-9一二三四五六七八九十]{{1,2}}")


CHECK = Check(
    code="Q512",
    slug="placeholder",
    name="占位或提示未删",
    severity=Severity.WARNING,
    holds_when="名称、指标值、完成值、目标或表头里还留着空白表样的占位或提示，如“……”“指标2：”“XX”“（请填写……）”",
    source="表单要求：填报时删去占位行和填写提示",
    remedy="请改填实际内容；不用的行请整行删去。",
    wrong="数量指标下留着一行“……”",
    right="数量指标下只有填好的指标",
    run=check_placeholder,
)
