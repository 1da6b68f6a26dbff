"""The 保真清单: what was touched in a real copy, counted and named."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.support.packages import compressed, read_parts
from xlperf.cells import CellRef, Snapshot
from xlperf.edits import Receipt
from xlperf.evaluation import BookEvaluation
from xlperf.pages import result_page
from xlperf.pages.fidelity import fidelity_lines
from xlperf.task import Task, run_task

BLANK = sorted((Path(__file__).parents[2] / "examples" / "blank-scores").rglob("*.xlsx"))[0]
TITLE = "保真清单"


def rows(target: Path) -> dict[str, str]:
    """The list at the end of the result sheet, by its labels."""
    sheet = load_workbook(target)["校验结果"]
    start = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == TITLE)
    return {sheet.cell(r, 1).value: sheet.cell(r, 4).value for r in range(start + 1, sheet.max_row + 1)}


def counted(text: str) -> int:
    return int(text.split(" ", 1)[0])


def test_what_the_list_says_is_what_the_package_shows(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    outcome = run_task(Task(BLANK, "a.xlsx", target, "out.xlsx"))
    assert outcome.evaluation is not None
    listed, before, after = rows(target), compressed(BLANK), compressed(target)
    same = {name for name in before if after[name] == before[name]}
    assert counted(listed["未动的内部文件"]) == len(same)
    assert counted(listed["改写的内部文件"]) == len(before) - len(same)
    assert counted(listed["新增的内部文件"]) == len(after) - len(before)
    filled = [given.ref.address for form in outcome.evaluation.forms for given in form.filled]
    named = listed["填入或改正的单元格"].partition("：")[2].split("、")
    assert set(named) == set(filled)
    assert all(name in listed["改写的内部文件"] + listed["新增的内部文件"] for name in after if name not in same)


def test_neither_clock_nor_fingerprint_nor_path(tmp_path: Path) -> None:
    one, other = tmp_path / "one.xlsx", tmp_path / "two" / "other.xlsx"
    for target in (one, other):
        run_task(Task(BLANK, "a.xlsx", target, target.name))
    assert read_parts(one) == read_parts(other)


def test_many_cells_are_counted_and_the_first_ones_named() -> None:
    refs = tuple(CellRef("表", row, 1) for row in range(1, 51))
    lines = list(fidelity_lines(Receipt(edited=refs), (), 8))
    text = str(lines[0].spots[1].value)
    assert text.startswith("50 个：A1、A2、")
    assert text.endswith("A40 等")


def test_a_page_that_goes_into_no_copy_has_no_list() -> None:
    page = result_page(BookEvaluation(Snapshot("a.xlsx", ()), ()))
    assert all(str(spot.value) != TITLE for line in page.lines for spot in line.spots)
