"""xlperf convert, and documents where workbooks are expected: check, fill, batch, verify."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Call
from tests.support.broken import GOOD
from tests.support.folders import form, write
from xlperf.converting import convert


def two_forms(path: Path) -> Path:
    return write(path, form("96.4", "9.64", project="甲/乙:项目"), form("84.6", "8.46", project="丙项目"))


def test_a_folder_gets_a_workbook_for_each_form(call: Call, tmp_path: Path) -> None:
    convert(two_forms(tmp_path / "两张.xlsx"), tmp_path / "两张.html")
    result = call("convert", tmp_path / "两张.html", tmp_path / "出", "--format", "json")
    assert result.status == 0
    assert sorted(path.name for path in (tmp_path / "出").iterdir()) == ["01-甲 乙 项目.xlsx", "02-丙项目.xlsx"]
    document = result.document
    assert document["schema"] == "xlperf.convert/1"
    assert [file["forms"] for file in document["files"]] == [["project"], ["project"]]


def test_what_is_in_the_way_is_left(call: Call, tmp_path: Path) -> None:
    source = two_forms(tmp_path / "两张.xlsx")
    (tmp_path / "出").mkdir()
    (tmp_path / "出" / "02-丙项目.xlsx").write_bytes(b"mine")
    assert call("convert", source, tmp_path / "出").status == 2
    assert [path.name for path in (tmp_path / "出").iterdir()] == ["02-丙项目.xlsx"]
    assert (tmp_path / "出" / "02-丙项目.xlsx").read_bytes() == b"mine"
    assert call("convert", source, tmp_path / "出", "--force").status == 0


def test_words_without_a_place_are_listed(call: Call, tmp_path: Path) -> None:
    page = tmp_path / "报告.html"
    convert(two_forms(tmp_path / "两张.xlsx"), page)
    page.write_text(page.read_text("utf-8").replace("<table>", "<p>前言：本年度概况。</p><table>", 1), "utf-8")
    result = call("convert", page, tmp_path / "全部.xlsx")
    assert "前言：本年度概况。" in result.out
    sheet = openpyxl.load_workbook(tmp_path / "全部.xlsx")["未放置"]
    assert [cell.value for cell in sheet[2]] == ["01 甲 乙 项目", "网页!A1", "前言：本年度概况。"]


def test_texts_never_become_formulas_or_markup(tmp_path: Path) -> None:
    source = write(tmp_path / "表.xlsx", form(project="甲", unit="<script>alert(1)</script>"))
    book = openpyxl.load_workbook(source)
    name = book.worksheets[0]["B2"]
    name.value, name.data_type = '=HYPERLINK("http://x")', "s"
    book.save(source)
    for suffix in (".csv", ".html", ".md", ".json", ".docx"):
        convert(source, tmp_path / f"出{suffix}")
    assert "'=HYPERLINK" in (tmp_path / "出.csv").read_text("utf-8-sig")
    assert "<script" not in (tmp_path / "出.html").read_text("utf-8")
    assert "<script" not in (tmp_path / "出.md").read_text("utf-8")
    convert(tmp_path / "出.json", tmp_path / "回.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "回.xlsx").worksheets[0].iter_rows() for cell in row]
    assert next(cell for cell in cells if str(cell.value).startswith("=HYPER")).data_type == "s"


@pytest.mark.parametrize("suffix", [".csv", ".html", ".docx", ".md"])
def test_a_document_is_checked_filled_and_proven(call: Call, suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"表{suffix}"
    convert(GOOD, source)
    before = source.read_bytes()
    mine = call("check", source, "--format", "json").document["files"][0]
    theirs = call("check", GOOD, "--format", "json").document["files"][0]
    codes = [[(f["code"], f["actual"]) for f in file["forms"][0]["findings"]] for file in (mine, theirs)]
    assert codes[0] == codes[1]
    call("fill", source)
    copy = tmp_path / "表_已校验.xlsx"
    assert call("verify", copy, source).status == 0
    assert source.read_bytes() == before
    assert call("fill", source, "-o", tmp_path / "表.docx").status == 2


def test_a_batch_of_everything(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "一.xlsx", form(project="一"))
    for name, suffix in (("二", ".docx"), ("三", ".html"), ("四", ".csv")):
        convert(write(tmp_path / f"{name}.xlsx", form(project=name)), folder / f"{name}{suffix}")
    shutil.copy(folder / "三.html", folder / "一.html")
    (folder / "通知.txt").write_text("请各单位按时报送。", "utf-8")
    assert call("batch", folder, "-o", tmp_path / "out").status == 0
    files = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["files"]
    assert {file["path"]: file["output"] for file in files} == {
        "一.xlsx": "一.xlsx", "一.html": "一.html.xlsx", "二.docx": "二.xlsx", "三.html": "三.xlsx",
        "四.csv": "四.xlsx",
        "通知.txt": None,
    }  # fmt: skip
    assert {file["path"]: file["status"] for file in files}["通知.txt"] == "skipped"
    assert all((tmp_path / "out" / file["output"]).is_file() for file in files if file["output"])


def test_an_old_word_document_is_named(call: Call, tmp_path: Path) -> None:
    header = bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0")
    (tmp_path / "表.doc").write_bytes(header + "WordDocument".encode("utf-16-le").ljust(2000, b"\0"))
    for command in (("convert", tmp_path / "表.doc", tmp_path / "出"), ("check", tmp_path / "表.doc")):
        result = call(*command)
        assert result.status == 3
        assert "Word" in result.err
        assert ".docx" in result.err


def test_a_document_without_a_form_is_an_error_by_itself(call: Call, tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text("请各单位按时报送。", "utf-8")
    result = call("check", tmp_path / "通知.txt")
    assert result.status == 3
    assert "没有认出" in result.err


def test_a_word_that_is_carried_over_is_not_told_as_left(call: Call, tmp_path: Path) -> None:
    """The guide's form: 实施年度 has no cell in the template, but all cells go into a page as they stand."""
    source = Path(__file__).parents[2] / "docs" / "guide" / "自评表.xlsx"
    assert "实施年度" in call("convert", source, tmp_path / "表.xlsx").out
    for suffix in ("html", "md", "csv"):
        target = tmp_path / f"表.{suffix}"
        assert "没有对应的格" not in call("convert", source, target).out
        assert "实施年度" in target.read_text("utf-8-sig")
