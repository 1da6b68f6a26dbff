"""fill, then clear, clear --restore, verify and fill --clean on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Call
from tests.support.packages import read_parts, rework

BLANK = sorted((Path(__file__).parents[2] / "examples" / "blank-scores").rglob("*.xlsx"))[0]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def filled(call: Call, tmp_path: Path) -> Path:
    source = tmp_path / "表.xlsx"
    shutil.copyfile(BLANK, source)
    assert call("fill", source).status == 0
    return tmp_path / "表_已校验.xlsx"


def test_restored_is_the_source_part_by_part(call: Call, filled: Path) -> None:
    ended = call("clear", filled, "--restore")
    assert (ended.status, ended.err) == (0, "")
    assert read_parts(filled.with_name("表_已校验_已还原.xlsx")) == read_parts(BLANK)


def test_cleared_keeps_the_figures_and_the_earlier_look(call: Call, filled: Path) -> None:
    document = call("clear", filled, "--format", "json").document
    book, source = load_workbook(document["output"]), load_workbook(BLANK)
    assert book.sheetnames == source.sheetnames
    figures = {ref.partition("!")[2] for ref in document["figures"]}
    assert figures
    for row in source.worksheets[0].iter_rows():
        for cell in row:
            same = book.worksheets[0][cell.coordinate]
            looks = [[repr(getattr(c, kind)) for kind in ("fill", "font", "border", "alignment")] for c in (same, cell)]
            assert (same.comment, looks[0]) == (None, looks[1])
            assert (same.value == cell.value) is (cell.coordinate not in figures)


def test_clean_leaves_figures_only(call: Call, filled: Path) -> None:
    source, clean = filled.with_name("表.xlsx"), filled.with_name("净.xlsx")
    assert call("fill", source, "-o", clean, "--clean").status == 0
    call("clear", filled)
    assert read_parts(clean) == read_parts(filled.with_name("表_已校验_已清除.xlsx"))


def test_a_cleared_copy_is_filled_again_as_the_source_is(call: Call, filled: Path) -> None:
    call("clear", filled)
    cleared, again = filled.with_name("表_已校验_已清除.xlsx"), filled.with_name("又.xlsx")
    call("fill", cleared, "-o", again)
    assert read_parts(again) == read_parts(filled)


def test_nothing_to_clear(call: Call, tmp_path: Path) -> None:
    ended = call("clear", BLANK, "-o", tmp_path / "out.xlsx")
    assert ended.status == 2
    assert "没有 xlperf 的标示" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_the_source_is_never_the_target(call: Call, filled: Path) -> None:
    before = filled.read_bytes()
    assert call("clear", filled, "-o", filled, "--force").status == 2
    assert filled.read_bytes() == before


@pytest.mark.parametrize("with_source", [False, True])
def test_a_copy_is_proven(call: Call, filled: Path, with_source: bool) -> None:
    sources = [filled.with_name("表.xlsx")] if with_source else []
    document = call("verify", filled, *sources, "--format", "json").document
    assert (document["proven"], document["differences"]) == (True, [])
    assert document["cells"]


@pytest.mark.parametrize("with_source", [False, True])
def test_a_copy_that_was_changed_is_not_proven(call: Call, filled: Path, with_source: bool) -> None:
    rework(filled, {SHEET: lambda xml: xml.replace(b'ht="', b'ht="1', 1)})
    sources = [filled.with_name("表.xlsx")] if with_source else []
    ended = call("verify", filled, *sources)
    assert ended.status == 1
    assert "不一致" in ended.out


def test_another_source_is_not_the_source(call: Call, filled: Path) -> None:
    other = sorted(BLANK.parent.glob("*.xlsx"))[1]
    assert call("verify", filled, other).status == 1


def test_what_is_no_copy_cannot_be_proven(call: Call) -> None:
    ended = call("verify", BLANK)
    assert ended.status == 3
    assert "没有 xlperf 的记录" in ended.err


def test_the_result_sheet_of_a_locked_workbook_stands_beside_it(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "来"
    folder.mkdir()
    for name in ("表.xlsx", "表_校验结果.xlsx"):  # the second has the name that the first one's result would get
        shutil.copyfile(BLANK, folder / name)
    lock = b'<workbookProtection lockStructure="1"/><bookViews>'
    rework(folder / "表.xlsx", {"xl/workbook.xml": lambda xml: xml.replace(b"<bookViews>", lock)})
    document = call("batch", folder, "-o", tmp_path / "出", "--format", "json").document
    results = {file["path"]: file["result"] for file in document["files"]}
    assert results == {"表.xlsx": "表_校验结果 (2).xlsx", "表_校验结果.xlsx": None}
    sheet = load_workbook(tmp_path / "出" / "表_校验结果 (2).xlsx").worksheets[0]
    targets = {cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert targets == {"表.xlsx"}
