"""D405: what several workbooks give as their reason, word for word."""

from __future__ import annotations

import pytest

from tests.support.across_forms import Brief, Folder, find, forms_of
from tests.support.folders import form
from tests.support.snapshots import Row
from xlperf.across.repeated_reasons import RepeatedReasons
from xlperf.across.unit_names import UnitNames

LONG = "由于项目立项较晚，部分合同尚未达到付款条件，下年尽快支付"


def with_reason(reason: str | None, project: str = "甲", unit: str = "某市某局") -> list[Row]:
    """A form with one target missed, at I9 the reason."""
    rows = [("产出指标（90分）", "数量指标", "培训次数", "5次", "4次", 90, 72, reason)]
    return form(project=project, unit=unit, rows=rows)


def found(folder: Folder, uncounted: tuple[str, ...] = ()) -> list[Brief]:
    return list(find(RepeatedReasons(UnitNames().key), forms_of(folder, uncounted)))


def test_the_same_words_in_two_workbooks_are_told_in_both() -> None:
    folder = {"a.xlsx": with_reason(LONG), "b.xlsx": with_reason(LONG, "乙"), "c.xlsx": with_reason("采购流标", "丙")}
    assert found(folder) == [Brief("a.xlsx", "D405", "info", "I9"), Brief("b.xlsx", "D405", "info", "I9")]


def test_blanks_width_and_punctuation_do_not_count() -> None:
    other = "由于项目立项较晚 ,部分合同尚未达到付款条件；\n下年尽快支付。"
    assert len(found({"a.xlsx": with_reason(LONG), "b.xlsx": with_reason(other, "乙")})) == 2


@pytest.mark.parametrize(
    "reason",
    [None, "无", "—", "0", "疫情影响", "受新冠肺炎疫情影响", "年初目标设置偏低", "偏差原因分析及改进措施：",
     "未完成的请说明原因和措施",
     "由于疫情原因"],
)  # fmt: skip
def test_what_anybody_writes_is_no_sign_of_copying(reason: str | None) -> None:
    assert found({"a.xlsx": with_reason(reason), "b.xlsx": with_reason(reason, "乙")}) == []


def test_one_word_more_is_another_reason() -> None:
    assert found({"a.xlsx": with_reason(LONG), "b.xlsx": with_reason(LONG + "完毕", "乙")}) == []


def test_versions_of_one_project_and_rows_of_one_form_may_say_the_same() -> None:
    twice = [
        ("产出指标（90分）", "数量指标", "培训次数", "5次", "4次", 45, 36, LONG),
        (None, "数量指标", "讲座次数", "5次", "4次", 45, 36, LONG),
    ]
    versions = {"a.xlsx": with_reason(LONG), "a(1).xlsx": with_reason(LONG)}
    assert found(versions, ("a.xlsx", "a(1).xlsx")) == []
    assert found({"a.xlsx": form(rows=twice)}) == []


def test_projects_of_one_name_in_two_units_are_two() -> None:
    folder = {"a.xlsx": with_reason(LONG, unit="某市甲局"), "b.xlsx": with_reason(LONG, unit="某市乙局")}
    assert len(found(folder)) == 2


def test_many_are_counted_and_a_few_named() -> None:
    folder = {f"{number}.xlsx": with_reason(LONG, f"项目{number}") for number in range(6)}
    check, forms = RepeatedReasons(UnitNames().key), forms_of(folder)
    for each in forms:
        check.notice(each)
    (finding,) = check.judge(forms[0])
    assert (
        str(finding.message) == "偏差原因与别的工作簿一字不差（1.xlsx、2.xlsx、3.xlsx 等 5 个工作簿），请核对是否照抄"
    )
