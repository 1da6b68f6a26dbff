"""The blank workbooks: rebuilt byte for byte, and scoring by themselves what is typed into them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.members import members, needs_the_same_compressor
from tests.support.office import needs_office, recalculate
from xlperf.definitions import read_definition
from xlperf.errors import DefinitionError, UsageError
from xlperf.evaluation import evaluate
from xlperf.ooxml.book import read_book
from xlperf.templates import build_template, template_file, template_ids
from xlperf.templates.layout import Layout

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
LAYOUTS = ROOT / "xlperf" / "recognition" / "forms" / "layouts"
PROJECTS = ("project", "project-cost", "shanghai-project", "shenzhen-project")
IDS = (*PROJECTS, "xiangyang-department")

FUNDS = {"全年预算数": 2000, "全年执行数": 1413}
"""A rate of 70.65 %; of 10 points 7.065, half up 7.07."""

ROWS = {
    "8, 2 done": (8, 2, 10, 2.5),
    "10, 125 done": (10, 125, 10, 10),
    "28, 18 done": (28, 18, 3, 1.93),
    "90 %, 81 % done": (0.9, 0.81, 4, 3.6),
    "the same words": ("顺利完成", "顺利完成", 7, 7),
    "a number as text": ("4", 4, 1, 1),
    "nothing wanted, nothing done": (0, 0, 5, 5),
    "half a cent": (8, 5, 0.2, 0.13),  # 0.125
    "numbers with words": ("5次", "2次", 5, None),
    "other words": ("及时", "比较及时", 5, None),
    "nothing wanted, something done": (0, 1, 5, None),
    "not applicable": ("不适用", "不适用", 5, None),
    "no weight": (8, 2, None, None),
    "no actual value": (8, None, 5, None),
}
"""Target, actual value, weight, and the score by hand: weight × actual ÷ target, at most the weight, half up."""

COSTS = {"spent as planned": (100, 100, 2, 2), "spent less": (100, 90, 2, None)}
"""Under 成本指标 nothing says whether more is better."""


def row_of(sheet: Worksheet, text: str, column: int) -> int:
    """The first row whose cell in this column holds the text."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == text)


def rows_for(sheet: Worksheet) -> dict[str, int]:
    """A row for each case: the costs' ones under a label of costs, the others from the first indicator down."""
    first, total = row_of(sheet, "三级指标", 4) + 1, row_of(sheet, "总分", 1)
    label, labels = None, {}
    for row in range(first, total):
        labels[row] = label = sheet.cell(row, 3).value or label
    costs = [row for row, label in labels.items() if label.endswith("成本指标")]
    others = [row for row in labels if row not in costs]
    return dict(zip(COSTS, costs, strict=False)) | dict(zip(ROWS, others, strict=False))


def fill(sheet: Worksheet, cases: Mapping[str, tuple[Any, ...]]) -> None:
    """Types the funds and the cases in, as a clerk would."""
    total = row_of(sheet, "年度资金总额", 2)
    for row in (total, total + 1):
        sheet.cell(row, 5).value, sheet.cell(row, 6).value = FUNDS.values()
    for name, row in rows_for(sheet).items():
        if name in cases:
            sheet.cell(row, 5).value, sheet.cell(row, 6).value, sheet.cell(row, 7).value, _ = cases[name]


def built(form_id: str, folder: Path) -> Path:
    target = folder / template_file(form_id)
    build_template(form_id, target)
    return target


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Worksheet]:
    """Every template blank, filled in with all cases, and with those alone that score themselves."""
    folder, out = tmp_path_factory.mktemp("filled"), tmp_path_factory.mktemp("recalculated")
    scored = {name: case for name, case in (ROWS | COSTS).items() if case[3] is not None}
    for form_id in PROJECTS:
        for name, cases in (("blank", None), ("all", ROWS | COSTS), ("scored", scored)):
            book = openpyxl.load_workbook(built(form_id, folder))
            if cases is not None:
                fill(book.active, cases)
            book.save(folder / f"{form_id}-{name}.xlsx")
    paths = sorted(path for path in folder.glob("*.xlsx") if path.stem.endswith(("-blank", "-all", "-scored")))
    recalculate(paths, out)
    return {path.stem: openpyxl.load_workbook(out / path.name, data_only=True).active for path in paths}


def shown(sheet: Worksheet, row: int, column: int) -> Any:
    """What a formula shows; None for nothing."""
    return sheet.cell(row, column).value or None


@needs_office
@pytest.mark.parametrize("form_id", PROJECTS)
@pytest.mark.parametrize("case", [*ROWS, *COSTS])
def test_scores_are_those_by_hand(recalculated: dict[str, Worksheet], form_id: str, case: str) -> None:
    sheet = recalculated[f"{form_id}-all"]
    assert shown(sheet, rows_for(sheet)[case], 8) == (ROWS | COSTS)[case][3]


@needs_office
@pytest.mark.parametrize("form_id", PROJECTS)
def test_rate_and_execution_score(recalculated: dict[str, Worksheet], form_id: str) -> None:
    sheet = recalculated[f"{form_id}-all"]
    total = row_of(sheet, "年度资金总额", 2)
    assert [shown(sheet, row, 8) for row in range(total, total + 4)] == [0.7065, 0.7065, None, None]
    assert shown(sheet, total, 9) == (None if form_id == "shanghai-project" else 7.07)


