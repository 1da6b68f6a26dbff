"""A form is found by its words: the same facts in another layout give the same form."""

from __future__ import annotations

import pytest

from tests.support.snapshots import Row, make_snapshot, project_rows
from xlperf.cells import Cell, CellRef, Sheet, Snapshot
from xlperf.form import Form
from xlperf.recognition import recognise

FUNDS = (
    ("年度资金总额", "100.00", "200.00", "150.00", 10, "75.00%", "7.50"),
    ("其中：当年财政拨款", "100.00", "120.00", "100.00", "—", "83.33%", "—"),
    ("上年结转资金", "-", "80.00", "50.00", "—", "62.50%", "—"),
)
INDICATORS = (
    ("产出指标（50分）", "数量指标", "培训次数", "5次", "2次", 20, "8.00", "场地原因"),
    (None, "质量指标", "合格率", "≥95%", "96%", 30, "30.00", None),
    ("效益指标（30分）", "社会效益指标", "影响力", "得到提升", "得到提升", 30, "30.00", None),
    ("满意度指标（10分）", "服务对象满意度指标", "满意度", "90%", "92%", 10, "10.00", None),
)
PLAIN = project_rows(FUNDS, INDICATORS, (100, "85.50"))


def facts(form: Form) -> list[object]:
    """A form without its places."""
    lines = [
        (
            line.label.text,
            line.role,
            *(f and (f.text, f.value) for f in (*line.amounts, line.weight, line.execution_rate, line.score)),
        )
        for line in form.funds
    ]
    rows = [
        (
            row.block.kind, row.block.points, row.level2.text, row.level3.text, row.target.text, row.target.quantity,
            row.actual.text, row.actual.quantity, row.weight and row.weight.value, row.score and row.score.value,
            row.reason and row.reason.text,
        )
        for row in form.indicators
    ]  # fmt: skip
    head = form.head
    texts = [entry and entry.text for entry in (head.project, head.department, head.unit)]
    return [form.definition, head.year, texts, form.money_unit, lines, rows, form.total.score.value, form.shifted]


def moved(snapshot: Snapshot, down: int, right: int) -> Snapshot:
    (sheet,) = snapshot.sheets
    cells = {
        (r + down, c + right): Cell(CellRef(sheet.name, r + down, c + right), *cell[1:])
        for (r, c), cell in sheet.cells.items()
    }
    return Snapshot(snapshot.name, (Sheet(sheet.name, cells),))


def replaced(rows: list[Row], words: dict[str, str]) -> list[Row]:
    return [tuple(words.get(cell, cell) if isinstance(cell, str) else cell for cell in row) for row in rows]


def columns_swapped(rows: list[Row], header: str, order: list[int]) -> list[Row]:
    start = next(i for i, row in enumerate(rows) if header in row)
    padded = [tuple(row) + (None,) * (9 - len(row)) for row in rows]
    return padded[:start] + [tuple(row[i] for i in order) for row in padded[start:]]


def only(rows: list[Row], merges: tuple[str, ...] = ()) -> Form:
    (form,) = recognise(make_snapshot(rows, merges))
    return form


EXPECTED = facts(only(PLAIN))

