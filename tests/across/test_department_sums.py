"""X604: a department's projects and what its form states for them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.across_forms import Brief, Folder, department, find, forms_of
from tests.support.folders import form
from tests.support.snapshots import Row
from xlperf.across.department_sums import DepartmentSums
from xlperf.across.money import make_money, sum_money
from xlperf.across.unit_names import UnitNames
from xlperf.findings import Severity

UNIT = "某市某局"


def project(budget: object, executed: object, name: str = "甲", unit: str = UNIT, year: str = "2021年") -> list[Row]:
    rows = form(project=name, unit=unit, year=year)
    rows[4] = (None, "年度资金总额", budget, budget, executed, 10, None, None)
    return rows


def found(folder: Folder, *uncounted: str, complete: bool = False) -> list[Brief]:
    grave = Severity.ERROR if complete else None
    check = DepartmentSums(UnitNames().key, lambda key: grave if key == (UNIT, 2021) else None)
    return list(find(check, forms_of({"部门.xlsx": department(), **folder}, uncounted)))


BUDGET, EXECUTED = "D6", "E6"


def test_equal_sums_say_nothing() -> None:
    assert found({"a.xlsx": project(500, 400), "b.xlsx": project(300, 300, "乙", "某市某局（本级）")}) == []


def test_a_sum_that_is_larger_is_an_error_whatever_is_missing() -> None:
    folder = {"a.xlsx": project(500, 400), "b.xlsx": project(300, 310, "乙")}
    assert found(folder) == [Brief("部门.xlsx", "X604", "error", EXECUTED)]


def test_a_sum_that_is_smaller_may_only_mean_that_some_are_missing() -> None:
    folder = {"a.xlsx": project(500, 400)}
    assert found(folder) == [
        Brief("部门.xlsx", "X604", "info", BUDGET), Brief("部门.xlsx", "X604", "info", EXECUTED),
    ]  # fmt: skip
    assert {each.severity for each in found(folder, complete=True)} == {"error"}


def test_the_units_below_count_towards_the_department_s() -> None:
    """The forms name 某局 as their department."""
    below = project(300, 300, "乙", "某市某馆")
    check = DepartmentSums(UnitNames().key)
    folder = {"部门.xlsx": department("某局"), "a.xlsx": project(500, 400, unit="某局"), "b.xlsx": below}
    assert list(find(check, forms_of(folder))) == []


def test_what_the_units_below_spend_beyond_it_is_no_error() -> None:
    below = project(900, 900, "乙", "某市某馆")
    folder = {"部门.xlsx": department("某局"), "a.xlsx": project(500, 400, unit="某局"), "b.xlsx": below}
    assert list(find(DepartmentSums(UnitNames().key), forms_of(folder))) == []


@pytest.mark.parametrize("name", ["中央转移支付资金", "企业奖补", "政府投资项目"])
def test_money_that_may_be_of_another_budget_makes_no_error(name: str) -> None:
    assert found({"a.xlsx": project(500, 400), "b.xlsx": project(900, 900, name)}) == []


def test_what_is_no_appropriation_makes_no_error() -> None:
    def with_other(other: int) -> Folder:
        rows = project(900, 900)
        rows[5:5] = [
            (None, label, amount, amount, amount, None, None, None)
            for label, amount in (("其中：当年财政拨款", 900 - other), ("其他资金", other))
        ]
        return {"a.xlsx": rows}

    assert found(with_other(200)) == []
    assert found(with_other(150)) == [Brief("部门.xlsx", "X604", "error", EXECUTED)]


def test_other_years_and_units_have_no_part_in_it() -> None:
    others = {"c.xlsx": project(900, 900, year="2020年"), "d.xlsx": project(900, 900, unit="某市乙局")}
    assert found(others) == []
    assert found({"a.xlsx": project(800, 700), **others}) == []


def test_without_a_sure_reading_nothing_is_said() -> None:
    folder = {"a.xlsx": project(500, 400), "b.xlsx": project(900, 900, "乙")}
    assert found(folder, "b.xlsx") == []
    assert found({"a.xlsx": project(500, 400), "b.xlsx": project(3_000_000, 300, "乙")}) == []  # 元 and 万元


def unjudged(folder: Folder, *uncounted: str) -> list[str]:
    check = DepartmentSums(UnitNames().key)
    list(find(check, forms_of(folder, uncounted)))
    collation = check.collate()
    assert collation is not None
    return [str(each.why) for each in collation.alone]


def test_what_could_not_be_judged_is_told() -> None:
    folder = {"部门.xlsx": department(), "a.xlsx": project(500, 400), "b.xlsx": project(900, 900, "乙")}
    assert [why[:5] for why in unjudged(folder, "b.xlsx")] == ["全年预算数", "全年执行数"]
    plain = department()
    del plain[4:6]
    assert unjudged(folder | {"部门.xlsx": plain}) == ["表上没有项目支出的数"]
    assert DepartmentSums(UnitNames().key).collate() is None


def with_tasks(*tasks: Row) -> list[Row]:
    rows = department()
    header: list[Row] = [
        ("年度主要任务", "任务名称", "主要内容", "预算数（元）", "执行数（元）"),
        (None, None, None, "总额", "总额"),
        *((None, *task) for task in tasks),
        (None, "金额合计", None, sum(task[2] for task in tasks), sum(task[3] for task in tasks)),
    ]  # fmt: skip
    return [*rows[:2], *header, *rows[2:]]


def test_a_task_that_is_called_like_a_project_has_its_amounts() -> None:
    folder = {"a.xlsx": project(500, 400, "课题研究"), "b.xlsx": project(300, 300, "培训")}
    right = with_tasks(("课题研究", "研究", 500, 400), ("别的任务", "事", 300, 300))
    assert found(folder | {"部门.xlsx": right}) == []
    wrong = with_tasks(("课题研究", "研究", 510, 400), ("培训", "培训", 300, 200))
    assert found(folder | {"部门.xlsx": wrong}) == [
        Brief("部门.xlsx", "X604", "warning", "D5"), Brief("部门.xlsx", "X604", "warning", "E6"),
    ]  # fmt: skip


def test_rounding_is_none() -> None:
    rows = department()
    rows[5] = (None, "项目支出", None, "800.00", "700.00")
    rows[2] = ("预算执行情况（万元）", *rows[2][1:])
    amounts = [("4000049.00", "3500012.34"), ("3999999.99", "3499987.00")]
    folder = {f"{n}.xlsx": project(*map(Decimal, pair), f"项目{n}") for n, pair in enumerate(amounts)}
    check = DepartmentSums(UnitNames().key)
    assert list(find(check, forms_of({"部门.xlsx": rows, **folder}))) == []
    rows[5] = (None, "项目支出", None, "799.98", "700.00")
    (finding,) = find(DepartmentSums(UnitNames().key), forms_of({"部门.xlsx": rows, **folder}))
    assert (finding.severity, finding.cell) == ("error", BUDGET)


def test_what_the_head_states_is_the_column_that_it_adds_up_to() -> None:
    rows = department()
    rows[2:2] = [("基本支出总额", 200, None, None, "项目支出总额", 700)]
    del rows[5:7]  # the lines of the funds
    check = DepartmentSums(UnitNames().key)
    folder = {"部门.xlsx": rows, "a.xlsx": project(900, 701)}
    assert list(find(check, forms_of(folder))) == [Brief("部门.xlsx", "X604", "error", "F3")]


@pytest.mark.parametrize(
    ("amount", "text", "unit", "yuan", "step"),
    [
        ("123.45", "123.45", "万元", "1234500", "100"),
        ("120", "120.00", "万元", "1200000", "100"),
        ("120", "120", "万元", "1200000", "10000"),
        ("123.456789", "123.46", "万元", "1234567.89", "0.01"),  # more is stored than shows
        ("3000000", "300万元", "元", "3000000", "10000"),
        ("1234567.89", "1,234,567.89", "元", "1234567.89", "0.01"),
        ("0", "-", "元", "0", "1"),
    ],
)
def test_how_finely_an_amount_is_known(amount: str, text: str, unit: str, yuan: str, step: str) -> None:
    money = make_money(Decimal(amount), text, unit)
    assert (money.yuan, money.step) == (Decimal(yuan), Decimal(step))


def test_a_sum_is_known_as_finely_as_its_addends_together() -> None:
    total = sum_money([make_money(Decimal("1.23"), "1.23", "万元"), make_money(Decimal("2.5"), "2.5", "万元")])
    assert (total.yuan, total.step) == (Decimal(37300), Decimal(1100))