def scores_of(path: Path) -> tuple[dict[str, Decimal | None], dict[str, Decimal | None]]:
    """By cell: what stands in the score cells that a rule speaks of, and what xlperf gives for them."""
    (evaluation,) = evaluate(read_book(path).snapshot).forms
    figures = [f for f in evaluation.form.computed_figures() if evaluation.scores.at(f.ref) is not None]
    given = {f.ref.address: evaluation.scores.lines[f.ref].awarded for f in figures}
    return {f.ref.address: f.number for f in figures}, given


@needs_office
@pytest.mark.parametrize("form_id", PROJECTS)
def test_what_the_formulas_show_is_what_xlperf_computes(form_id: str, tmp_path: Path) -> None:
    """Recalculated by LibreOffice, and as openpyxl leaves it, with no result stored. Only words with numbers differ:
    a formula shows nothing for 5次 and 2次, xlperf reads them."""
    (tmp_path / "out").mkdir()
    book = openpyxl.load_workbook(built(form_id, tmp_path))
    fill(book.active, ROWS)
    words = f"H{rows_for(book.active)['numbers with words']}"
    path = tmp_path / "filled.xlsx"
    book.save(path)
    recalculate([path], tmp_path / "out")
    for written in (path, tmp_path / "out" / "filled.xlsx"):
        shown_scores, given = scores_of(written)
        assert given.pop(words) == 2
        assert shown_scores.pop(words) is None
        judged = {cell for cell, value in given.items() if value is not None}
        assert len(judged) >= 8
        assert {cell: shown_scores[cell] for cell in judged} == {cell: given[cell] for cell in judged}


@needs_office
@pytest.mark.parametrize("form_id", PROJECTS)
def test_total_waits_for_every_score(recalculated: dict[str, Worksheet], form_id: str) -> None:
    waiting, done = recalculated[f"{form_id}-all"], recalculated[f"{form_id}-scored"]
    row = row_of(done, "总分", 1)
    assert shown(waiting, row, 8) is None
    # 2.5 + 10 + 1.93 + 3.6 + 7 + 1 + 5 + 0.13 + 2 = 33.16 of 42.2
    weight, score = (42.2, 33.16) if form_id == "shanghai-project" else (52.2, 40.23)
    assert (shown(done, row, 7), shown(done, row, 8)) == (pytest.approx(weight), score)


@needs_office
@pytest.mark.parametrize("form_id", PROJECTS)
def test_a_blank_form_shows_no_figures(recalculated: dict[str, Worksheet], form_id: str) -> None:
    sheet = recalculated[f"{form_id}-blank"]
    figures = {cell.value for row in sheet.iter_rows(min_col=7, max_col=9) for cell in row if cell.value}
    assert not [value for value in figures if str(value).startswith("#")]
    assert {value for value in figures if not isinstance(value, str)} == {10}


@pytest.mark.parametrize("form_id", IDS)
def test_rebuilding_gives_the_same_members(form_id: str, tmp_path: Path) -> None:
    assert members(built(form_id, tmp_path)) == members(TEMPLATES / template_file(form_id))


@needs_the_same_compressor
@pytest.mark.parametrize("form_id", IDS)
def test_rebuilding_gives_the_same_bytes(form_id: str, tmp_path: Path) -> None:
    assert built(form_id, tmp_path).read_bytes() == (TEMPLATES / template_file(form_id)).read_bytes()


def test_every_form_has_its_template() -> None:
    """Those of forms that are not scored are looked at elsewhere."""
    assert set(template_ids()) > set(IDS)
    assert {path.name for path in TEMPLATES.glob("*.xlsx")} == {template_file(each) for each in template_ids()}


def test_an_unknown_form_names_the_known_ones(tmp_path: Path) -> None:
    known = "、".join(template_ids())
    with pytest.raises(UsageError, match=rf"没有表单 mars 的空白表。.*{known}"):
        build_template("mars", tmp_path / "mars.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_key_in_a_layout_is_an_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("colour = 'red'\n" + (LAYOUTS / "project.toml").read_text("utf-8"), "utf-8")
    with pytest.raises(DefinitionError, match="colour"):
        read_definition(broken, Layout)


@pytest.mark.parametrize("form_id", PROJECTS)
def test_scores_are_guarded(form_id: str, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(built(form_id, tmp_path)).active
    first = row_of(sheet, "三级指标", 4) + 1
    rules = {rule.formula1: rule for rule in sheet.data_validations.dataValidation if rule.type == "custom"}
    rule = rules[f'OR(H{first}="-",H{first}="—",AND(ISNUMBER(H{first}),N(H{first})>=0,N(H{first})<=N(G{first})))']
    assert str(rule.sqref) == f"H{first}:H{row_of(sheet, '总分', 1) - 1}"
    assert (rule.errorStyle or "stop", rule.showErrorMessage) == ("stop", True)


@pytest.mark.parametrize(
    ("form_id", "points"),
    [("project", (50, 30, 10)), ("project-cost", (20, 40, 20, 10)), ("shenzhen-project", (50, 40))],
)
def test_points_that_do_not_add_up_show(form_id: str, points: tuple[int, ...], tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(built(form_id, tmp_path)).active
    formulas = [rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules]
    assert [f"-{number}," in " ".join(formulas) for number in (*points, 100)] == [True] * (len(points) + 1)
    total = row_of(sheet, "年度资金总额", 2)
    assert any(f"SUM(D${total + 1}:D${total + 3})" in formula for formula in formulas)


@pytest.mark.parametrize("form_id", PROJECTS)
def test_print_set_up(form_id: str, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(built(form_id, tmp_path)).active
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "${0}:${0}".format(row_of(sheet, "三级指标", 4))
    assert sheet.print_area.endswith(f"$I${row_of(sheet, '总分', 1)}")
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert not sheet.protection.sheet
