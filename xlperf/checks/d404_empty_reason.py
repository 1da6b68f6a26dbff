"""D404: a reason that says nothing, names no cause or no measure, or contradicts the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.cells import CellRef
from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result
from xlperf.checks.reasons import says_reason
from xlperf.checks.words import holds_any, words
from xlperf.findings import Severity
from xlperf.form import Entry, Form, Indicator
from xlperf.messages import Message, say
from xlperf.recognition.folding import fold
from xlperf.scoring.achievement import Outcome, compare

_SIGNS = re.compile("[。.，,、;；:（）()“”\"'!！0-9]+")


def check_empty_reason(case: Case) -> Iterator[Result]:
    """Each reason that stands, a cell merged over rows once; whether one is missing is D401's to say."""
    told: dict[CellRef, list[Indicator]] = {}
    reasons: dict[CellRef, Entry] = {}
    for row in case.form.weighed:
        reason = row.reason or case.form.reason
        if reason is not None and says_reason(reason, case.pack):
            told.setdefault(reason.ref, []).append(row)
            reasons[reason.ref] = reason
    for ref, reason in reasons.items():
        yield _judge(case, reason, told[ref])
    if not reasons:
        yield Inapplicable(say("表上没有写偏差原因"))


def _judge(case: Case, reason: Entry, rows: list[Indicator]) -> Result:
    fault = _fault(case, reason.text, rows)
    if fault is None:
        return PASSED
    return CHECK.finding(say("偏差原因“{text}”{fault}", text=_shorten(reason.text), fault=fault), reason.ref)


def _fault(case: Case, text: str, rows: list[Indicator]) -> Message | None:
    """What the reason leaves open, the gravest first; only rows that fell short want a cause and a measure."""
    short = [row for row in rows if compare(row).is_short or _lost_points(case, row)]
    if not short and not any(compare(row).outcome is Outcome.EXCEEDED for row in rows):
        return _contradiction(case, text, rows)
    if _is_empty(text):
        return say("没有说明具体情况，请写明原因和措施")
    contradiction = _contradiction(case, text, rows)
    if contradiction is not None or not short:
        return contradiction
    if not holds_any(text, words("reasons", "causes")):
        return say("可能没有写明原因")
    if _asks_for_measures(case.form) and not holds_any(text, words("reasons", "measures")):
        return say("可能没有写改进措施")
    return None


def _lost_points(case: Case, row: Indicator) -> bool:
    score, weight = case.standing(row.score), row.weight.number if row.weight else None
    return score is not None and weight is not None and score < weight


def _is_empty(text: str) -> bool:
    """Nothing is left once the phrases that fit any form are taken out."""
    rest = _SIGNS.sub("", fold(text))
    for phrase in words("reasons", "empty"):
        rest = rest.replace(phrase, "")
    return not rest.strip("的了和及与对并在")


def _contradiction(case: Case, text: str, rows: list[Indicator]) -> Message | None:
    """The text says that all was done, or was not, and every row that it serves says the opposite."""
    says_undone = holds_any(text, words("reasons", "undone"))
    says_done = holds_any(text, words("reasons", "done")) and not says_undone
    if says_done and all(compare(row).is_short for row in rows):
        return say("说已经完成，与没有达到指标值的完成值不符，请核对")
    if says_undone and all(compare(row).is_full and not _lost_points(case, row) for row in rows):
        return say("说没有完成，与达到指标值的完成值、满分的得分不符，请核对")
    return None


def _asks_for_measures(form: Form) -> bool:
    """The header of the reasons asks for measures too (偏差原因分析及改进措施), and no cell of their own does."""
    found = [each for each in form.recognised if each.field in ("reason", "improvement")]
    if any(each.field == "improvement" for each in found):
        return False
    return any("措施" in fold(each.header or each.entry.text) for each in found)


def _shorten(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 20 else plain[:19] + "…"


CHECK = Check(
    code="D404",
    slug="empty-reason",
    name="偏差原因空泛",
    severity=Severity.INFO,
    holds_when="偏差原因是“加强管理”一类的空话，没有写原因或（栏目要求时）没有写改进措施，或与完成值、得分矛盾",
    source="评审常见问题：偏差原因空泛、没有针对性",
    remedy="请写明没有完成的具体原因和下一步措施。",
    wrong="偏差原因“加强管理”",
    right="偏差原因“由于疫情原因减少活动场次，下年改为线上举办”",
    run=check_empty_reason,
)
