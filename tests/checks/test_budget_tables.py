"""A published budget, table by table: what a reviewer finds in it, and each way in which it may be wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.planting import planted
from xlperf.cells import Snapshot
from xlperf.evaluation import evaluate
from xlperf.findings import Finding, Severity
from xlperf.ooxml.book import read_book
from xlperf.recognition import recognise

(BUDGET,) = (Path(__file__).parents[2] / "examples/budget").glob("*.xlsx")

PUBLISHED = {
    # 542 + 113 + 20 + 298 = 973, printed 974; 542 + 4,023 = 4,565, printed 4,566: rounding to 万元
    ("F210", "info", "表7!E5"),
    ("F210", "info", "表7!D9"),
    ("F210", "info", "表7!D12"),
    # 2101101 行政单位医疗 in table 7 is 事业单位医疗 in tables 1 and 6
    ("F212", "warning", "表6!D26"),
    # 项目预算金额 under 成本 has no target
    ("Q501", "error", "表11!F60"),
}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return read_book(BUDGET).snapshot


def found(snapshot: Snapshot) -> set[tuple[str, str, str]]:
    return {(f.code, f.severity.value, str(f.ref)) for f in evaluate(snapshot).all_findings()}


def new_findings(snapshot: Snapshot, changes: dict[tuple[str, str], object]) -> list[Finding]:
    """What a reviewer would have to look at beside what is found in the published tables."""
    findings = evaluate(planted(snapshot, changes)).all_findings()
    known = {(code, cell) for code, severity, cell in PUBLISHED if severity != "info"}
    return [f for f in findings if f.severity is not Severity.INFO and (f.code, str(f.ref)) not in known]


def test_the_published_budget_says_what_a_reviewer_finds(snapshot: Snapshot) -> None:
    assert found(snapshot) == PUBLISHED


WAYS = [
    ("a column's total", {("表3", "B6"): 4979}, "F210", "表3!B6", "4,997"),
    ("a part of a row, which another table says too", {("表3", "D6"): 4032}, "F212", "表3!D6", "4,023"),
    ("类 against 款", {("表7", "D9"): 4666}, "F210", "表7!D9", "4,566"),
    ("款 against 项", {("表7", "D12"): 4656}, "F210", "表7!D12", "4,566"),
    ("项, in its row and its column", {("表7", "F14"): 2654}, "F210", "表7!F14", "2,564"),
    ("the unit against 类", {("表7", "D5"): 5997}, "F210", "表7!D5", "4,997"),
    ("a share above the whole", {("表3", "F6"): 50}, "F210", "表3!F6", None),
    ("numbered items", {("表1", "B12"): 30}, "F210", "表1!B11", "30"),
    ("numbered items that are blank", {("表1", "B7"): None}, "F210", "表1!B6", "0"),
    ("items by their words", {("表6", "B8"): 500}, "F210", "表6!B6", "5,497"),
    ("本年支出合计", {("表1", "D31"): 4879}, "F210", "表1!D31", "4,997"),
    ("what was carried over", {("表1", "B32"): 100}, "F210", "表1!B33", "5,097"),
    ("三公: the total", {("表8", "C7"): 26}, "F210", "表8!C7", "5"),
    ("三公: the vehicles", {("表8", "F7"): 14}, "F210", "表8!F7", "4"),
    ("a project against its purposes", {("文字-项目", "C7"): 38}, "F210", "文字-项目!C5", "43"),
    ("the text's parts", {("文字-收支", "B7"): 595}, "F210", "文字-收支!B6", "4,897"),
    ("income and expenditure of the text", {("文字-收支", "B5"): 4987}, "F211", "文字-收支!B5", "4,997"),
    ("an item in two tables", {("表1", "D13"): 452}, "F212", "表1!D13", "542"),
    ("an item and its code", {("表6", "D13"): 452}, "F212", "表6!D13", "542"),
    ("two tables of projects", {("重点项目", "B12"): 368}, "F212", "重点项目!B12", "386"),
    ("a project and its task", {("表11", "E6"): 791, ("表11", "F6"): 791, ("表11", "E15"): 5069,
                              ("表11", "F15"): 5069}, "F212", "表11!E6", "719"),
    ("the change of a row", {("表8", "E8"): 3}, "F213", "表8!E8", "0"),
    ("the year before", {("表8", "C6"): 15}, "F210", "表8!C6", "5"),
    ("the percentage", {("文字-收支", "D5"): 0.2058}, "F213", "文字-收支!D5", "10.58%"),
    ("the change of a column", {("文字-运行", "C5"): 30}, "F213", "文字-运行!D5", "34.09%"),
    ("a task's total", {("表11", "E7"): 310}, "F209", "表11!E7", "130"),
    ("the sum of the tasks", {("表11", "E15"): 4979}, "F209", "表11!E15", "4,997"),
    ("basic spending in two tables", {("表3", "C6"): 947, ("表3", "D6"): 4050}, "F212", "表3!C6", "974"),
    ("a text among the amounts", {("表7", "D14"): "约两千"}, "F206", "表7!D14", None),
    ("a negative amount", {("表8", "D6"): -5}, "F210", "表8!D6", "0"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "code", "cell", "expected"), [way[1:] for way in WAYS], ids=[w[0] for w in WAYS])
def test_a_planted_fault_is_found_where_it_stands(
    snapshot: Snapshot, changes: dict[tuple[str, str], object], code: str, cell: str, expected: str | None
) -> None:
    findings = new_findings(snapshot, changes)
    assert (code, cell) in [(f.code, str(f.ref)) for f in findings]
    (first,) = [f for f in findings if (f.code, str(f.ref)) == (code, cell)]
    assert first.expected == expected


ALONE = [way for way in WAYS if len(way[1]) == 1 and way[2] != "F206"]


@pytest.mark.parametrize("changes", [way[1] for way in ALONE], ids=[way[0] for way in ALONE])
def test_nothing_else_is_found(snapshot: Snapshot, changes: dict[tuple[str, str], object]) -> None:
    assert len(new_findings(snapshot, changes)) == 1


def amounts(snapshot: Snapshot) -> list[tuple[str, str, Decimal]]:
    """Every amount of the tables and tasks that is a number, percentages aside."""
    forms = recognise(snapshot)
    figures = [figure for f in forms if f.table for row in f.table.rows for figure in row.amounts.values()]
    figures += [amount.figure for f in forms for task in f.tasks for amount in task.amounts]
    return [(f.ref.sheet, f.ref.address, f.number) for f in figures if f.number is not None and "%" not in f.text]


def test_whichever_amount_is_wrong_is_one_finding(snapshot: Snapshot) -> None:
    """Not found are those that no other amount depends on: procurement, and the changes of projects new this year."""
    counts = {0: set[str](), 1: set[str]()}
    for sheet, address, number in amounts(snapshot):
        findings = new_findings(snapshot, {(sheet, address): number + 137})
        counts[len(findings)].add(f"{sheet}!{address}")
    assert counts[0] == {"表3!E6", "文字-项目!D26", "文字-项目!D27"}
    assert len(counts[1]) > 250


def test_a_percentage_at_its_own_places(snapshot: Snapshot) -> None:
    assert new_findings(snapshot, {("文字-收支", "D5"): "10.6%", ("文字-收支", "D6"): "11%"}) == []
    assert len(new_findings(snapshot, {("文字-收支", "D5"): "10.7%"})) == 1
    assert len(new_findings(snapshot, {("文字-收支", "D5"): "-10.58%"})) == 0


def test_other_money_leaves_the_tables_of_the_appropriation_alone(snapshot: Snapshot) -> None:
    """With business income the table of all money is not that of what is appropriated."""
    changes = {
        ("表1", "B12"): 100, ("表1", "B11"): 100, ("表1", "B31"): 5097, ("表1", "B33"): 5097,
        ("表1", "D14"): 2664, ("表1", "D12"): 4666, ("表1", "D9"): 4666, ("表1", "D31"): 5097, ("表1", "D33"): 5097,
        ("文字-收支", "B5"): 5097, ("文字-收支", "C5"): None, ("文字-收支", "D5"): None,
        ("文字-收支", "B6"): 5097, ("文字-收支", "C6"): None, ("文字-收支", "D6"): None, ("文字-收支", "B7"): 795,
        ("表3", "B6"): 5097, ("表3", "C6"): 1074, ("表11", "E15"): 5097, ("表11", "E14"): 1074,
        ("表11", "F14"): 1074, ("表11", "F15"): 5097,
    }  # fmt: skip
    assert new_findings(snapshot, changes) == []
