"""Budget tables: found by titles, headers and labels, wherever they stand."""

from __future__ import annotations

import pytest

from tests.recognition.test_statements import HEAD, INDICATORS, MONEY
from tests.support.snapshots import Row, make_sheet, make_snapshot, project_rows
from xlperf.budget import BudgetTable
from xlperf.cells import Snapshot
from xlperf.evaluation import evaluate
from xlperf.form import Form
from xlperf.recognition import recognise

CODES: list[Row] = [
    ("一般公共预算支出表（按功能分类）",),
    ("部门名称：某局",),
    ("单位：万元",),
    ("预算单位", "科目编码", "科目名称", "支出总计", "基本支出", "项目支出"),
    ("某局", None, None, 30, 10, 20),
    (None, "206", "科学技术支出", 30, 10, 20),
    (None, "20607", "科学技术普及", 30, 10, 20),
    (None, "2060701", "机构运行", 10, 10, 0),
    (None, "2060702", "科普活动", 20, 0, 20),
    ("注：本表不含其他资金",),
]
LIST: list[Row] = [
    ("收支总表",),
    ("单位：元",),
    ("收 入", None, "支 出"),
    ("项 目", "2022 年预算数", "项 目", "2022 年预算数"),
    ("一、财政拨款", 30, "一、科学技术支出", 30),
    ("本年收入合计", 30, "本年支出合计", 30),
    ("上年结转", 0, "结转下年", 0),
    ("收入总计", 30, "支出总计", 30),
]
GROUPS = ("A3:B3", "C3:D3")


def table_of(form: Form) -> BudgetTable:
    assert form.table is not None
    return form.table


def only_table(rows: list[Row], merges: tuple[str, ...] = (), name: str = "Sheet1") -> Form:
    (form,) = recognise(make_snapshot(rows, merges, name))
    return form


def findings(rows: list[Row], merges: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    found = evaluate(make_snapshot(rows, merges)).all_findings()
    return [(f.code, f.severity.value, f.ref.address) for f in found if f.ref]


def test_a_table_by_codes() -> None:
    form = only_table(CODES)
    table = table_of(form)
    assert (form.kind, form.definition, table.subject, table.title.text) == (
        "budget", "budget", "general", "一般公共预算支出表（按功能分类）",
    )  # fmt: skip
    assert (form.head.unit.text, form.money_unit, str(form.area)) == ("某局", "万元", "A1:F9")
    assert [(row.kind, row.code) for row in table.rows] == [
        ("unit", ""), ("code", "206"), ("code", "20607"), ("code", "2060701"), ("code", "2060702"),
    ]  # fmt: skip
    assert [(column.field, column.part_of) for column in table.columns] == [
        ("total", ""), ("basic", "total"), ("project_spending", "total"),
    ]  # fmt: skip
    assert table.rows[4].amounts["project_spending"].ref.address == "F9"
    assert findings(CODES) == []


def test_a_list_of_income_and_expenditure() -> None:
    form = only_table(LIST, GROUPS)
    table = table_of(form)
    assert (table.subject, form.money_unit, form.head.year) == ("balance", "元", 2022)
    assert [(row.side, row.field, row.level) for row in table.rows] == [
        ("income", "appropriation", 1), ("expenditure", "", 1), ("income", "year", 0), ("expenditure", "year", 0),
        ("income", "", 0), ("expenditure", "", 0), ("income", "total", 0), ("expenditure", "total", 0),
    ]  # fmt: skip
    assert findings(LIST, GROUPS) == []


def test_tables_below_each_other_and_below_a_form() -> None:
    statement = [*HEAD, *MONEY, *INDICATORS]
    forms = recognise(make_snapshot([*statement, ("表 1",), *LIST, ("表 7",), *CODES]))
    assert [form.kind for form in forms] == ["project-targets", "budget", "budget"]
    assert [table_of(form).subject for form in forms[1:]] == ["balance", "general"]
    assert [len(table_of(form).rows) for form in forms[1:]] == [8, 5]


def test_columns_in_any_order() -> None:
    turned = [(row[5], row[4], row[3], row[2], row[1], row[0]) if len(row) == 6 else row for row in CODES]
    table = table_of(only_table(turned))
    assert [row.code for row in table.rows] == ["", "206", "20607", "2060701", "2060702"]
    assert table.rows[0].amounts["total"].number == 30
    assert findings(turned) == []


def test_a_sheets_name_in_place_of_a_title() -> None:
    assert table_of(only_table(CODES[3:], name="一般公共预算支出表")).subject == "general"
    assert recognise(make_snapshot(CODES[3:])) == ()


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("2023年财政拨款收支总表", "appropriation"),
        ("部门收支总表", "balance"),
        ("一般公共预算“三公”经费支出表", "three_public"),
        ("表9 政府性基金预算支出表", "funds"),
    ],
)
def test_titles(title: str, subject: str) -> None:
    assert table_of(only_table([(title,), *CODES[1:]])).subject == subject


def test_a_column_nobody_knows_leaves_the_rows_unadded() -> None:
    rows: list[Row] = [*CODES[:3], (*CODES[3], "结余分配"), ("某局", None, None, 35, 10, 20, 5)]
    assert not table_of(only_table(rows)).is_whole
    assert findings(rows) == []
    assert findings([row[:6] for row in rows]) == [("F210", "error", "D5")]


