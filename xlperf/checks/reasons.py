"""Whether a reason cell says anything. Shared by the checks of reasons."""

from __future__ import annotations

from xlperf.form import Entry
from xlperf.recognition.folding import fold
from xlperf.rules import RulePack

INSTRUCTIONS = ("请在此填写", "未完成的请说明", "偏差原因分析及改进措施", "如未完成", "填写说明")
"""Beginnings of the forms' own instructions, which are no reason."""


def says_reason(reason: Entry | None, pack: RulePack) -> bool:
    """A reason stands there: not blank, no nil mark, none of the pack's empty words, not the form's instruction."""
    if reason is None or reason.is_blank or reason.is_mark:
        return False
    text = fold(reason.text).strip("。.，,；;、()…")
    is_zero = bool(text) and not text.strip("0.")
    return bool(text) and not is_zero and text not in pack.reason.none and not text.startswith(INSTRUCTIONS)
