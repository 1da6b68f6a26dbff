"""汇总表: the sheet 校验结果 in the open workbook, drawn anew with every check, and taken out again."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.desks import Sitting, sit_down
from tests.support.snapshots import project_rows
from xlperf.excel import marking_up, navigating
from xlperf.sheets import RESULT_SHEET, RESULT_TITLE
from xlperf.task import Task, run_task

ROOT = Path(__file__).parents[2] / "examples"
FAULTY = ROOT / "inbox/上海/03-2020年国际交流与合作项目.xlsx"
BLANK = ROOT / "blank-scores/深圳/11-科普能力提升项目.xlsx"


def titles(sitting: Sitting) -> list[str]:
    return [sheet.sheet.title for sheet in sitting.open.sheets]


def page(sitting: Sitting) -> Worksheet:
    return next(sheet.sheet for sheet in sitting.open.sheets if sheet.sheet["A1"].value == RESULT_TITLE)


def texts(sheet: Worksheet) -> list[list[object]]:
    """What stands in each row; a link shows its address."""
    rows = ([cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows())
    return [[shown(value) for value in row] for row in rows if row]


def shown(value: object) -> object:
    """What a cell shows: of a link its words."""
    text = str(value)
    return text.rsplit('","', 1)[1].removesuffix('")') if text.startswith("=HYPERLINK(") else value


def test_it_says_what_the_file_says(tmp_path: Path) -> None:
    sitting = sit_down(FAULTY, tmp_path)
    marking_up.result(sitting.desk)
    run_task(Task(FAULTY, FAULTY.name, tmp_path / "copy.xlsx", "copy.xlsx"))
    of_file = texts(load_workbook(tmp_path / "copy.xlsx")[RESULT_SHEET])
    of_file = of_file[: next(number for number, row in enumerate(of_file) if row[0] == "保真清单")]
    of_live = texts(page(sitting))
    assert [row for row in of_live if row not in of_file] == []
    assert [row for row in of_file if row not in of_live] == []


def test_it_stands_last_and_links_lead_to_the_cells(tmp_path: Path) -> None:
    sitting = sit_down(FAULTY, tmp_path)
    marking_up.result(sitting.desk)
    assert titles(sitting) == ["财政项目支出绩效自评表", RESULT_SHEET]
    values = [cell.value for row in page(sitting).iter_rows() for cell in row]
    assert """=HYPERLINK("#'财政项目支出绩效自评表'!I15","I15")""" in values
    assert sitting.open.active == 1
    assert sitting.heard.lines == ["已放在工作表“校验结果”里；点蓝色的单元格地址可跳到该格。"]


def test_it_is_drawn_anew_with_a_check_and_the_clerk_stays_where_he_is(tmp_path: Path) -> None:
    sitting = sit_down(FAULTY, tmp_path)
    marking_up.result(sitting.desk)
    sitting.open.active = 0
    sitting.open.sheets[0].put((15, 9), "因疫情推迟两个月，已调整计划")
    marking_up.check(sitting.desk)
    assert titles(sitting) == ["财政项目支出绩效自评表", RESULT_SHEET]
    assert sitting.open.active == 0
    cells = [value for row in texts(page(sitting)) for value in row]
    assert "I15" not in cells
    assert "I16" in cells


def test_it_goes_with_the_marks(tmp_path: Path) -> None:
    sitting = sit_down(FAULTY, tmp_path)
    marking_up.check(sitting.desk)
    marking_up.result(sitting.desk)
    marking_up.clear(sitting.desk)
    assert titles(sitting) == ["财政项目支出绩效自评表"]
    assert sitting.open.parts == []


def test_undone_it_goes_and_the_marks_stay(tmp_path: Path) -> None:
    sitting = sit_down(FAULTY, tmp_path)
    marking_up.check(sitting.desk)
    marking_up.result(sitting.desk)
    marking_up.undo(sitting.desk)
    assert titles(sitting) == ["财政项目支出绩效自评表"]
    assert sitting.open.sheets[0].cell((15, 9)).comment is not None


def test_a_sheet_that_a_formula_refers_to_stays(tmp_path: Path) -> None:
    sitting = sit_down(FAULTY, tmp_path)
    marking_up.result(sitting.desk)
    sitting.open.sheets[0].put((40, 1), "=校验结果!A1")
    marking_up.clear(sitting.desk)
    assert titles(sitting) == ["财政项目支出绩效自评表", RESULT_SHEET]
    assert "工作表“校验结果”被别处引用，保留不动" in sitting.heard.lines


def test_a_sheet_of_that_name_is_the_clerks(tmp_path: Path) -> None:
    book = load_workbook(FAULTY)
    book.create_sheet(RESULT_SHEET)["A1"] = "我的笔记"
    book.save(tmp_path / "表.xlsx")
    sitting = sit_down(tmp_path / "表.xlsx", tmp_path)
    marking_up.result(sitting.desk)
    assert titles(sitting) == ["财政项目支出绩效自评表", RESULT_SHEET, "校验结果2"]
    marking_up.clear(sitting.desk)
    assert titles(sitting) == ["财政项目支出绩效自评表", RESULT_SHEET]


def test_a_workbook_whose_structure_is_protected(tmp_path: Path) -> None:
    sitting = sit_down(FAULTY, tmp_path)
    sitting.open.is_locked = True
    assert marking_up.result(sitting.desk) == 3
    assert sitting.heard.lines[0].startswith("工作簿的结构受保护，不能添加“校验结果”工作表")
    assert titles(sitting) == ["财政项目支出绩效自评表"]


def test_filled_figures_are_told_as_filled_and_others_are_not(tmp_path: Path) -> None:
    sitting = sit_down(BLANK, tmp_path)
    marking_up.result(sitting.desk)
    heads = [row[0] for row in texts(page(sitting))]
    assert "填入的数（原为空白，Q513）" not in heads
    marking_up.fill(sitting.desk)
    assert "填入的数（原为空白，Q513）" in [row[0] for row in texts(page(sitting))]


def several(path: Path) -> Path:
    """Two forms, one to a sheet, each with a fault of its own, and a sheet that is none between them."""
    book = Workbook()
    good = ("产出指标（50分）", "数量指标", "培训期数", "≥4期", "4期", 50, 50, None)
    for title, score in (("一", 51), ("说明", None), ("二", -1)):
        sheet = book.active if title == "一" else book.create_sheet()
        sheet.title = title
        for row in project_rows(indicators=[(*good[:6], score, None)]) if score is not None else [("说明",)]:
            sheet.append(row)
    book.save(path)
    return path


def test_several_forms_are_marked_and_told_one_by_one(tmp_path: Path) -> None:
    sitting = sit_down(several(tmp_path / "表.xlsx"), tmp_path)
    marking_up.check(sitting.desk)
    assert sitting.heard.lines[0].startswith("表.xlsx：2 张表，发现")
    assert [line.partition("：")[0] for line in sitting.heard.lines[1:3]] == ["一", "二"]
    assert all(sheet.cell((9, 8)).comment is not None for sheet in (sitting.open.sheets[0], sitting.open.sheets[2]))
    assert not list(sitting.open.sheets[1].notes())


def test_problems_of_several_forms_one_after_the_other(tmp_path: Path) -> None:
    sitting = sit_down(several(tmp_path / "表.xlsx"), tmp_path)
    seen = []
    for _ in range(20):
        navigating.next_problem(sitting.desk)
        seen.append((sitting.open.active, sitting.open.selection[:2]))
    assert (0, (9, 8)) in seen
    assert (2, (9, 8)) in seen
    assert {active for active, _ in seen} == {0, 2}
    once = sorted(set(seen))
    assert seen[: 2 * len(once)] == once * 2


def test_of_several_forms_the_protected_one_is_left_and_told(tmp_path: Path) -> None:
    sitting = sit_down(several(tmp_path / "表.xlsx"), tmp_path)
    first, _, last = sitting.open.sheets
    last.is_protected = True
    marking_up.check(sitting.desk)
    assert first.cell((9, 8)).comment is not None
    assert list(last.notes()) == []
    told = [line for line in sitting.heard.lines if "受保护" in line]
    assert told == ["工作表“二”受保护，没有改动；请在“审阅”里撤销工作表保护后再点一次。"]
    last.is_protected = False
    marking_up.check(sitting.desk)
    assert last.cell((9, 8)).comment is not None
    marking_up.clear(sitting.desk)
    assert [list(sheet.notes()) for sheet in sitting.open.sheets] == [[], [], []]


def test_a_form_on_a_sheet_that_is_protected_meanwhile_keeps_its_marks_and_its_memory(tmp_path: Path) -> None:
    sitting = sit_down(several(tmp_path / "表.xlsx"), tmp_path)
    marking_up.check(sitting.desk)
    first, _, last = sitting.open.sheets
    first.is_protected = True
    marking_up.clear(sitting.desk)
    assert first.cell((9, 8)).comment is not None
    assert list(last.notes()) == []
    first.is_protected = False
    marking_up.clear(sitting.desk)
    assert list(first.notes()) == []
    assert sitting.open.parts == []
