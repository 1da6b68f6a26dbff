"""X602: forms held against the approved targets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.across_forms import Brief, department, find, forms_of
from tests.support.folders import form
from tests.support.snapshots import Row
from xlperf.across.approved_targets import ApprovedIndicator, ApprovedTargets, Targets
from xlperf.across.changed_targets import ChangedTargets
from xlperf.across.details import Goal
from xlperf.across.reference_files import Source, Whose
from xlperf.across.unit_names import UnitNames
from xlperf.cells import CellRef
from xlperf.quantity import Quantity, parse_quantity

UNIT, PROJECT = "云川市图书馆", "全民阅读"
SOURCE = Source("批复.xlsx", CellRef("目标", 4, 8))
APPROVED = (
    ("产出", "数量指标", "培训次数", "5次", 50),
    ("效益", "社会效益指标", "影响力", "提升", 30),
    ("满意度", "满意度指标", "满意度", "90%", 10),
)
Line = tuple[str, str, str, str, int]


def approved(
    *lines: Line, unit: str = UNIT, project: str = PROJECT, code: str = "", year: int | None = 2021
) -> ApprovedTargets:
    rows = []
    for level1, level2, level3, text, weight in lines:
        quantity = parse_quantity(text)
        target = Goal(text, "H4", quantity if isinstance(quantity, Quantity) else None)
        rows.append(ApprovedIndicator(level1, level2, level3, target, Decimal(weight), SOURCE))
    return ApprovedTargets(Whose(SOURCE, code, unit, project, year), tuple(rows))


def changed(place: int, **values: object) -> tuple[Line, ...]:
    """The approved lines with one of them changed; it was what stands in the form before."""
    keys = ("level1", "level2", "level3", "target", "weight")
    lines = [dict(zip(keys, line, strict=True)) for line in APPROVED]
    lines[place] |= values
    return tuple(tuple(line.values()) for line in lines)  # type: ignore[misc]


def stated(**values: object) -> list[Row]:
    return form(unit=UNIT, project=PROJECT, **values)  # type: ignore[arg-type]


def found(reference: ApprovedTargets, rows: list[Row] | None = None) -> list[Brief]:
    check = ChangedTargets(Targets((reference,)), "批复.xlsx", UnitNames().key)
    return list(find(check, forms_of({"a.xlsx": rows or stated()})))


def test_the_approved_targets_say_nothing() -> None:
    assert found(approved(*APPROVED)) == []


@pytest.mark.parametrize(
    ("lines", "severity", "cell"),
    [
        (changed(0, target="≥6次"), "error", "E9"),
        (changed(0, target="≥5次"), "info", "E9"),
        (changed(1, target="显著提升"), "warning", "E10"),
        (changed(0, weight=40), "error", "G9"),
        (changed(1, level3="社会影响"), "warning", "D10"),
        ((*APPROVED, ("产出", "质量指标", "合格率", "95%", 0)), "error", "B9"),
        (APPROVED[:2], "warning", "D11"),
    ],
)
def test_one_difference_is_one_finding_at_its_cell(lines: tuple[Line, ...], severity: str, cell: str) -> None:
    assert found(approved(*lines)) == [Brief("a.xlsx", "X602", severity, cell)]


def test_both_the_target_and_the_weight() -> None:
    assert [each.cell for each in found(approved(*changed(0, target="6次", weight=45)))] == ["E9", "G9"]


@pytest.mark.parametrize(
    "lines",
    [
        changed(0, target="５ 次"),
        changed(0, level3="培 训次数"),
        changed(2, target="0.9"),
        changed(0, target=""),
        tuple(reversed(APPROVED)),
    ],
)
def test_another_spelling_is_no_difference(lines: tuple[Line, ...]) -> None:
    assert found(approved(*lines)) == []


def test_points_counted_in_another_way_are_no_difference() -> None:
    """Of a hundred without execution here, of ninety there."""
    lines = tuple((*line[:4], weight) for line, weight in zip(APPROVED, (55, 34, 11), strict=True))
    assert found(approved(*lines)) == []


def test_points_moved_from_one_indicator_to_all_others_are_differences() -> None:
    lines = tuple((*line[:4], weight) for line, weight in zip(APPROVED, (40, 35, 15), strict=True))
    assert [each.cell for each in found(approved(*lines))] == ["G9", "G10", "G11"]


def test_indicators_of_one_name_go_by_level_2() -> None:
    rows = [
        ("产出指标（90分）", "数量指标", "完成率", "100%", "100%", 50, 50, None),
        (None, "质量指标", "完成率", "95%", "95%", 40, 40, None),
    ]
    lines = (("产出", "质量指标", "完成率", "95%", 40), ("产出", "数量指标", "完成率", "100%", 50))
    assert found(approved(*lines), stated(rows=rows)) == []


def test_a_row_that_does_not_apply_is_not_an_added_one() -> None:
    extra = (None, None, "经济效益指标", "不适用", "不适用", "不适用", 0, "-", None)
    table = stated()
    table[11:11] = [extra]
    assert found(approved(*APPROVED), table) == []


def test_a_form_without_indicators_lacks_more_than_approved_ones() -> None:
    rows = stated()
    del rows[7:11]
    (at,) = forms_of({"a.xlsx": rows})
    assert at.form.indicators == ()
    assert found(approved(*APPROVED), rows) == []


def test_what_else_was_approved_and_its_order_change_nothing() -> None:
    lines = changed(0, target="≥6次")
    others = [
        approved(*APPROVED, project="古籍修复"),
        approved(*APPROVED, unit="云川市文化馆"),
        approved(*APPROVED, year=2020),
    ]
    for projects in ((approved(*lines), *others), (*others, approved(*lines))):
        check = ChangedTargets(Targets(projects), "批复.xlsx", UnitNames().key)
        assert list(find(check, forms_of({"a.xlsx": stated()}))) == [Brief("a.xlsx", "X602", "error", "E9")]


def test_a_department_goes_by_its_unit() -> None:
    lines = (("产出", "数量指标", "培训次数", "6次", 50), *APPROVED[1:])
    reference = approved(*lines, project="")
    check = ChangedTargets(Targets((reference,)), "批复.xlsx", UnitNames().key)
    assert list(find(check, forms_of({"a.xlsx": department(UNIT)}))) == [Brief("a.xlsx", "X602", "error", "E10")]


def collated(reference: ApprovedTargets, rows: list[Row]) -> tuple[int, list[tuple[str, bool, str]]]:
    check = ChangedTargets(Targets((reference,)), "批复.xlsx", UnitNames().key)
    list(find(check, forms_of({"a.xlsx": rows})))
    collation = check.collate()
    return collation.held, [(each.file, each.form is None, str(each.why)) for each in collation.alone]


@pytest.mark.parametrize(
    "reference",
    [
        approved(*APPROVED, unit=""),
        approved(*APPROVED, unit="云川市图书馆（本级）"),
        approved(*APPROVED, project="2021年全民阅读"),
        approved(*APPROVED, year=None),
        approved(*APPROVED, code="001"),
    ],
)
def test_whose_it_is_known_by_what_both_say(reference: ApprovedTargets) -> None:
    assert collated(reference, stated()) == (1, [])


@pytest.mark.parametrize(
    "reference",
    [
        approved(*changed(0, target="9次"), unit="云川市文化馆"),
        approved(*changed(0, target="9次"), project="古籍修复"),
        approved(*changed(0, target="9次"), year=2020),
    ],
)
def test_what_stands_alone_is_listed_on_both_sides(reference: ApprovedTargets) -> None:
    assert found(reference) == []
    assert collated(reference, stated()) == (
        0, [("a.xlsx", False, "对照的文件里没有它的项目和单位"), ("批复.xlsx", True, "文件夹里没有对应的表")],
    )  # fmt: skip


def test_the_code_comes_first_and_another_code_is_another_project() -> None:
    rows = stated(code="50023300024P000060")
    assert collated(approved(*APPROVED, project="别的叫法", code="50023300024P000060"), rows) == (1, [])
    assert collated(approved(*APPROVED, code="50023300024P000061"), rows)[0] == 0


def test_two_that_fit_are_nobody_s() -> None:
    check = ChangedTargets(Targets((approved(*APPROVED), approved(*APPROVED[:1]))), "批复.xlsx", UnitNames().key)
    assert list(find(check, forms_of({"a.xlsx": stated()}))) == []
    (alone,) = check.collate().alone
    assert "分不出" in str(alone.why)
