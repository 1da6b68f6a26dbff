"""Where points were lost, how, and what the reasons speak of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.across.test_details import details_of
from tests.support.snapshots import project_rows
from xlperf.across.losses import Loss, find_losses, theme_of

ROWS = (
    ("产出指标（50分）", "数量指标", "培训次数", "≥5次", "4次", 20, 16, "受疫情影响，推迟到明年"),
    (None, "质量指标", "合格率", "≥90%", "95%", 20, 18, "资金拨付较晚"),
    (None, "时效指标", "及时率", "100%", "100%", 10, 10, None),
    ("效益指标（30分）", "社会效益指标", "影响力", "提升", "部分提升", 30, 24, "—"),
    ("满意度指标（10分）", "满意度指标", "满意度", "不适用", "不适用", 10, 0, None),
)


def test_each_place_of_a_form() -> None:
    """9 of 10 for spending; 4 of a missed target, 2 of one that was met, 6 by judgement; 不适用 loses nothing."""
    form = details_of(*map(list, project_rows(indicators=ROWS, total=(100, 77))))
    assert list(find_losses(form)) == [
        Loss("EXECUTION", "", "execution", "", Decimal(1)),
        Loss("OUTPUT", "数量", "missed", "calamity", Decimal(4)),
        Loss("OUTPUT", "质量", "met", "funding", Decimal(2)),
        Loss("BENEFIT", "社会效益", "judged", "", Decimal(6)),
    ]


def test_scores_that_cannot_be_read_lose_nothing() -> None:
    row = ("产出指标（50分）", "数量指标", "培训次数", "≥5次", "4次", 20, "若干", None)
    form = details_of(*map(list, project_rows(indicators=[row])))
    assert [loss.block for loss in find_losses(form)] == ["EXECUTION"]


@pytest.mark.parametrize(
    ("reason", "theme"),
    [
        ("", ""),
        ("无", ""),
        ("—", ""),
        (" 0 ", ""),
        ("受疫情影响，线下培训取消", "calamity"),
        ("省级资金下达较晚", "funding"),
        ("设备采购两次流标", "procurement"),
        ("机构改革，职能划转", "policy"),
        ("施工进度滞后", "delay"),
        ("年中压减支出", "replanning"),
        ("报名人数不足", "demand"),
        ("年初指标值设置偏高", "targets"),
        ("尚未验收", "acceptance"),
        ("两名人员离职", "staff"),
        ("情况复杂", "*"),
    ],
)
def test_what_a_reason_speaks_of(reason: str, theme: str) -> None:
    assert theme_of(reason) == theme