def test_several_units() -> None:
    rows: list[Row] = [
        ("支出总表",),
        ("单位：万元",),
        ("预算单位", "支出总计", "基本支出", "项目支出"),
        ("甲", 10, 4, 6),
        ("乙", 20, 10, 10),
        ("合计", 30, 14, 16),
    ]
    assert findings(rows) == []
    assert findings([*rows[:5], ("合计", 40, 24, 16)]) == [("F210", "error", "B6"), ("F210", "error", "C6")]
    headed = [*rows[:3], ("主管部门", 30, 14, 16), *rows[3:]]
    assert findings(headed) == []


def test_codes_that_stand_twice_are_not_added_up() -> None:
    rows = [*CODES[:9], (None, "2060702", "科普活动", 20, 0, 20)]
    assert findings(rows) == []


def test_two_years_beside_each_other() -> None:
    rows: list[Row] = [
        ("部门预算收支总体情况",),
        ("单位：万元",),
        ("项目", "2021年预算数", "2022年预算数", "比2021年增减额", "增减率"),
        ("收入", 4519, 4997, 478, "10.58%"),
        ("支出", 4519, 4997, 478, "10.58%"),
    ]
    assert [column.field for column in table_of(only_table(rows)).columns] == [
        "prior",
        "amount",
        "change",
        "change_rate",
    ]
    assert findings(rows) == []
    assert findings([*rows[:3], ("收入", 4519, 4997, 487, "10.58%"), rows[4]]) == [("F213", "error", "D4")]
    assert findings([*rows[:3], ("收入", 4519, 4997, 478, "15.58%"), rows[4]]) == [("F213", "error", "E4")]
    fall: list[Row] = [("收入", 758, 719, -39, "5%"), ("支出", 758, 719, -39, "-5.1%")]
    assert findings([*rows[:3], *fall]) == []


def test_forms_of_other_kinds_are_none() -> None:
    (form,) = recognise(make_snapshot(project_rows()))
    assert form.table is None


def test_a_title_without_a_table_is_none() -> None:
    assert recognise(make_snapshot([("支出总表",), ("见附件",)])) == ()


def test_amounts_in_other_units_are_the_same() -> None:
    in_yuan = [tuple(v * 10_000 if isinstance(v, int) else v for v in row) for row in LIST]
    general = [*CODES[:3], *CODES[3:9]]
    sheets = (make_sheet(in_yuan, GROUPS, "表1"), make_sheet([("支出总表",), *CODES[1:5]], (), "表3"))
    book = Snapshot("预算.xlsx", (*sheets, make_sheet(general, (), "表7")))
    assert list(evaluate(book).all_findings()) == []
    wrong = [(*row[:3], 300_100) if row[2:3] == ("支出总计",) else row for row in in_yuan]
    book = Snapshot("预算.xlsx", (make_sheet(wrong, GROUPS, "表1"), *sheets[1:]))
    assert [(f.code, str(f.ref)) for f in evaluate(book).all_findings()] == [("F210", "表1!D8")]


def test_expenditure_listed_twice() -> None:
    """By function and by kind, each with numbers of its own, beside one list of income."""
    rows: list[Row] = [
        ("部门收支总表",),
        ("单位：万元",),
        ("收入", None, "支出", None, "支出", None),
        ("项目", "2023年预算数", "项目(按功能分类)", "2023年预算数", "项目(按支出性质分类)", "2023年预算数"),
        ("一、财政拨款", 80, "一、教育支出", 70, "一、基本支出", 60),
        ("二、事业收入", 20, "二、科学技术支出", 30, "二、项目支出", 40),
        ("本年收入合计", 100, "本年支出合计", 100, "本年支出合计", 100),
        ("收入总计", 100, "支出总计", 100, "支出总计", 100),
    ]
    merges = ("A3:B3", "C3:D3", "E3:F3")
    assert len(table_of(only_table(rows, merges)).rows) == 12
    assert findings(rows, merges) == []
    wrong = [*rows[:4], (*rows[4][:5], 70), *rows[5:]]
    assert findings(wrong, merges) == [("F210", "error", "F7")]


def test_expenditure_by_fund_beside_its_sum() -> None:
    rows: list[Row] = [
        ("财政拨款收支总表",),
        ("单位：万元",),
        ("收入", None, "支出", None, None, None),
        ("项目", "预算数", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"),
        ("一、本年收入", 100, "一、本年支出", 105, 95, 10),
        ("（一）一般公共预算拨款", 90, "（一）教育支出", 75, 75, None),
        ("（二）政府性基金预算拨款", 10, "（二）科学技术支出", 30, 20, 10),
        ("二、上年结转", 5, "二、结转下年", 0, 0, 0),
        ("（一）一般公共预算拨款", 5, None, None, None, None),
        ("收入总计", 105, "支出总计", 105, 95, 10),
    ]
    merges = ("A3:B3", "C3:F3")
    assert findings(rows, merges) == []
    assert findings([*rows[:4], ("一、本年收入", 110, *rows[4][2:]), *rows[5:]], merges) == [("F210", "error", "B5")]
    assert findings([*rows[:9], ("收入总计", 105, "支出总计", 115, 105, 10)], merges) == [("F211", "error", "B10")]


def test_codes_in_three_columns_are_left_alone() -> None:
    rows: list[Row] = [
        ("一般公共预算支出表",),
        ("单位：万元",),
        ("科目编码", None, None, "科目名称", "合计", "基本支出", "项目支出"),
        ("类", "款", "项", None, None, None, None),
        ("206", None, None, "科学技术支出", 30, 10, 20),
        ("206", "07", None, "科学技术普及", 30, 10, 20),
        ("206", "07", "02", "科普活动", 30, 10, 20),
    ]
    assert findings(rows, ("A3:C3", "D3:D4", "E3:E4", "F3:F4", "G3:G4")) == []
