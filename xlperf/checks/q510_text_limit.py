"""Q510: a text is longer than the form allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from xlperf.cells import CellRef
from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result
from xlperf.findings import Severity
from xlperf.form import Entry, Form
from xlperf.messages import say
from xlperf.recognition.folding import fold

_LIMIT = re.compile(
    r"(?:限|不超过|不得超过|不多于|控制在|最多)([0-9]{2,4})个?(?:汉)?字|([0-9]{2,4})个?(?:汉)?字(?:符)?(?:以内|之内|内)"
)


_TOLD = (("goals", "expected"), ("goals", "actual"), ("indicators", "reason"), ("notes", "reason"))
"""Where a clerk tells things at length."""


def check_text_limit(case: Case) -> Iterator[Result]:
    """Each text under a header or a label that states a limit, such as （100字以内）; others by the settings' limit."""
    told = (((found.block, found.field), _limit(found.header or found.entry.text)) for found in case.form.recognised)
    limits = {place: limit for place, limit in told if limit is not None}
    if case.thresholds.text_length is not None:
        limits = dict.fromkeys(_TOLD, int(case.thresholds.text_length)) | limits
    for place, limit in limits.items():
        entries: dict[CellRef, Entry] = {entry.ref: entry for entry in _entries(case.form, *place)}
        for entry in entries.values():
            yield PASSED if _length(entry) <= limit else _finding(entry, limit)
    if not limits:
        yield Inapplicable(say("表上没有写明字数限制"))


@lru_cache(maxsize=2048)
def _limit(header: str) -> int | None:
    """The most characters that a header or label allows, None where it names no limit."""
    match = _LIMIT.search(fold(header))
    return int(match[1] or match[2]) if match else None


def _entries(form: Form, block: str, field: str) -> Iterator[Entry]:
    """What stands under that header or beside that label."""
    if block == "indicators":
        entries = (getattr(row, field, None) for row in form.indicators)
        yield from (entry for entry in entries if isinstance(entry, Entry))
        return
    goals = {"expected": form.goal_expected, "actual": form.goal_actual} if block == "goals" else {}
    entry = goals.get(field, form.reason if field == "reason" else None)
    if entry is not None:
        yield entry


def _length(entry: Entry) -> int:
    """Characters, blanks and line breaks aside."""
    return len("".join(entry.text.split()))


def _finding(entry: Entry, limit: int) -> Result:
    message = say("这一格有 {length} 字，限 {limit} 字", length=_length(entry), limit=limit)
    return CHECK.finding(message, entry.ref, expected=f"≤{limit}", actual=str(_length(entry)))


CHECK = Check(
    code="Q510",
    slug="text-limit",
    name="文字超长",
    severity=Severity.INFO,
    holds_when="文字超过表头或标签所写的字数限制（空格和换行不计）；表上没有写限制的，设置里定了才查",
    source="表上所写的字数限制，或设置",
    remedy="请压缩文字，或另附说明。",
    wrong="表头写“（100字以内）”，偏差原因写了 130 字",
    right="表头写“（100字以内）”，偏差原因写了 98 字",
    run=check_text_limit,
)
