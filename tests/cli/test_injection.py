"""Texts of a workbook stay texts in everything that is written: no formula, no link, no markup, no field."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import html
from markdown_it import MarkdownIt

from tests.cli.conftest import Call
from tests.support.broken import GOOD

EVIL = (
    "=1+1", "+1+2", "-2-1", "@SUM(1)", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "\t=1+1", "\r=1+1",
    "<script>alert(1)</script>", "</td><img src=x onerror=alert(1)>", "[甲](javascript:alert(1))", "|甲|乙|",
    "![甲](http://x/y.png)", "{{7*7}}", "{value} %s", '<a href="http://x">甲</a>', "http://x.example/y", "＝1+1",
)  # fmt: skip
HEAD = (("B2", 0), ("B3", 3), ("F3", 4))
"""Cells of the project's name, its department and unit."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A form whose names, indicators, values and reasons are all of this kind."""
    book = openpyxl.load_workbook(GOOD)
    sheet = book.worksheets[0]
    places = [(address, EVIL[number]) for address, number in HEAD]
    places += [
        (f"{column}{row}", EVIL[(3 * row + at) % len(EVIL)])
        for row in range(12, 31)
        for at, column in enumerate("DEFI")
    ]
    for address, text in places:
        sheet[address].value = text
        sheet[address].data_type = "s"
    book.save(tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


def formulas(path: Path) -> list[str]:
    sheets = openpyxl.load_workbook(path).worksheets
    return [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def links(path: Path) -> list[str]:
    """Where links of a workbook lead to outside of it."""
    sheets = openpyxl.load_workbook(path).worksheets
    found = (cell.hyperlink for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    return [link.target for link in found if link.target]


def test_a_validated_copy(source: Path, call: Call) -> None:
    assert call("fill", source, "--show").status in (0, 1)
    copy = source.with_name("表_已校验.xlsx")
    assert formulas(copy) == []
    assert links(copy) == []


def test_the_summary_and_the_page_of_a_batch(source: Path, call: Call, tmp_path: Path) -> None:
    (tmp_path / "报送").mkdir()
    source.rename(tmp_path / "报送" / "=1+1 <b>.xlsx")
    assert call("batch", tmp_path / "报送", "-o", tmp_path / "出").status in (0, 1)
    summary = tmp_path / "出" / "汇总.xlsx"
    assert {re.match(r"=[A-Z]+", formula)[0] for formula in formulas(summary)} <= {"=SUBTOTAL", "=IF", "=IFERROR"}  # type: ignore[index]
    assert {link.partition("#")[0] for link in links(summary)} == {"=1+1%20%3cb%3e.xlsx"}
    page = html.parse(str(tmp_path / "出" / "report.html"))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy[0]
    assert page.xpath("//img|//a[starts-with(@href,'http') or starts-with(@href,'javascript')]|//*[@onerror]") == []
    assert not any("alert" in (script.text or "") for script in page.xpath("//script[not(@type='application/json')]"))


def test_a_csv(source: Path, call: Call) -> None:
    assert call("convert", source, source.with_suffix(".csv")).status == 0
    with source.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    plain = re.compile(r"[+-]?[\d.,]+%?|[-—]+")
    assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r")) and not plain.fullmatch(cell)] == []
    assert any("cmd|" in cell for cell in cells)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_page(suffix: str, source: Path, call: Call) -> None:
    target = source.with_suffix(suffix)
    assert call("convert", source, target).status == 0
    text = target.read_text("utf-8")
    page = html.document_fromstring(MarkdownIt("commonmark").enable("table").render(text) if suffix == ".md" else text)
    assert page.xpath("//script|//img|//a|//*[@onerror]") == []
    assert "<script>alert(1)</script>" in page.text_content()


def test_a_document(source: Path, call: Call) -> None:
    assert call("convert", source, source.with_suffix(".docx")).status == 0
    with zipfile.ZipFile(source.with_suffix(".docx")) as package:
        xml = package.read("word/document.xml").decode()
    assert "alert(1)" in xml
    assert re.findall(r"<w:(?:instrText|fldSimple|hyperlink|object)\b", xml) == []


@pytest.mark.parametrize("suffix", [".csv", ".html", ".md", ".docx", ".json"])
def test_back_into_a_workbook(suffix: str, source: Path, call: Call) -> None:
    other, back = source.with_suffix(suffix), source.with_name("回.xlsx")
    assert call("convert", source, other).status == 0
    assert call("convert", other, back).status == 0
    assert formulas(back) == []
    assert links(back) == []


def test_every_workbook_and_every_letter_of_a_batch(source: Path, call: Call, tmp_path: Path) -> None:
    """The points for the execution rate are wrong too, so that a letter is written."""
    book, out = openpyxl.load_workbook(source), tmp_path / "出"
    book.worksheets[0]["I5"] = 9
    (tmp_path / "报送").mkdir()
    book.save(tmp_path / "报送" / "表.xlsx")
    assert call("batch", tmp_path / "报送", "-o", out).status == 1
    assert call("letters", out).status == 0
    books = sorted(out.rglob("*.xlsx"))
    assert [path.name for path in books] == ["抽查底稿.xlsx", "汇总.xlsx", "表.xlsx"]
    called = {name for path in books for formula in formulas(path) for name in re.findall(r"([A-Z]+)\(", formula)}
    assert called <= {"SUM", "IF", "COUNT", "SUBTOTAL", "IFERROR"}
    assert {link for path in books for link in links(path)} <= {"表.xlsx"}
    (letter,) = out.rglob("*.docx")
    with zipfile.ZipFile(letter) as package:
        xml, rels = (package.read(f"word/{name}").decode() for name in ("document.xml", "_rels/document.xml.rels"))
    assert "=HYPERLINK(" in xml
    assert re.findall(r"<w:(?:instrText|fldSimple|hyperlink|object)\b", xml) == []
    assert "External" not in rels
