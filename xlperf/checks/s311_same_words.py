"""S311: the same qualitative words earn different shares of the points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result
from xlperf.checks.points import is_out_of_range
from xlperf.checks.tiers import named_tier
from xlperf.findings import Severity
from xlperf.form import Figure, Indicator
from xlperf.messages import say
from xlperf.recognition.folding import fold
from xlperf.rounding import show_percent
from xlperf.scoring.achievement import same_text


@dataclass(frozen=True, slots=True)
class Share:
    """The share of its points that a row earned, with the range that its score may have been rounded from."""

    row: Indicator
    score: Figure
    value: Decimal
    slack: Decimal

    def agrees(self, other: Share) -> bool:
        """Both may be the same share, rounded."""
        return abs(self.value - other.value) <= self.slack + other.slack


def check_same_words(case: Case) -> Iterator[Result]:
    """Each phrase that stands as the actual value of at least two weighed rows, judged row by row."""
    phrases: dict[tuple[str, bool], list[Share]] = {}
    for row in case.form.weighed:
        share = _share(case, row)
        if share is not None:
            phrases.setdefault((fold(row.actual.text), same_text(row.target, row.actual)), []).append(share)
    shared = [shares for shares in phrases.values() if len(shares) > 1]
    for shares in shared:
        yield from _judge(shares)
    if not shared:
        yield Inapplicable(say("没有两项定性指标填了同样的完成情况"))


def _share(case: Case, row: Indicator) -> Share | None:
    """The row's share; None for numbers, blanks, and scores that other checks speak of."""
    if row.is_quantitative or row.actual.is_blank or row.actual.is_mark or row.score is None or row.weight is None:
        return None
    weight, score = row.weight.number, case.standing(row.score)
    if not weight or score is None or is_out_of_range(row.weight, row.score):
        return None
    tier = named_tier(row, weight, case.pack)
    if tier is not None and not tier.holds(score):
        return None
    return Share(row, row.score, score / weight, _slack(score, weight))


def _slack(score: Decimal, weight: Decimal) -> Decimal:
    """Half a unit of the score's last decimal, as a share; full points and none are not rounded from others."""
    if score in (0, weight):
        return Decimal(0)
    exponent = score.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Decimal("0.5").scaleb(-places) / weight


def _judge(shares: list[Share]) -> Iterator[Result]:
    """Against the share that most rows of the phrase earned, the first of them where two are as frequent."""
    usual = max(shares, key=lambda share: sum(share.agrees(other) for other in shares))
    for share in shares:
        yield PASSED if share.agrees(usual) else _finding(share, usual)


def _finding(share: Share, usual: Share) -> Result:
    template = (
        "“{name}”填“{words}”，得了分值的 {share}；第 {row} 行“{other}”同样填“{words}”，得了 {usual}，请核对尺度是否一致"
    )
    message = say(
        template,
        name=share.row.level3.text,
        words=share.row.actual.text,
        share=show_percent(share.value, 0),
        row=usual.score.ref.row,
        other=usual.row.level3.text,
        usual=show_percent(usual.value, 0),
    )
    return CHECK.finding(message, share.score.ref, actual=share.score.text or None)


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
