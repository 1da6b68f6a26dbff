"""Whether a reason cell says anything. Shared by the checks of reasons."""

from __future__ import annotations

from functools import lru_cache

from xlperf.form import Entry
from xlperf.recognition.folding import fold
from xlperf.rules import RulePack

INSTRUCTIONS = ("请在此填写", "未完成的请说明", "偏差原因分析及改进措施", "如未完成", "填写说明")
"""Beginnings of the forms' own instructions, which are no reason."""


def says_reason(reason: Entry | None, pack: RulePack) -> bool:
    """A reason stands there: not blank, no nil mark, none of the pack's empty words, not the form's instruction."""
    if reason is None or reason.is_blank or reason.is_mark:
        return False
    text = _words(reason.text)
    return bool(text) and text not in pack.reason.none


@lru_cache(maxsize=4096)  # seven checks ask, and most forms say 无
def _words(reason: str) -> str:
    """A reason without signs around it; empty where there is nothing else, where it is zero or an instruction."""
    text = fold(reason).strip("。.，,；;、()…")
    return "" if not text.strip("0.") or text.startswith(INSTRUCTIONS) else text
