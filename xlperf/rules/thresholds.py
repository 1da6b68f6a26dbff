"""From where on a figure is worth a question: the defaults, which a pack or an office's settings replace."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlperf.messages import Message, say


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What checks of degree go by (CONTRACT.md, Checks): ratios as ratios, counts and lengths as whole numbers."""

    over_fulfilment: Decimal = Decimal("1.3")
    """D402: an actual value beyond so many times its target asks for a word."""
    count_excess: Decimal = Decimal(3)
    """D402: and a count is beyond its target by so many units at least, for 2 instead of 1 is no news."""
    execution_rate: Decimal = Decimal("0.8")
    """D403: a rate below it asks for a reason."""
    output_lead: Decimal = Decimal("0.4")
    """Q509: the outputs' share of their points is ahead of the execution rate by so much or more."""
    text_length: Decimal | None = None
    """Q510: characters of a text for which the form itself prints no limit; None: any number."""


USUAL = Thresholds()
"""What holds where neither pack nor settings say otherwise."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """One of them: its field, the check that goes by it, its key in a settings file, and what it can be."""

    field: str
    code: str
    key: str
    name: Message
    least: int
    most: int
    is_whole: bool = False

    def admits(self, number: Decimal) -> bool:
        """The number is one that the threshold can be."""
        return self.least <= number <= self.most and not (self.is_whole and number % 1)

    @property
    def range(self) -> Message:
        """What it can be, in words."""
        template = "请写 {least} 到 {most} 之间的整数。" if self.is_whole else "请写 {least} 到 {most} 之间的数。"
        return say(template, least=self.least, most=self.most)


THRESHOLDS = (
    Threshold("over_fulfilment", "D402", "threshold", say("超过指标值几倍要说明"), 1, 1000),
    Threshold("count_excess", "D402", "units", say("按个数计至少多几个要说明"), 0, 1000, is_whole=True),
    Threshold("execution_rate", "D403", "threshold", say("执行率低于几要说明（0.8 即 80%）"), 0, 1),
    Threshold("output_lead", "Q509", "threshold", say("产出得分率高出执行率几要核对（0.4 即 40 个百分点）"), 0, 1),
    Threshold("text_length", "Q510", "threshold", say("表上没有写限制的最多几字"), 1, 100_000, is_whole=True),
)
"""Every threshold there is."""
