"""Rubrics however they are laid out: criteria by their headers, inputs by their labels on any sheet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.rubrics import FORM, MERGES, judge_rubric, rubric_rows
from tests.support.snapshots import make_sheet, make_snapshot, shown
from xlperf.cells import Snapshot
from xlperf.evaluation import evaluate
from xlperf.form import Form
from xlperf.recognition import recognise

READ = [
    (line["level1"], line["level2"], line["level3"], Decimal(line["weight"]), Decimal(line["score"]), line["criteria"])
    for line in FORM["indicators"]
]


def read(form: Form) -> list[tuple[object, ...]]:
    return [
        (c.block.label.text, c.level2.text, c.level3.text, c.weight.number, c.score.number, c.standard.text)
        for c in form.criteria
    ]


def one(rows: list[list[object]], merges: tuple[str, ...] = ()) -> Form:
    (form,) = recognise(make_snapshot(rows, merges, "评分表"))
    return form


def test_as_printed() -> None:
    form = one(rubric_rows(), MERGES)
    assert read(form) == READ
    assert (form.definition, form.kind, form.missing, form.indicators) == (
        "shenzhen-department-rubric",
        "department-rubric",
        (),
        (),
    )
    assert [c.description.text for c in form.criteria] == [line["description"] for line in FORM["indicators"]]
    assert (form.total.score.number, form.total.weight, form.total.grade.text) == (Decimal("97.95"), None, "优")
    assert [c.block.points for c in (form.criteria[0], form.criteria[4], form.criteria[14])] == [20, 20, 60]


def test_headers_in_one_row_and_levels_in_every_row() -> None:
    rows = rubric_rows()
    body = [
        [line["level1"], line["level2"], *row[2:]] for line, row in zip(FORM["indicators"], rows[4:25], strict=True)
    ]
    header = ["一级指标", "二级指标", "三级指标", "分值", "指标说明", "评分标准", "得分"]
    assert read(one([*rows[:2], header, *body, *rows[25:]])) == READ


def test_columns_in_another_order_and_without_descriptions() -> None:
    rows = [[row[0], row[1], row[2], row[5], row[3], row[6]] for row in rubric_rows()[4:25]]
    header = ["一级指标", "二级指标", "三级指标", "评分标准", "标准分", "自评得分"]
    form = one([["部门整体支出绩效评分表"], ["部门名称", "某市某中心"], ["年度", "2020"], header, *rows])
    assert read(form) == READ
    assert (form.definition, form.missing) == ("department-rubric", ("total",))


def test_a_page_that_begins_anew() -> None:
    """The caption stands again, and a standard goes on below it."""
    rows = rubric_rows()
    first, second = "1.第一点(1分);", "2.第二点(1分)。"
    rows[9][5] = first
    again = [*map(list, rubric_rows()[2:4]), [None] * 5 + [second]]
    form = one([*rows[:10], *again, *rows[10:]])
    assert [row[:5] for row in read(form)] == [row[:5] for row in READ]
    assert form.criteria[5].standard.text == f"{first}\n{second}"


def test_a_project_form_with_standards_stays_one() -> None:
    header = ["一级指标", "二级指标", "三级指标", "评分标准", "指标值", "实际完成值", "分值", "得分"]
    rows = [["产出指标", "数量指标", "课题数量", "完成得满分", "3项", "3项", 100, 100]]
    form = one([["项目支出绩效自评表"], ["项目名称", "某项目"], header, *rows, ["总分", *[None] * 5, 100, 100]])
    assert (form.kind, len(form.indicators), form.criteria) == ("project", 1, ())


@pytest.mark.parametrize(
    "inputs",
    [
        [("在编人数", 20), ("编外人数", 3)],
        [("本年度在编人数：", "20人"), ("编外人员数量", "3")],
        [("指标", "数据"), (None, "在编人数（人）", 20), (None, "编外人数", 3)],
        [("在编人数", None), ("编外人数", 3), ("在编人员", 20)],
    ],
    ids=["plain", "other words", "in a table", "one of two is blank"],
)
def test_inputs_by_their_labels(inputs: list[tuple[object, ...]]) -> None:
    form = judge_rubric(inputs=inputs)
    (score,) = [form.scores.at(c.score.ref) for c in form.form.criteria if c.level3.text == "编外人员控制率"]
    assert score.exact == 0
    assert "3÷（20＋3）" in str(score.steps[0])


def test_a_criterion_s_name_before_its_inputs_is_a_heading() -> None:
    """编外人员控制率 names the criterion, and a ratio that may be stated."""
    form = judge_rubric(
        inputs=[("编外人员控制率", "在编人数", 20), (None, "编外人数", 3), (None, "编外人员控制率", "13.04%")]
    )
    assert [(each.key, each.figure.text) for each in form.form.inputs] == [
        ("在编人数", "20"), ("编外人数", "3"), ("编外人员控制率", "13.04%"),
    ]  # fmt: skip
    assert form.findings == ()


def test_inputs_below_the_form_itself() -> None:
    rows = [*rubric_rows(), [], ["在编人数", 20], ["编外人数", 1]]
    (form,) = evaluate(make_snapshot(rows, MERGES, "评分表")).forms
    assert {(each.key, each.figure.number) for each in form.form.inputs} == {("在编人数", 20), ("编外人数", 1)}


def test_the_form_s_own_words_are_no_inputs() -> None:
    """固定资产利用率 stands in the form too, beside its points."""
    assert judge_rubric().form.inputs == ()


def test_amounts_in_two_units() -> None:
    sheet = make_sheet(
        [
            ("调整、调剂资金累计（万元）", 38.17),
            ("部门预算总规模", "1274.14万元"),
            ("平均满意度", shown("0.97", "97%", "0%")),
        ],
        (),
        "依据",
    )
    snapshot = Snapshot("评分表.xlsx", (make_sheet(rubric_rows(), MERGES, "评分表"), sheet))
    (form,) = evaluate(snapshot).forms
    found = {each.key: each.figure.number for each in form.form.inputs}
    assert found == {"调整、调剂资金累计": 381700, "部门预算总规模": 12741400, "平均满意度": Decimal("0.97")}
