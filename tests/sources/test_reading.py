"""Documents of each kind: what is read, and what is refused and why."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from xlperf.cells import Area, Sheet
from xlperf.errors import UnreadableError
from xlperf.sources import read_source

CFB = bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0")


def read(name: str, data: bytes) -> Sheet:
    (sheet,) = read_source(Path(name), data).sheets
    return sheet


def texts(sheet: Sheet) -> dict[str, str]:
    return {cell.ref.address: cell.text for _, cell in sorted(sheet.cells.items())}


def word(build: Callable[[Document], None]) -> bytes:  # type: ignore[valid-type]
    document, content = Document(), BytesIO()
    build(document)
    document.save(content)
    return content.getvalue()


def test_word_paragraphs_and_merged_cells() -> None:
    def build(document: Document) -> None:  # type: ignore[valid-type]
        document.add_paragraph("标题")
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "甲"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "乙"
        table.cell(1, 2).text = "丙\n二"
        table.cell(2, 0).text = "丁"
        document.add_paragraph("尾")

    sheet = read("a.docx", word(build))
    assert texts(sheet) == {"A1": "标题", "A2": "甲", "B2": "乙", "C3": "丙\n二", "A4": "丁", "A5": "尾"}
    assert set(sheet.merges) == {Area(2, 1, 3, 1), Area(2, 2, 2, 3)}


def test_web_page_spans_and_silence() -> None:
    page = """<html><head><title>不读</title><style>p{}</style></head><body><p>第一&nbsp;段</p><script>alert(1)</script>
    <table><tr><td rowspan=2>甲<br>乙</td><td colspan=2>丙</td></tr>
    <tr><td>1</td><td><p>二</p><p>三</p></td></tr></table>
    尾</body></html>"""
    sheet = read("a.html", page.encode())
    assert texts(sheet) == {"A1": "第一 段", "A2": "甲\n乙", "B2": "丙", "B3": "1", "C3": "二\n三", "A4": "尾"}
    assert set(sheet.merges) == {Area(2, 1, 3, 1), Area(2, 2, 2, 3)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_encodings_of_offices(encoding: str) -> None:
    sheet = read("a.csv", '项目名称,"甲,乙"\n执行率,97.00%\n'.encode(encoding))
    assert texts(sheet) == {"A1": "项目名称", "B1": "甲,乙", "A2": "执行率", "B2": "97.00%"}


def test_markdown_table() -> None:
    sheet = read("a.md", "# 标题\n\n| 甲 | 乙 |\n|---|---|\n| 1\\|2 | 三<br>四 |\n".encode())
    assert texts(sheet) == {"A1": "标题", "A2": "甲", "B2": "乙", "A3": "1|2", "B3": "三\n四"}


def test_text_with_tabs_and_left_over_markup() -> None:
    sheet = read("a.txt", "标题\n甲\t\t<p>一</p> <p>二</p>\n\n\t乙\t\n".encode())
    assert texts(sheet) == {"A1": "标题", "A2": "甲", "C2": "一\n二", "B3": "乙"}


def test_text_with_a_cell_a_line() -> None:
    sheet = read("a.txt", "标题\n\t甲\n\t乙\n丙\n\n\t丁\n\t\n\t戊\n".encode())
    assert texts(sheet) == {"A1": "标题", "B2": "甲", "C2": "乙\n丙", "B3": "丁", "D3": "戊"}


def package(name: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "<x/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页（HTML）"),
        ("a.et", package("xl/workbook.xml"), "新版工作簿（.xlsx）"),
        ("a.et", b"%PDF-1.7", "PDF 文件"),
        ("a.docx", CFB + "WordDocument".encode("utf-16-le"), "旧版 Word 文档"),
        ("a.xls", CFB + "WordDocument".encode("utf-16-le"), "旧版 Word 文档"),
        ("a.xls", CFB + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        ("a.xls", CFB + b"\0" * 600, "没有工作表"),
        ("a.xls", CFB + "Workbook".encode("utf-16-le"), "已损坏"),
        ("a.pdf", b"%PDF-1.7\n%%EOF", "已损坏"),
        ("a.pdf", b"", "空文件"),
        ("a.docx", package("other.xml"), "已损坏"),
        ("a.ods", package("other.xml"), "已损坏"),
        ("a.csv", bytes(range(256)) * 4, "认不出"),
        ("a.html", b"\xff" * 40, "编码"),
    ],
)
def test_what_is_refused_is_named(name: str, data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_source(Path(name), data)
    assert problem in str(caught.value.problem)
    assert name in str(caught.value.problem)
    assert str(caught.value.remedy)


def scan() -> bytes:
    """A PDF of one page with a picture and no text, as a scanner makes it."""
    content = b"q 500 0 0 700 50 50 cm /Im0 Do Q"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream",
    ]
    data, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def test_a_scan_is_named() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_source(Path("扫描.pdf"), scan())
    assert "扫描件" in str(caught.value.problem)
    assert "原件" in str(caught.value.remedy)
