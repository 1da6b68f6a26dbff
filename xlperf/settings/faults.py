"""What cannot be set though each value is well-formed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlperf.checks import find_check
from xlperf.messages import Message, say
from xlperf.rounding import show_number
from xlperf.rules import THRESHOLDS
from xlperf.settings.values import CheckSettings, Settings

READING = "T"
"""Checks that say what could not be read: turned off, they would hide that nothing was checked."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A key that cannot be as it is, why, and what to do about it."""

    key: str
    problem: Message
    remedy: Message


def settable_keys(code: str) -> tuple[str, ...]:
    """What can be set for the check of that code.

    >>> settable_keys("T104"), settable_keys("D402")
    (('severity',), ('off', 'severity', 'threshold', 'units'))
    """
    figures = tuple(each.key for each in THRESHOLDS if each.code == code)
    return ("severity", *figures) if code.startswith(READING) else ("off", "severity", *figures)


def find_fault(settings: Settings) -> Fault | None:
    """The first thing that cannot be."""
    return next((fault for code, check in settings.checks.items() for fault in _faults(code, check)), None)


def _faults(code: str, check: CheckSettings) -> Iterator[Fault]:
    known = find_check(code)
    if known is None or known.code != code:
        yield Fault(f"checks.{code}", say("不是检查代码"), say("检查代码见 xlperf rules，如 F204。"))
        return
    if check.off and "off" not in settable_keys(code):
        remedy = say("这类检查说的是表没有读全，关了就看不出什么没有查；可以改它的级别（severity）。")
        yield Fault(f"checks.{code}.off", say("不能为 true"), remedy)
    for key in ("threshold", "units"):
        if getattr(check, key) is not None and key not in settable_keys(code):
            listed = "、".join(f"{each.code}.{each.key}" for each in THRESHOLDS)
            yield Fault(f"checks.{code}.{key}", say("没有这样的界限"), say("可设的界限有 {listed}。", listed=listed))
    yield from _range_faults(code, check)


def _range_faults(code: str, check: CheckSettings) -> Iterator[Fault]:
    for threshold in THRESHOLDS:
        number = getattr(check, threshold.key) if threshold.code == code else None
        if number is not None and not threshold.admits(number):
            problem = say("{number} 超出范围", number=show_number(number))
            yield Fault(f"checks.{code}.{threshold.key}", problem, threshold.range)
