"""The details of forms: what stands in them, with cells, the same after it has been stored."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.folders import form, write
from tests.support.snapshots import make_snapshot, project_rows
from xlperf.across.detailing import gather_details, split_code
from xlperf.across.details import Details, FormDetails, Goal, Number, Words, read_details, write_details
from xlperf.batch import JOURNAL, run_batch
from xlperf.batch.folder_judging import read_details as read_journal
from xlperf.batch.opening import open_journal
from xlperf.evaluation import Options, evaluate
from xlperf.outcomes import judged
from xlperf.quantity import Quantity

INDICATORS = (
    ("产出指标（50分）", "数量指标", "培训次数", "≥5次", "4次", 50, None, "疫情"),
    ("效益指标（30分）", "社会效益指标", "影响力", "提升", "提升", 30, "许多", None),
    ("满意度指标（10分）", "满意度指标", "满意度", "90%", "92%", 10, 10, None),
)
FUNDS = (
    ("年度资金总额", "100.50", 100, 90, 10, None, 9),
    ("其中：当年财政拨款", "-", "若干", None, "—", None, "—"),
)


def details_of(*rows: list[object]) -> FormDetails:
    book = evaluate(make_snapshot(rows), Options(batch=True))
    (details,) = gather_details(judged("表.xlsx", None, book))
    return details


@pytest.fixture
def details() -> FormDetails:
    return details_of(*map(list, project_rows(FUNDS, INDICATORS, (100, None))))


def test_whose_it_is(details: FormDetails) -> None:
    assert (details.kind, details.money_unit, details.year) == ("project", "元", 2021)
    assert details.project == Words("某项目", "B2")
    assert details.unit == Words("深圳市某某中心", "F3")
    assert details.department == Words("某局", "B3")
    assert (details.code, details.name) == (None, "某项目")


def test_blank_zero_and_unreadable_are_three_things(details: FormDetails) -> None:
    total, part = details.funds
    assert (total.role, total.label) == ("total", Words("年度资金总额", "B5"))
    assert total.initial_budget == Number(Decimal("100.50"), "100.50", "C5")
    assert total.rate == Number(Decimal("0.9"), "", "G5")  # blank: filled by the run
    assert part.initial_budget == Number(Decimal(0), "-", "C6")
    assert part.full_year_budget == Number(None, "若干", "D6")
    assert part.full_year_budget.is_unreadable
    assert part.executed == Number(None, "", "E6")
    assert not part.executed.is_unreadable


def test_indicators_with_what_the_rule_gives(details: FormDetails) -> None:
    missed, unread, met = details.indicators
    assert (missed.block, missed.kind, missed.level3.text) == ("OUTPUT", "quantitative", "培训次数")
    assert missed.target == Goal("≥5次", "E10", Quantity("≥5次", "≥", Decimal(5), None, "次"))
    assert (missed.score, missed.expected) == (Number(Decimal("40.00"), "", "H10"), Decimal(40))
    assert missed.reason == Words("疫情", "I10")
    assert (unread.kind, unread.score) == ("qualitative", Number(None, "许多", "H11"))
    assert (met.weight, met.score) == (Number(Decimal(10), "10", "G12"), Number(Decimal(10), "10", "H12"))
    assert [(block.kind, block.score) for block in details.blocks] == [
        ("EXECUTION", Decimal(9)), ("OUTPUT", Decimal(40)), ("BENEFIT", None), ("SATISFACTION", Decimal(10)),
    ]  # fmt: skip
    assert (details.goal_expected, details.goal_actual) == (Words("目标", "B8"), Words("完成", "E8"))


def test_a_code_has_a_label_or_stands_before_the_name() -> None:
    rows = project_rows(indicators=INDICATORS)
    labelled = details_of(*map(list, rows[:2]), ["项目编码：", "5002 3300024P000060"], *map(list, rows[2:]))
    assert labelled.code == Words("50023300024P000060", "B3")
    rows[1] = ("项目名称", "51000021R000000019951-工资性支出", None, None, "实施年度", "2021年")
    before = details_of(*map(list, rows))
    assert (before.code, before.name) == (Words("51000021R000000019951", "B2"), "工资性支出")


@pytest.mark.parametrize("name", ["2021年物业费", "20210101-20211231物业费", "110千伏-线路", "12345678901234567890"])
def test_what_is_no_code(name: str) -> None:
    assert split_code(name) == ("", name)


def test_stored_and_read_again(details: FormDetails) -> None:
    assert read_details(write_details((details,))) == (details,)


@pytest.mark.parametrize("broken", ["[[1]]", "[7]", '{"a": 1}'])
def test_what_is_no_details_is_refused(broken: str) -> None:
    with pytest.raises((TypeError, ValueError, LookupError)):
        read_details(broken)


def stored(out: Path) -> Iterator[tuple[str, Details]]:
    journal, _ = open_journal(out, resume=True)
    try:
        yield from read_journal(journal)
    finally:
        journal.close()


def test_the_journal_keeps_them(tmp_path: Path) -> None:
    write(tmp_path / "in" / "区" / "二.xlsx", form(project="甲"), form(project="乙"))
    (tmp_path / "in" / "坏.xlsx").write_text("坏")
    run_batch(tmp_path / "in", tmp_path / "out")
    assert (tmp_path / "out" / JOURNAL).is_file()
    found = dict(stored(tmp_path / "out"))
    assert [form.name for form in found["区/二.xlsx"]] == ["甲", "乙"]
    assert found["坏.xlsx"] == ()
    (second,) = [form for form in found["区/二.xlsx"] if form.name == "乙"]
    assert (second.sheet, second.total_line.executed) == ("自评表2", Number(Decimal("964"), "964", "E5"))
