"""The blank statements of targets: rebuilt byte for byte, adding up what is typed in, sound once they are filled in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.support.members import members, needs_the_same_compressor
from tests.support.office import needs_office, recalculate
from xlperf.evaluation import Evaluation, evaluate
from xlperf.ooxml.book import read_book
from xlperf.templates import build_template, template_file, template_ids

TEMPLATES = Path(__file__).parents[1] / "templates"
IDS = ("department-targets", "project-targets")

PROJECT = {
    "A2": "（2022年度）", "C3": "课题调研活动", "F3": "2022-017", "C4": "某市科协", "F4": "某市科协（本级）",
    "D6": 100, "D7": 30.5, "B8": "完成课题六项",
    "D10": "课题数量", "F10": "≥6个", "G10": 30, "D13": "验收通过率", "F13": "100%", "G13": 20,
    "D21": "提出咨询意见", "F21": "提出", "G21": 40,
}  # fmt: skip
DEPARTMENT = {
    "A2": "（2022 年度）", "C3": "某市科协", "F3": "某市科协",
    "B6": "课题调研", "C6": "课题研究", "F6": 100, "G6": 30.5, "B7": "基本支出", "C7": "人员和公用", "F7": 974,
    "B17": "做好服务", "D19": "课题数量", "F19": "6个", "D27": "验收通过率", "F27": "100%",
}  # fmt: skip


def built(form_id: str, folder: Path) -> Path:
    path = folder / template_file(form_id)
    build_template(form_id, path)
    return path


def filled(form_id: str, folder: Path, values: dict[str, object]) -> Path:
    path = built(form_id, folder)
    book = openpyxl.load_workbook(path)
    for address, value in values.items():
        book.active[address] = value
    book.save(path)
    return path


def judged(path: Path) -> Evaluation:
    (form,) = evaluate(read_book(path).snapshot).forms
    return form


@needs_the_same_compressor
@pytest.mark.parametrize("form_id", IDS)
def test_the_committed_ones_are_rebuilt(form_id: str, tmp_path: Path) -> None:
    assert form_id in template_ids()
    assert members(built(form_id, tmp_path)) == members(TEMPLATES / template_file(form_id))


@pytest.mark.parametrize("form_id", IDS)
def test_a_blank_one_wants_its_head_and_nothing_else(form_id: str, tmp_path: Path) -> None:
    form = judged(built(form_id, tmp_path))
    assert form.form.definition == form_id
    assert {found.code for found in form.findings} == {"Q501"}
    assert {found.ref.row for found in form.findings} <= {2, 3, 4}
    assert form.form.indicators == ()


def test_a_projects_statement_filled_in(tmp_path: Path) -> None:
    form = judged(filled("project-targets", tmp_path, PROJECT))
    assert form.findings == ()
    assert [line.initial_budget.number for line in form.form.funds] == [Decimal("130.5"), 100, Decimal("30.5")]
    assert form.form.total.weight.number == 90
    assert [(row.block.label.text, row.level2.text, row.level3.text) for row in form.form.indicators] == [
        ("产出指标", "数量指标", "课题数量"),
        ("产出指标", "质量指标", "验收通过率"),
        ("效益指标", "社会效益指标", "提出咨询意见"),
    ]
    assert (form.form.head.code.text, form.form.goal_expected.text) == ("2022-017", "完成课题六项")


def test_a_departments_statement_filled_in(tmp_path: Path) -> None:
    form = judged(filled("department-targets", tmp_path, DEPARTMENT))
    assert form.findings == ()
    assert [task.amounts[0].figure.number for task in form.form.tasks] == [Decimal("130.5"), 974, Decimal("1104.5")]
    assert [row.level3.text for row in form.form.indicators] == ["课题数量", "验收通过率"]


@pytest.mark.parametrize(
    ("form_id", "values", "changes", "code", "cell"),
    [
        ("project-targets", PROJECT, {"D5": 150}, "F203", "D5"),
        ("project-targets", PROJECT, {"F10": None}, "Q501", "F10"),
        ("project-targets", PROJECT, {"G28": 100}, "S304", "G28"),
        ("project-targets", PROJECT, {"D6": "一百"}, "F206", "D6"),
        ("department-targets", DEPARTMENT, {"E6": 310, "E16": 1104.5}, "F209", "E6"),
        ("department-targets", DEPARTMENT, {"F16": 1047}, "F209", "F16"),
    ],
)
def test_what_is_typed_over_is_found(
    form_id: str, values: dict[str, object], changes: dict[str, object], code: str, cell: str, tmp_path: Path
) -> None:
    form = judged(filled(form_id, tmp_path, {**values, **changes}))
    assert [(found.code, found.ref.address) for found in form.findings] == [(code, cell)]


@needs_office
def test_the_sums_are_live(tmp_path: Path) -> None:
    for form_id, values, sums in (
        ("project-targets", PROJECT, {"D5": 130.5, "G28": 90}),
        ("department-targets", DEPARTMENT, {"E6": 130.5, "E8": None, "E16": 1104.5, "F16": 1074, "G16": 30.5}),
    ):
        path = filled(form_id, tmp_path, values)
        recalculate([path], tmp_path / "opened")
        book = openpyxl.load_workbook(tmp_path / "opened" / path.name, data_only=True)
        assert {address: book.active[address].value or None for address in sums} == sums
