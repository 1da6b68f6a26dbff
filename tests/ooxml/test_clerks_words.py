"""What a clerk wrote or painted on a filled copy in another program is the clerk's, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from tests.support.busy_forms import FORM, busy_form
from tests.support.clerks import Job, save_in_office
from tests.support.meaning import look
from tests.support.office import needs_office
from tests.support.runs import fill, restore
from xlperf.cells import Value
from xlperf.clearing import clear
from xlperf.sheets import RESULT_SHEET

CLERKS, OURS = "张三：请复核", "＋ xlperf 填入\n得分＝分值×实际完成值÷指标值＝4×2÷5＝1.60"
LINE = "\n────────\n"
SCENES = {
    "typed after": ("H13", 'note.getString() & Chr(10) & "李四已看"', "李四已看"),
    "typed right after": ("H13", 'note.getString() & "。"', "。"),
    "typed before": ("H13", '"李四：" & Chr(10) & note.getString()', "李四："),
    "typed around": ("H13", '"甲" & Chr(10) & note.getString() & Chr(10) & "乙"', "甲乙"),
    "typed around the clerk's own": ("H12", '"甲" & note.getString() & "乙"', f"甲{CLERKS}乙"),
    "the clerk's own changed": ("H12", 'Replace(note.getString(), "请复核", "已复核")', "张三：已复核"),
    "ours out of the clerk's": ("H12", f'"{CLERKS}"', CLERKS),
    "another in its place": ("H13", '"李四：此项无误"', "李四：此项无误"),
    "nothing but ours": ("H13", "note.getString()", None),
}
"""The cell whose note is changed, what it becomes, and what of it stays when our words come off."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For each scene a copy whose note was changed in LibreOffice: cleared, and filled again."""
    home = tmp_path_factory.mktemp("words")
    fill(busy_form(home / "表.xlsx"), home / "已校验.xlsx")
    save_in_office(*(Job(home / "已校验.xlsx", home / f"{n}.xlsx", _lines(n)) for n in SCENES))
    for name in SCENES:
        clear(home / f"{name}.xlsx", home / f"{name} 清.xlsx")
        fill(home / f"{name}.xlsx", home / f"{name} 再.xlsx")
        fill(home / f"{name} 再.xlsx", home / f"{name} 又.xlsx")
    return home


def _lines(scene: str) -> list[str]:
    cell, becomes, _ = SCENES[scene]
    return [f'note = sheet.getCellRangeByName("{cell}").Annotation', f"note.setString({becomes})"]


@needs_office
@pytest.mark.parametrize("scene", SCENES)
def test_the_clerks_words_stay_and_ours_go(home: Path, scene: str) -> None:
    cell, _, kept = SCENES[scene]
    assert look(home / f"{scene} 清.xlsx", cell)[1] == kept


@needs_office
@pytest.mark.parametrize("scene", SCENES)
def test_our_words_stand_once_behind_the_clerks(home: Path, scene: str) -> None:
    cell, _, kept = SCENES[scene]
    again, third = (look(home / f"{scene} {n}.xlsx", cell)[1] for n in "再又")
    ours = OURS if cell == "H13" else load_workbook(home / "已校验.xlsx")[FORM]["H12"].comment.text.split(LINE)[1]
    assert again == third == (ours if kept is None else f"{kept}{LINE}{ours}")


def saved(source: Path, *lines: str, prepare: Callable[[Workbook], None] | None = None) -> Path:
    """A filled copy of a form, changed in LibreOffice."""
    busy_form(source)
    if prepare is not None:
        book = load_workbook(source)
        prepare(book)
        book.save(source)
    fill(source, source.with_name("已校验.xlsx"))
    save_in_office(Job(source.with_name("已校验.xlsx"), source.with_name("存.xlsx"), lines))
    return source.with_name("存.xlsx")


@needs_office
def test_what_was_changed_is_named(tmp_path: Path) -> None:
    form = f'sheets.getByName("{FORM}").getCellRangeByName'
    path = saved(
        tmp_path / "表.xlsx",
        f'{form}("H13").Value = 2',
        f'{form}("H14").CellBackColor = RGB(1, 2, 3)',
        f'{form}("H16").Annotation.setString("无误")',
    )
    left = restore(path, tmp_path / "还原.xlsx").left
    assert [str(message) for message in left] == [
        f"{FORM}!H13 写入后又改过，保留现在的内容",
        f"{FORM}!H14 的底色后来改过，保留现在的底色",
        f"{FORM}!H16 的批注后来改写过，保留现在的批注",
    ]
    assert load_workbook(tmp_path / "还原.xlsx")[FORM]["H13"].value == 2
    assert look(tmp_path / "还原.xlsx", "H14") == ("010203", None)
    assert look(tmp_path / "还原.xlsx", "H16") == (None, "无误")


