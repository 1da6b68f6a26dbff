"""Copies filled with formulas: the published forms, read back, worked out again by us and by LibreOffice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.office import needs_office, recalculate
from tests.support.packages import read_parts, rework
from xlperf.evaluation import Filled, Options, evaluate
from xlperf.formulas import evaluate_formula
from xlperf.marking import make_plan
from xlperf.ooxml.book import read_book

EXAMPLES = Path(__file__).parents[2] / "examples"
OTHER_KINDS = "深圳部门"
"""Folder of a rubric, whose scores rest on figures of another sheet, and of a form without points."""

WORKBOOKS = [
    path
    for folder in ("inbox", "blank-scores")
    for path in sorted((EXAMPLES / folder).rglob("*.xlsx"))
    if path.parent.name != OTHER_KINDS
]
WITH_FORMULAS = Options(formulas=True)

ALONE = {
    "blank-scores/深圳/01": {"H13", "H15"},  # 5次 2次, 8次 10次
    "blank-scores/深圳/03": {"H12", "H14", "H15", "H16", "H17", "H18"},
    "blank-scores/深圳/09": set(),
    "blank-scores/深圳/11": {"H12", "H35", "H41"},  # 50天 约150天, ≥85% 100%
    "blank-scores/上海/01": set(),
    "blank-scores/上海/04": set(),
    "blank-scores/襄阳/01": set(),
}
"""Figures without a formula: their target and actual value are different texts."""


def key(path: Path) -> str:
    return f"{path.parents[1].name}/{path.parent.name}/{path.stem[:2]}"


NAMES = [key(path) for path in WORKBOOKS]


@dataclass(frozen=True)
class Copy:
    """A workbook whose computed cells were blank, and its copy filled with formulas."""

    source: Path
    path: Path
    filled: tuple[Filled, ...]

    def sheet(self, *, values: bool) -> Worksheet:
        return openpyxl.load_workbook(self.path, data_only=values).worksheets[0]


def blanked(source: Path, target: Path) -> Path:
    """The workbook without the rates and scores that a rule gives."""
    (form,) = evaluate(read_book(source).snapshot).forms
    book = openpyxl.load_workbook(source)
    for figure in form.form.computed_figures():
        line = form.scores.at(figure.ref)
        if line is not None and line.awarded is not None:
            book[figure.ref.sheet][figure.ref.address] = None
    book.save(target)
    return target


def fill(source: Path, target: Path, options: Options = WITH_FORMULAS) -> tuple[Filled, ...]:
    """Writes a copy, and gives what was filled."""
    book = read_book(source)
    evaluation = evaluate(book.snapshot, options)
    target.write_bytes(book.render(make_plan(evaluation), None)[0])
    return evaluation.forms[0].filled


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Copy]:
    folder, made = tmp_path_factory.mktemp("copies"), {}
    for number, path in enumerate(WORKBOOKS):
        source = blanked(path, folder / f"blank{number}.xlsx")
        target = folder / f"copy{number}.xlsx"
        made[key(path)] = Copy(source, target, fill(source, target))
    return made


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_a_formula_unless_it_follows_from_texts(copies: dict[str, Copy], name: str) -> None:
    copy, alone = copies[name], set()
    sheet = copy.sheet(values=False)
    for row in range(1, sheet.max_row):
        target, actual = sheet.cell(row, 5).value, sheet.cell(row, 6).value
        if target != actual and isinstance(target, str):
            alone.add(f"H{row}")
    assert len(copy.filled) >= 3  # of a form without weights: rate, execution score, total
    assert {figure.ref.address for figure in copy.filled if figure.formula is None} <= alone
    assert {figure.ref.address for figure in copy.filled if figure.formula is not None} & alone == set()


@pytest.mark.parametrize("name", ALONE)
def test_figures_that_go_in_alone(copies: dict[str, Copy], name: str) -> None:
    assert {figure.ref.address for figure in copies[name].filled if figure.formula is None} == ALONE[name]


def test_the_formulas_of_a_form(copies: dict[str, Copy]) -> None:
    sheet = copies["blank-scores/深圳/09"].sheet(values=False)
    assert [sheet[cell].value for cell in ("H5", "I5", "H12", "H18", "H37")] == [
        "=ROUND(F5/E5,4)",
        "=ROUND(MIN(G5,G5*F5/E5),2)",
        "=ROUND(MIN(G12,G12*F12/E12),2)",
        "=G18",
        "=ROUND(SUM(I5,H12:H28,H30:H34,H36),2)",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_another_reader_finds_formula_and_figure(copies: dict[str, Copy], name: str) -> None:
    copy = copies[name]
    formulas, values = copy.sheet(values=False), copy.sheet(values=True)
    for figure in copy.filled:
        stands = formulas[figure.ref.address].value
        assert stands == (f"={figure.formula}" if figure.formula else values[figure.ref.address].value)
        assert values[figure.ref.address].value == float(figure.value)
        if figure.is_ratio:
            assert "%" in formulas[figure.ref.address].number_format


@pytest.mark.parametrize("name", NAMES)
def test_no_formula_disagrees_with_its_figure(copies: dict[str, Copy], name: str) -> None:
    copy = copies[name]
    sheet = copy.sheet(values=True)

    def value(_: str | None, row: int, column: int) -> Decimal | str | None:
        stands = sheet.cell(row, column).value
        return stands if stands is None or isinstance(stands, str) else Decimal(repr(stands))

    for figure in copy.filled:
        if figure.formula is not None:
            assert evaluate_formula(figure.formula, value) == figure.value


@needs_office
def test_libreoffice_works_out_the_same(copies: dict[str, Copy], tmp_path: Path) -> None:
    """The figures are taken out before, so that LibreOffice cannot but work out the formulas."""
    bare = [_without_results(copy.path, tmp_path / f"{number}.xlsx") for number, copy in enumerate(copies.values())]
    saved = tmp_path / "saved"
    saved.mkdir()
    recalculate(bare, saved)
    for path, copy in zip(bare, copies.values(), strict=True):
        sheet = openpyxl.load_workbook(saved / path.name, data_only=True).worksheets[0]
        found = {figure.ref.address: sheet[figure.ref.address].value for figure in copy.filled}
        assert found == {figure.ref.address: float(figure.value) for figure in copy.filled}


def _without_results(source: Path, target: Path) -> Path:
    target.write_bytes(source.read_bytes())
    return rework(target, {"xl/worksheets/sheet1.xml": lambda xml: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", xml)})


def test_filling_a_filled_copy_gives_it_again(copies: dict[str, Copy], tmp_path: Path) -> None:
    """With the formulas, and without them once more."""
    for copy in list(copies.values())[:4]:
        again, plain, direct = (tmp_path / f"{name}.xlsx" for name in ("again", "plain", "direct"))
        fill(copy.path, again)
        assert again.read_bytes() == copy.path.read_bytes()
        fill(copy.path, plain, Options())
        fill(copy.source, direct, Options())
        assert plain.read_bytes() == direct.read_bytes()


def test_a_corrected_figure_keeps_its_formula(tmp_path: Path) -> None:
    """The second run does not correct; it writes again what the first one corrected."""
    source, once, twice = (tmp_path / f"{name}.xlsx" for name in ("source", "once", "twice"))
    book = openpyxl.load_workbook(next((EXAMPLES / "inbox").rglob("01-科协*.xlsx")))
    book.worksheets[0]["I5"] = 9
    book.save(source)
    fill(source, once, Options(correct=True, formulas=True))
    fill(once, twice)
    assert read_parts(twice) == read_parts(once)
    for path in (once, twice):
        assert openpyxl.load_workbook(path).worksheets[0]["I5"].value == "=ROUND(MIN(G5,G5*F5/E5),2)"
        assert openpyxl.load_workbook(path, data_only=True).worksheets[0]["I5"].value == 9.7
