"""A workbook whose structure is locked gets its result sheet beside it; a form on a hidden sheet is told."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.protection import WorkbookProtection

from tests.cli.conftest import Call
from tests.support.busy_forms import FORM, busy_form
from tests.support.packages import read_parts
from xlperf.sheets import RESULT_SHEET

NAME = "自评 [1] #2 100%.xlsx"
COPY, RESULT = "自评 [1] #2 100%_已校验.xlsx", "自评 [1] #2 100%_已校验_校验结果.xlsx"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = busy_form(tmp_path / NAME)
    book = load_workbook(path)
    book.security = WorkbookProtection(lockStructure=True)
    book.save(path)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_result_stands_beside_the_copy_and_is_told(call: Call, locked: Path) -> None:
    ended = call("fill", locked)
    assert (ended.status, ended.err) == (1, "")
    assert names(locked.parent) == sorted([NAME, COPY, RESULT])
    assert f"校验结果另存为：{locked.with_name(RESULT)}" in ended.out
    assert f"注意：工作簿的结构受保护，不能添加“{RESULT_SHEET}”工作表" in ended.out
    file = call("fill", locked, "--force", "--format", "json").document["files"][0]
    assert (file["output"], file["result"]) == (str(locked.with_name(COPY)), str(locked.with_name(RESULT)))


def test_the_copy_stays_locked_and_is_marked_all_the_same(call: Call, locked: Path) -> None:
    call("fill", locked)
    book = load_workbook(locked.with_name(COPY))
    assert (book.sheetnames, book.security.lockStructure) == ([FORM, "说明", "底稿"], True)
    assert book[FORM]["H13"].comment is not None
    assert call("verify", locked.with_name(COPY), locked).status == 0


def test_its_links_lead_into_the_copy(call: Call, locked: Path) -> None:
    call("fill", locked)
    (sheet,) = load_workbook(locked.with_name(RESULT)).worksheets
    links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert {unquote(link.target) for link in links} == {COPY}
    assert {f"'{FORM}'!H5", f"'{FORM}'!H12", f"'{FORM}'!H32"} <= {link.location for link in links}


def test_it_says_what_the_sheet_within_another_copy_says(call: Call, locked: Path) -> None:
    free = busy_form(locked.with_name("自评.xlsx"))
    call("fill", locked, free)
    within = load_workbook(locked.with_name("自评_已校验.xlsx"))[RESULT_SHEET]
    beside = load_workbook(locked.with_name(RESULT)).worksheets[0]
    words, others = (
        [cell.value for row in sheet.iter_rows() for cell in row if cell.value] for sheet in (within, beside)
    )
    upto = words.index("保真清单")
    assert words[:upto] == others[:upto]


def test_an_existing_result_is_kept_without_force(call: Call, locked: Path) -> None:
    locked.with_name(RESULT).write_bytes(b"old")
    ended = call("fill", locked)
    assert locked.with_name(RESULT).read_bytes() == b"old"
    assert locked.with_name(COPY).is_file()
    assert f"输出文件已存在：{locked.with_name(RESULT)}" in ended.out
    assert call("fill", locked, "--force").status == 1
    assert len(load_workbook(locked.with_name(RESULT)).worksheets) == 1


def test_a_locked_copy_is_renewed_and_restored(call: Call, locked: Path) -> None:
    call("fill", locked)
    again, restored = locked.with_name("再.xlsx"), locked.with_name("还原.xlsx")
    call("fill", locked.with_name(COPY), "-o", again)
    assert read_parts(again) == read_parts(locked.with_name(COPY))
    assert call("clear", again, "--restore", "-o", restored).status == 0
    assert read_parts(restored) == read_parts(locked)


def test_clean_leaves_no_result_at_all(call: Call, locked: Path) -> None:
    call("fill", locked, "--clean")
    assert names(locked.parent) == sorted([NAME, COPY])


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_form_on_a_hidden_sheet_is_said_and_stays_hidden(call: Call, tmp_path: Path, state: str) -> None:
    path = busy_form(tmp_path / "表.xlsx")
    book = load_workbook(path)
    book[FORM].sheet_state, book.active = state, 1
    book.save(path)
    said = f"工作表“{FORM}”是隐藏的，副本中也保持隐藏；取消隐藏才看得到其中的标示。"
    assert said in call("fill", path).out
    copy = load_workbook(tmp_path / "表_已校验.xlsx")
    assert copy[FORM].sheet_state == state
    assert any(said in row for row in copy[RESULT_SHEET].iter_rows(values_only=True))
    assert said in call("fill", path, "--force", "--format", "json").document["files"][0]["cautions"]


def test_a_hidden_sheet_without_a_form_is_not_told(call: Call, tmp_path: Path) -> None:
    assert "隐藏" not in call("fill", busy_form(tmp_path / "表.xlsx")).out
