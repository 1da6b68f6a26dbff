"""What a check says of itself, part by part: `xlperf rules CODE` and docs/checks tell the same."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks import Check
from xlperf.messages import Message, say
from xlperf.pages.wording import SEVERITY, chained
from xlperf.rounding import show_number
from xlperf.rules import THRESHOLDS, USUAL, Threshold
from xlperf.settings import settable_keys

Part = tuple[Message, Message]
"""A heading and what stands under it."""


def check_heading(check: Check) -> Message:
    """Code, name and severity, as a title."""
    return say("{code}  {name}（{severity}）", code=check.code, name=say(check.name), severity=SEVERITY[check.severity])


def check_parts(check: Check) -> Iterator[Part]:
    """When it holds, by what source, an example of each, what to do, and what an office may set about it."""
    yield say("什么情况"), say(check.holds_when)
    yield say("依据"), say(check.source)
    yield say("错例"), say(check.wrong)
    yield say("正例"), say(check.right)
    yield say("怎么办"), say(check.remedy)
    keys = say("{keys}，写法见 docs/settings.md", keys="、".join(settable_keys(check.code)))
    yield say("可以另定"), chained([keys, *(_threshold(each) for each in THRESHOLDS if each.code == check.code)])


def _threshold(threshold: Threshold) -> Message:
    usual = getattr(USUAL, threshold.field)
    number = show_number(usual) if usual is not None else say("不限")
    return say("{key}：{name}，通常为 {number}", key=threshold.key, name=threshold.name, number=number)