@needs_office
def test_changes_are_named_where_they_are_now(tmp_path: Path) -> None:
    path = saved(tmp_path / "表.xlsx", "sheet.Rows.insertByIndex(0, 3)", 'sheet.getCellRangeByName("H16").Value = 2')
    left = restore(path, tmp_path / "还原.xlsx").left
    assert [str(message) for message in left] == [f"{FORM}!H16 写入后又改过，保留现在的内容"]


def _own_format(book: Workbook) -> None:
    book[FORM]["H6"].number_format = "0.00%"


def _theme_colour(book: Workbook) -> None:
    book[FORM]["H14"].fill = PatternFill("solid", fgColor=Color(theme=5, tint=0.4))


@needs_office
@pytest.mark.xfail(strict=True, reason="the memory does not say whether a format was the cell's own")
def test_a_format_of_the_cells_own_stays(tmp_path: Path) -> None:
    restore(saved(tmp_path / "表.xlsx", prepare=_own_format), tmp_path / "还原.xlsx")
    assert load_workbook(tmp_path / "还原.xlsx")[FORM]["H6"].number_format == "0.00%"


@needs_office
@pytest.mark.xfail(strict=True, reason="LibreOffice leaves the theme out, to which the earlier fill refers")
def test_a_fill_of_the_theme_comes_back_in_its_colour(tmp_path: Path) -> None:
    restore(saved(tmp_path / "表.xlsx", prepare=_theme_colour), tmp_path / "还原.xlsx")
    save_in_office(
        Job(tmp_path / "表.xlsx", tmp_path / "原样.xlsx"), Job(tmp_path / "还原.xlsx", tmp_path / "还原样.xlsx")
    )
    assert look(tmp_path / "还原样.xlsx", "H14") == look(tmp_path / "原样.xlsx", "H14")


@needs_office
@pytest.mark.xfail(strict=True, reason="LibreOffice writes General as a format of its own, number 164")
def test_a_rate_shows_as_a_percentage_in_what_libreoffice_saved(tmp_path: Path) -> None:
    source = busy_form(tmp_path / "表.xlsx")
    book = load_workbook(source)
    book[FORM]["H6"].number_format = "General"
    book.save(source)
    save_in_office(Job(source, tmp_path / "存.xlsx"))
    fill(tmp_path / "存.xlsx", tmp_path / "已校验.xlsx")
    assert load_workbook(tmp_path / "已校验.xlsx")[FORM]["H6"].number_format == "0.00%"


@needs_office
@pytest.mark.xfail(strict=True, reason="of two sheets that may be ours, the first is taken")
def test_a_copy_of_the_result_sheet_is_not_taken_for_it(tmp_path: Path) -> None:
    path = saved(tmp_path / "表.xlsx", f'sheets.copyByName("{RESULT_SHEET}", "{RESULT_SHEET}_旧", 1)')
    fill(path, tmp_path / "再.xlsx")
    assert load_workbook(tmp_path / "再.xlsx").sheetnames.count(RESULT_SHEET) == 1
    assert f"{RESULT_SHEET}2" not in load_workbook(tmp_path / "再.xlsx").sheetnames


@pytest.fixture
def without_memory(tmp_path: Path) -> Path:
    """A filled copy as openpyxl saves it."""
    fill(busy_form(tmp_path / "表.xlsx"), tmp_path / "已校验.xlsx")
    load_workbook(tmp_path / "已校验.xlsx").save(tmp_path / "存.xlsx")
    return tmp_path / "存.xlsx"


def test_without_memory_the_result_sheet_is_still_ours(without_memory: Path) -> None:
    again, cleared = without_memory.with_name("再.xlsx"), without_memory.with_name("清.xlsx")
    fill(without_memory, again)
    assert load_workbook(again).sheetnames == [FORM, "说明", "底稿", RESULT_SHEET]
    left = [str(message) for message in clear(without_memory, cleared).left]
    assert left == ["工作簿里的记录已被别的程序去掉，只去掉了结果页；底色和批注请自行核对"]
    assert load_workbook(cleared).sheetnames == [FORM, "说明", "底稿"]


def test_without_memory_figures_are_the_clerks_and_right(without_memory: Path) -> None:
    fill(without_memory, without_memory.with_name("再.xlsx"))
    values: list[Value] = [load_workbook(without_memory.with_name("再.xlsx"))[FORM][at].value for at in ("H13", "H32")]
    assert values == [1.6, 96.3]


@pytest.mark.xfail(strict=True, reason="without a memory our earlier words are the clerk's")
def test_without_memory_our_words_stand_once(without_memory: Path) -> None:
    fill(without_memory, without_memory.with_name("再.xlsx"))
    words = look(without_memory.with_name("再.xlsx"), "H12")[1] or ""
    assert words.count("应为 4.00") == 1