LAYOUTS = {
    "asterisks": replaced(PLAIN, {"实际完成值": "*实际完成值", "分值": "*分值", "得分": "*得分"}),
    "blanks and line breaks inside words": replaced(
        PLAIN, {"年度指标值": "年度\n指标值", "一级指标": "一 级 指 标", "全年执行数": "全年\n执行数", "总分": "总 分"}
    ),
    "remarks behind words": replaced(
        PLAIN,
        {
            "全年预算数": "全年预算数（A）",
            "全年执行数": "全年执行数(B)",
            "执行率": "执行率(B/A)",
            "年度指标值": "年度指标值（A）",
        },
    ),
    "other words": replaced(
        PLAIN,
        {
            "年初预算数": "年初预算",
            "全年预算数": "调整后预算数",
            "全年执行数": "预算执行数",
            "年度指标值": "年初目标值",
            "实际完成值": "全年完成值",
            "分值": "权重",
            "得分": "自评得分",
            "总分": "合计",
            "实施单位": "项目实施单位",
            "偏差原因分析及改进措施": "未完成原因和改进措施",
        },
    ),
    "notes above": [("附件2",), ("填报说明：请如实填写。",), *PLAIN],
    "notes below": [*PLAIN, ("注：1.得分按分值计算。",), ("填表人：", None, "联系电话：")],
    "blank rows between blocks": [*PLAIN[:3], (), *PLAIN[3:]],
    "a used form without goals": [row for row in PLAIN if "预期目标" not in row and "目标" not in row],
    "columns in another order": columns_swapped(PLAIN, "三级指标", [0, 1, 2, 3, 6, 4, 5, 7, 8]),
    "level cells repeated": [
        *PLAIN[:-4],
        (None, "产出指标（50分）", *PLAIN[-4][2:]),
        *PLAIN[-3:],
    ],
    "header printed again on a new page": [*PLAIN[:-3], PLAIN[-6], *PLAIN[-3:]],
    "full-width label points": replaced(PLAIN, {"产出指标（50分）": "产出指标\n（５０分）"}),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_gives_the_same_form(name: str) -> None:
    assert facts(only(LAYOUTS[name])) == EXPECTED


@pytest.mark.parametrize(("down", "right"), [(0, 3), (7, 0), (40, 12)])
def test_a_form_may_start_anywhere(down: int, right: int) -> None:
    (form,) = recognise(moved(make_snapshot(PLAIN), down, right))
    assert facts(form) == EXPECTED


def test_level_cells_merged_over_rows() -> None:
    start = len(PLAIN) - 4
    merges = (f"B{start}:B{start + 1}", f"A{start - 1}:A{start + 3}")
    assert facts(only(PLAIN, merges)) == EXPECTED


def test_header_cells_over_several_columns() -> None:
    rows = [(*row[:4], None, *row[4:]) if len(row) > 4 else row for row in PLAIN]
    header = next(i for i, row in enumerate(rows, 1) if "三级指标" in row)
    merges = tuple(f"D{r}:E{r}" for r in range(header, header + 5))
    assert facts(only(rows, merges)) == EXPECTED


def test_two_forms_on_one_sheet() -> None:
    forms = recognise(make_snapshot([*PLAIN, (), *PLAIN]))
    assert [facts(form) for form in forms] == [EXPECTED, EXPECTED]
    assert forms[0].area.bottom < forms[1].area.top


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_two_forms_beside_each_other(gap: int) -> None:
    rows = [(*row, *[None] * (9 - len(row) + gap), *row) for row in PLAIN]
    forms = recognise(make_snapshot(rows))
    assert [facts(form) for form in forms] == [EXPECTED, EXPECTED]
    assert forms[0].area.right < forms[1].area.left


def test_forms_on_several_sheets_hidden_ones_too() -> None:
    (sheet,) = make_snapshot(PLAIN).sheets
    (other,) = make_snapshot([("名单",), ("张某", 1)], name="名单").sheets
    hidden = Sheet(
        "旧表", {k: c._replace(ref=c.ref._replace(sheet="旧表")) for k, c in sheet.cells.items()}, (), "hidden"
    )
    forms = recognise(Snapshot("a.xlsx", (other, sheet, hidden)))
    assert [form.sheet for form in forms] == ["Sheet1", "旧表"]


def test_a_list_of_names_is_no_form() -> None:
    assert recognise(make_snapshot([("姓名", "得分", "备注"), ("甲", 1, None)])) == ()


def test_unused_template_rows_are_no_indicators() -> None:
    rows = [*PLAIN[:-3], (None, None, "质量指标"), (None, None, "时效指标"), *PLAIN[-3:]]
    assert facts(only(rows)) == EXPECTED


@pytest.mark.parametrize(
    ("title", "year"),
    [("项目支出绩效自评表", 2021), ("2021年度项目支出绩效自评表", 2021), ("项目支出绩效自评表(2021年)", 2021)],
)
def test_the_year_comes_from_head_or_title(title: str, year: int) -> None:
    assert only(project_rows(FUNDS, INDICATORS, title=title)).head.year == year


def test_a_region_is_named_in_the_head() -> None:
    units = {"深圳市某某中心": "shenzhen-project", "上海市某某中心": "shanghai-project", "某县某局": "project"}
    for unit, definition in units.items():
        assert only(project_rows(FUNDS, INDICATORS, unit=unit)).definition == definition


def test_a_missing_column_is_named() -> None:
    form = only(replaced(PLAIN, {"得分": "打分栏"}))
    assert "score" in form.missing


def test_values_shifted_by_a_column_are_read_where_they_stand() -> None:
    row = list(PLAIN[-4])
    shifted = (*row[:3], None, *row[3:])
    form = only([*PLAIN[:-4], shifted, *PLAIN[-3:]])
    assert facts(form)[5] == EXPECTED[5]
    assert [(s.ref.row, s.columns) for s in form.shifted] == [(len(PLAIN) - 3, 1)]


def test_values_shifted_where_the_actual_value_is_a_number() -> None:
    row = list(PLAIN[-5])
    numbers = (*row[:4], 8, 8, 4, 4, None)
    shifted = (*numbers[:3], None, *numbers[3:])
    form = only([*PLAIN[:-5], shifted, *PLAIN[-4:]])
    assert [(s.ref.row, s.columns) for s in form.shifted] == [(len(PLAIN) - 4, 1)]
    assert form.indicators[0].weight.number == form.indicators[0].score.number == 4


@pytest.mark.parametrize("weight", ["五分", True, "#N/A", "及时"])
def test_points_that_are_no_number_do_not_shift_a_row(weight: object) -> None:
    row = list(PLAIN[-4])
    row[4], row[5], row[6] = 10, 12, weight
    form = only([*PLAIN[:-4], tuple(row), *PLAIN[-3:]])
    assert form.shifted == ()
    assert form.indicators[1].actual.text == "12"


def test_a_funds_block_whose_columns_stand_before_the_amounts() -> None:
    start = next(i for i, row in enumerate(PLAIN) if "年初预算数" in row)
    rows = [list(row) + [None] * (9 - len(row)) for row in PLAIN]
    for row in rows[start : start + 4]:
        row[2], row[6] = row[6], row[2]
    assert facts(only([tuple(row) for row in rows])) == EXPECTED


def test_a_first_fund_line_of_an_unknown_name_is_the_total() -> None:
    funds = (("本项目资金合计数", *FUNDS[0][1:]), *FUNDS[1:])
    assert [line.role for line in only(project_rows(funds, INDICATORS)).funds] == ["total", "part", "part"]


def test_rows_that_hold_nothing_but_formulas_are_unused() -> None:
    rows = [*PLAIN[:-1], (None, None, "质量指标", None, None, None, None, '=IF(G16="","",G16)'), PLAIN[-1]]
    assert len(only(rows).indicators) == 4


def test_fund_lines_within_a_part_are_told_apart() -> None:
    funds = (
        ("年度资金总额", 100, 100, 90, 10, "90%", 9),
        ("其中：当年财政拨款", 80, 80, 70, "—", "87.5%", "—"),
        ("其中：中央补助", 50, 50, 40, "—", "80%", "—"),
        ("其他资金", 20, 20, 20, "—", "100%", "—"),
    )
    assert [line.role for line in only(project_rows(funds, INDICATORS)).funds] == ["total", "part", "within", "part"]


def test_a_list_of_projects_with_their_money_is_no_form() -> None:
    header = ("序号", "实施单位", "项目名称", "年初预算数", "全年预算数", "全年执行数", "执行率", "分值", "得分")
    assert recognise(make_snapshot([("绩效自评汇总表",), header, (1, "某局", "甲", 1, 1, 1, "100%", 10, 10)])) == ()


def test_a_template_tells_its_region_by_the_name_of_its_sheet() -> None:
    rows = project_rows(FUNDS, INDICATORS, unit="某局")
    (form,) = recognise(make_snapshot(rows, name="深圳市项目支出绩效自评表"))
    assert form.definition == "shenzhen-project"


def test_a_rate_merged_over_the_lines_is_the_first_lines_alone() -> None:
    form = only(PLAIN, ("G5:G7",))
    assert [line.execution_rate is not None for line in form.funds] == [True, False, False]


def test_a_year_left_out_of_its_line_is_blank_there() -> None:
    rows = [PLAIN[0], ("（    年度）",), ("项目名称", "某项目"), *PLAIN[2:]]
    head = only(rows).head
    assert (head.year, head.year_entry.is_blank, head.year_entry.ref.address) == (None, True, "A2")
