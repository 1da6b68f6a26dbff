"""Statements of targets: told from forms on what was reached, and read with tasks, money and weights."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.snapshots import Row, make_sheet, make_snapshot
from xlperf.cells import Snapshot
from xlperf.evaluation import evaluate
from xlperf.form import Form
from xlperf.recognition import recognise

HEAD: list[Row] = [
    ("项目支出绩效目标表",),
    ("（2022年度）",),
    ("项目名称", "课题调研活动", None, "项目编码", "2022-017"),
    ("主管部门", "某市科协", None, "实施单位", "某市科协（本级）"),
]
MONEY: list[Row] = [
    ("项目资金（万元）", "年度资金总额：", 130),
    (None, "其中：财政拨款", 100),
    (None, "其他资金", 30),
]
INDICATORS: list[Row] = [
    ("年度目标", "完成课题六项"),
    ("绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "权重"),
    (None, "产出指标", "数量指标", "课题数量", "≥6个", 30),
    (None, None, "质量指标", "验收通过率", "100%", 20),
    (None, "效益指标", "社会效益指标", "提出咨询意见", "提出", 40),
]
TASKS: list[Row] = [
    ("部门整体支出绩效目标表",),
    ("（2022年度）",),
    ("部门名称", "某市科协"),
    ("年度主要任务", "任务名称", "主要内容", "预算金额（万元）"),
    (None, None, None, "总额", "其中：财政拨款", "其中：其他资金"),
    (None, "课题调研", "课题研究", 130, 100, 30),
    (None, "基本支出", "人员和公用", 974, 974, None),
    (None, "金额合计", None, "1,104", "1,074", 30),
    ("年度总体目标", "做好服务"),
    ("年度绩效指标", "一级指标", "二级指标", "三级指标", "目标值"),
    (None, "产出", "数量", "课题数量", "6个"),
]


def only_form(rows: list[Row], merges: tuple[str, ...] = ()) -> Form:
    (form,) = recognise(make_snapshot(rows, merges))
    return form


def test_a_projects_statement() -> None:
    form = only_form([*HEAD, *MONEY, *INDICATORS])
    assert (form.kind, form.definition, form.is_statement) == ("project-targets", "project-targets", True)
    assert (form.head.project.text, form.head.code.text, form.head.code.ref.address) == (
        "课题调研活动", "2022-017", "E3",
    )  # fmt: skip
    assert (form.head.unit.text, form.head.year, form.money_unit) == ("某市科协（本级）", 2022, "万元")
    assert [(row.level3.text, row.target.text, row.target.ref.address) for row in form.indicators] == [
        ("课题数量", "≥6个", "E10"),
        ("验收通过率", "100%", "E11"),
        ("提出咨询意见", "提出", "E12"),
    ]
    assert [row.weight.number for row in form.indicators] == [30, 20, 40]
    assert [row.block.kind for row in form.indicators] == ["OUTPUT", "OUTPUT", "BENEFIT"]
    assert all(row.actual.is_blank and row.score is None for row in form.indicators)
    lines = [(line.role, line.initial_budget.number, line.initial_budget.ref.address) for line in form.funds]
    assert lines == [("total", 130, "C5"), ("part", 100, "C6"), ("part", 30, "C7")]
    assert (form.goal_expected.text, form.missing) == ("完成课题六项", ())


def test_all_that_stands_in_it_is_understood() -> None:
    form = only_form([*HEAD, *MONEY, *INDICATORS])
    assert [found.entry.text for found in form.recognised if not found.field] == []


def test_money_for_all_years_beside_this_one() -> None:
    money = [
        ("项目资金（万元）", "实施期资金总额：", 390, "年度资金总额：", 130),
        (None, "其中：财政拨款", 300, "其中：财政拨款", 100),
        (None, "其他资金", 90, "其他资金", 30),
    ]
    form = only_form([*HEAD, *money, *INDICATORS])
    assert [(line.role, line.initial_budget.number) for line in form.funds] == [
        ("total", 130), ("part", 100), ("part", 30),
    ]  # fmt: skip


def test_money_in_one_row() -> None:
    money = [("项目资金（万元）", "年度资金总额", 130, "其中：财政拨款", 100, "其他资金", 30)]
    form = only_form([*HEAD, *money, *INDICATORS])
    assert [line.initial_budget.ref.address for line in form.funds] == ["C5", "E5", "G5"]


def test_a_departments_statement() -> None:
    form = only_form(TASKS, ("D4:F4",))
    assert (form.kind, form.head.unit.text, form.head.year) == ("department-targets", "某市科协", 2022)
    assert [(task.label.text, task.is_total) for task in form.tasks] == [
        ("课题调研", False), ("基本支出", False), ("金额合计", True),
    ]  # fmt: skip
    assert [task.content.text if task.content else None for task in form.tasks] == ["课题研究", "人员和公用", None]
    (first, _, total) = form.tasks
    assert [(a.field, a.role, a.source.text) for a in first.amounts] == [
        ("full_year_budget", "total", "总额"),
        ("full_year_budget", "part", "其中：财政拨款"),
        ("full_year_budget", "part", "其中：其他资金"),
    ]
    assert [amount.figure.number for amount in total.amounts] == [Decimal(1104), Decimal(1074), Decimal(30)]
    assert [row.level3.text for row in form.indicators] == ["课题数量"]
    assert [found.entry.text for found in form.recognised if not found.field] == []


def test_tasks_with_budget_and_spending() -> None:
    rows: list[Row] = [
        ("部门整体支出绩效目标表",),
        ("部门名称", "某市科协"),
        ("任务名称", "主要内容", "预算数（元）", None, "执行数（元）"),
        (None, None, "全额", "其中：财政拨款", "全额", "其中：财政拨款"),
        ("课题调研", "课题研究", 130, 100, 120, 90),
        ("金额合计", None, 130, 100, 120, 90),
        ("一级指标", "二级指标", "三级指标", "目标值"),
        ("产出", "数量", "课题数量", "6个"),
    ]
    task = only_form(rows, ("A3:A4", "B3:B4", "C3:D3", "E3:F3")).tasks[0]
    assert [(amount.field, amount.role, amount.figure.number) for amount in task.amounts] == [
        ("full_year_budget", "total", 130),
        ("full_year_budget", "part", 100),
        ("executed", "total", 120),
        ("executed", "part", 90),
    ]


def test_the_sheets_name_serves_where_no_title_stands() -> None:
    sheet = make_sheet([*HEAD[1:], *MONEY, *INDICATORS], name="项目支出绩效目标表")
    (form,) = recognise(Snapshot("表.xlsx", (sheet,)))
    assert form.kind == "project-targets"


@pytest.mark.parametrize("header", ["实际完成值", "得分", "偏差原因分析及改进措施"])
def test_a_form_that_says_what_came_of_the_targets_is_no_statement(header: str) -> None:
    rows = [*HEAD, *MONEY, INDICATORS[0], (*INDICATORS[1], header), *((*row, "x") for row in INDICATORS[2:])]
    assert only_form(rows).kind == "project"


def test_a_self_evaluation_without_its_actual_values_stays_one() -> None:
    form = only_form([("项目支出绩效自评表",), *HEAD[1:], *MONEY, *INDICATORS])
    assert (form.kind, "actual" in form.missing) == ("project", True)


def test_nothing_is_found_in_a_sound_statement() -> None:
    for rows in ([*HEAD, *MONEY, *INDICATORS], TASKS):
        (evaluation,) = evaluate(make_snapshot(rows, () if rows is not TASKS else ("D4:F4",))).forms
        assert evaluation.findings == ()


def test_a_target_left_out_is_found_and_no_actual_value_asked_for() -> None:
    rows = [*HEAD, *MONEY, *INDICATORS[:3], (None, None, "质量指标", "验收通过率", None, 20), INDICATORS[4]]
    (evaluation,) = evaluate(make_snapshot(rows)).forms
    assert [(found.code, found.ref.address) for found in evaluation.findings] == [("Q501", "E11")]


def test_points_are_held_against_their_label_only() -> None:
    rows = [*HEAD, *MONEY, *INDICATORS[:2], (None, "产出指标（60分）", *INDICATORS[2][2:]), *INDICATORS[3:]]
    (evaluation,) = evaluate(make_snapshot(rows)).forms
    assert [(found.code, found.ref.address) for found in evaluation.findings] == [("S303", "B10")]


def test_a_total_of_the_weights() -> None:
    sums = {total: [] for total in (90, 100)}
    for total, found in sums.items():
        (evaluation,) = evaluate(
            make_snapshot([*HEAD, *MONEY, *INDICATORS, ("合计", None, None, None, None, total)])
        ).forms
        found += [(f.code, f.ref.address) for f in evaluation.findings]
    assert sums == {90: [], 100: [("S304", "F13")]}


def test_targets_of_all_years_beside_those_of_this_one() -> None:
    """The national form of 2015: 中期目标 to the left, 年度目标 to the right, each with indicators of its own."""
    rows: list[Row] = [
        ("项目支出绩效目标申报表",),
        ("（2022年度）",),
        ("项目名称", "课题调研活动", None, None, None, "实施单位", "某市科协"),
        ("总体目标", "中期目标（2021年—2023年）", None, None, None, "年度目标"),
        (None, "三年完成十八项", None, None, None, "完成课题六项"),
        ("绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"),
        (None, "产出指标", "数量指标", "课题数量", "≥18个", "数量指标", "课题数量", "≥6个"),
        (None, None, "质量指标", "验收通过率", "95%", "质量指标", "验收通过率", "100%"),
    ]
    form = only_form(rows, ("B4:E4", "F4:H4", "B5:E5", "F5:H5", "B7:B8"))
    assert form.kind == "project-targets"
    read = [(row.block.label.text, row.level3.text, row.target.text, row.target.ref.address) for row in form.indicators]
    assert read == [("产出指标", "课题数量", "≥6个", "H7"), ("产出指标", "验收通过率", "100%", "H8")]
    assert form.goal_expected.text == "完成课题六项"


def test_a_table_for_all_years_above_that_of_this_one() -> None:
    table = ("一级指标", "二级指标", "指标内容", "指标值", "备注")
    rows: list[Row] = [
        ("财政支出项目绩效目标申报表",),
        ("（2022年度）",),
        ("项目名称", "课题调研活动", None, "实施单位", "某市科协"),
        ("长期绩效指标", *table),
        (None, "产出指标", "数量指标", "课题数量", "18个", None),
        ("年度绩效指标", *table),
        (None, "产出指标", "数量指标", "课题数量", "6个", None),
        (None, None, "质量指标", "验收通过率", "100%", None),
    ]
    form = only_form(rows, ("A4:A5", "A6:A8"))
    assert [(row.level3.text, row.target.text) for row in form.indicators] == [
        ("课题数量", "6个"),
        ("验收通过率", "100%"),
    ]
    (evaluation,) = evaluate(make_snapshot(rows, ("A4:A5", "A6:A8"))).forms
    assert evaluation.findings == ()


def test_remarks_are_no_reasons() -> None:
    rows = [*HEAD, *MONEY, INDICATORS[0], (*INDICATORS[1], "备注")]
    rows += [(*INDICATORS[2], "加强管理"), (*INDICATORS[3], "无"), INDICATORS[4]]
    (evaluation,) = evaluate(make_snapshot(rows)).forms
    assert (evaluation.form.kind, evaluation.findings) == ("project-targets", ())
