"""Laws over budgets of any shape: what is sound is never called wrong, whatever rounding does to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.snapshots import Row, make_sheet
from xlperf.cells import Snapshot
from xlperf.evaluation import evaluate
from xlperf.findings import Severity

YUAN = st.integers(0, 30_000_000)
BUDGETS = st.dictionaries(
    st.tuples(st.sampled_from(("201", "206", "208", "221")), st.sampled_from(("01", "05", "07")),
              st.sampled_from(("01", "02", "99"))),
    st.tuples(YUAN, YUAN), min_size=1, max_size=12,
)  # fmt: skip
"""项 → what is spent on it in 元, basic and by projects."""

Budget = Mapping[tuple[str, str, str], tuple[int, int]]
GENERAL: list[Row] = [
    ("一般公共预算支出表",), ("单位：万元",),
    ("预算单位", "科目编码", "科目名称", "支出总计", "基本支出", "项目支出"),
]  # fmt: skip
LIST: list[Row] = [("收支总表",), ("单位：万元",), ("收入", None, "支出", None), ("项目", "预算数", "项目", "预算数")]


def wan(yuan: int) -> int:
    """In 万元, half up."""
    return (yuan + 5000) // 10_000


def by_code(budget: Budget) -> dict[str, tuple[int, int]]:
    """类, 款 and 项 with what is spent on each in 元."""
    basic, project = Counter[str](), Counter[str]()
    for (group, kind, item), (own, others) in budget.items():
        for code in (group, group + kind, group + kind + item):
            basic[code] += own
            project[code] += others
    return {code: (basic[code], project[code]) for code in sorted(basic)}


def amounts(spent: tuple[int, int]) -> tuple[int, int, int]:
    return wan(sum(spent)), wan(spent[0]), wan(spent[1])


def workbook(budget: Budget) -> Snapshot:
    """The general budget by codes, all spending, income beside expenditure: each cell rounded by itself."""
    codes = by_code(budget)
    groups = {code: spent for code, spent in codes.items() if len(code) == 3}
    whole = (sum(own for own, _ in groups.values()), sum(others for _, others in groups.values()))
    general = [*GENERAL, ("某局", None, None, *amounts(whole))]
    general += [(None, code, f"科目{code}", *amounts(spent)) for code, spent in codes.items()]
    spending: list[Row] = [("支出总表",), ("单位：万元",), ("预算单位", "支出总计", "基本支出", "项目支出")]
    spending += [("某局", *amounts(whole))]
    total = wan(sum(whole))
    income = [("一、财政拨款", total), *[(None, None)] * (len(groups) - 1)]
    items = [(f"{'一二三四'[at]}、科目{code}", wan(sum(spent))) for at, (code, spent) in enumerate(groups.items())]
    listed = [*LIST, *((*left, *right) for left, right in zip(income, items, strict=True))]
    listed += [("本年收入合计", total, "本年支出合计", total), ("收入总计", total, "支出总计", total)]
    sheets = (make_sheet(listed, ("A3:B3", "C3:D3"), "表1"), make_sheet(spending, (), "表3"))
    return Snapshot("预算.xlsx", (*sheets, make_sheet(general, (), "表7")))


@settings(max_examples=60, deadline=None)
@given(BUDGETS)
def test_a_sound_budget_rounded_to_wan_is_not_wrong(budget: Budget) -> None:
    found = evaluate(workbook(budget)).all_findings()
    assert [(f.code, str(f.ref)) for f in found if f.severity is not Severity.INFO] == []


@settings(max_examples=40, deadline=None)
@given(BUDGETS, st.data())
def test_a_wrong_amount_by_code_is_found_in_its_row_or_above_it(budget: Budget, data: st.DataObject) -> None:
    book = workbook(budget)
    general = book.sheet("表7")
    row = data.draw(st.integers(5, 4 + len(by_code(budget))))
    column = data.draw(st.integers(4, 6))
    cell = general.at(row, column)
    wrong = cell._replace(value=cell.value + 20_000, text=str(cell.value + 20_000))
    cells = {**general.cells, (row, column): wrong}
    sheets = tuple(
        sheet if sheet.name != "表7" else type(sheet)(sheet.name, cells, sheet.merges) for sheet in book.sheets
    )
    found = [f for f in evaluate(Snapshot(book.name, sheets)).all_findings() if f.severity is not Severity.INFO]
    assert [str(f.ref) for f in found] == [str(cell.ref)]
