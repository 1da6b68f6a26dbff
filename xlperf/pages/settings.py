"""Words for what an office has set: which checks, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.checks import find_check
from xlperf.findings import Severity
from xlperf.messages import Message, say
from xlperf.pages.wording import SEVERITY, chained, check_title
from xlperf.rounding import show_number
from xlperf.rules import THRESHOLDS, USUAL
from xlperf.settings import CheckSettings, Settings


def settings_title(settings: Settings) -> Message:
    """Where it was set."""
    return say("设置（{sources}）", sources="、".join(settings.sources))


def settings_lines(settings: Settings) -> tuple[Message, ...]:
    """What was set, a sentence a check, in the order of their codes; none where nothing was."""
    lines = ((code, list(_changes(code, check))) for code, check in sorted(settings.checks.items()))
    return tuple(
        say("{check}：{changes}", check=check_title(code), changes=chained(told)) for code, told in lines if told
    )


def settings_sentence(settings: Settings) -> Message | None:
    """All of it in one; None where nothing was set."""
    lines = settings_lines(settings)
    return say("{title}：{lines}", title=settings_title(settings), lines=chained(lines)) if lines else None


def _changes(code: str, check: CheckSettings) -> Iterator[Message]:
    known = find_check(code)
    if check.off:
        yield say("已关闭")
        return
    if check.severity is not None and known is not None:
        usual, wanted = SEVERITY[known.severity], SEVERITY[Severity(check.severity)]
        yield say("级别设为{wanted}（通常为{usual}）", wanted=wanted, usual=usual)
    for threshold in THRESHOLDS:
        number = getattr(check, threshold.key) if threshold.code == code else None
        if number is not None:
            yield say(
                "{name}：{number}（通常为 {usual}）",
                name=threshold.name,
                number=_shown(number),
                usual=_shown(getattr(USUAL, threshold.field)),
            )


def _shown(number: Decimal | None) -> str | Message:
    return say("不限") if number is None else show_number(number)
