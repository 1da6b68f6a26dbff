"""The figures that stand large above all else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlperf.findings import Severity
from xlperf.messages import Message, say
from xlperf.pages.overview import Overview
from xlperf.pages.wording import SEVERITY


class Card(NamedTuple):
    """A figure: what it counts, and its look."""

    label: str
    figure: int
    look: str


def make_cards(overview: Overview, lang: str) -> Iterator[Card]:
    """Workbooks, forms, findings by severity; what failed, is there twice or was not come to, where there is any."""
    for message, count, look in _counts(overview):
        yield Card(message.text(lang), count, look if count else "none")


def _counts(overview: Overview) -> Iterator[tuple[Message, int, str]]:
    yield say("工作簿"), overview.figures.files, "plain"
    yield say("自评表"), overview.figures.forms, "plain"
    for severity, count in zip(Severity, overview.figures.severities, strict=True):
        yield SEVERITY[severity], count, severity.value
    yield say("未能处理"), sum(outcome.is_failure for outcome in overview.unhandled), "error"
    if out := sum(not repeat.is_counted for repeat in overview.repeats):
        yield say("重复未计"), out, "warning"
    if overview.left:
        yield say("尚未处理"), overview.left, "error"
