"""How every check ended on a form, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.evaluation import Evaluation
from xlperf.messages import say
from xlperf.pages.verdicts import VERDICTS
from xlperf.pages.wording import check_title
from xlperf.reports.columns import align

_INDENT = "  "


def verdict_lines(evaluation: Evaluation, lang: str) -> Iterator[str]:
    """A heading, then a line for every check: its verdict, and the reason where it needs one."""
    yield _INDENT + say("检查情况").text(lang)
    rows = [
        (VERDICTS[each.verdict].text(lang), check_title(each.code), each.reason.text(lang) if each.reason else "")
        for each in evaluation.verdicts
    ]
    yield from (_INDENT * 2 + line.rstrip() for line in align(rows))
