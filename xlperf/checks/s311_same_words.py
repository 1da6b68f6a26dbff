"""S311: the same qualitative words earn different shares of the points."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result
from xlperf.checks.same_words import Use, find_uses, group_uses, usual_use
from xlperf.findings import Severity
from xlperf.messages import say
from xlperf.rounding import show_percent


def check_same_words(case: Case) -> Iterator[Result]:
    """Each phrase that stands as the actual value of at least two weighed rows, judged row by row."""
    groups = group_uses(find_uses(case.form, case.pack, case.standing))
    for group in groups.values():
        usual = usual_use(group)
        yield from (PASSED if use.agrees(usual) else _finding(use, usual) for use in group)
    if not groups:
        yield Inapplicable(say("没有两项定性指标填了同样的完成情况"))


def _finding(use: Use, usual: Use) -> Result:
    template = (
        "“{name}”填“{words}”，得了分值的 {share}；第 {row} 行“{other}”同样填“{words}”，得了 {usual}，请核对尺度是否一致"
    )
    message = say(
        template,
        name=use.name,
        words=use.text,
        share=show_percent(use.share, 0),
        row=usual.ref.row,
        other=usual.name,
        usual=show_percent(usual.share, 0),
    )
    return CHECK.finding(message, use.ref, actual=use.score or None)


CHECK = Check(
    code="S311",
    slug="same-words",
    name="同样完成情况得分率不同",
    severity=Severity.WARNING,
    holds_when="两项定性指标的实际完成值写得一样（与指标值的关系也一样），得分占分值的比例却不同（取整造成的不算）",
    source="评审常见问题：同样的完成情况得分尺度不一",
    remedy="请按同一尺度给分；确有区别的，把完成情况写具体。",
    wrong="两项都填“比较及时”，一项 15 分得 13 分，一项 15 分得 8 分",
    right="两项都填“比较及时”，15 分的得 12 分，10 分的得 8 分",
    run=check_same_words,
)
