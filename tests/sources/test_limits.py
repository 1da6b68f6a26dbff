"""Documents that ask for far more than any form: what is beyond the bounds is left or refused, and said."""

from __future__ import annotations

import os
import sys
import time
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from tests.support.hostile import pack
from tests.support.hostile_documents import ods_cell, pdf, pdf_pages, pdf_stream, row, sheet
from xlperf.across.reference_files import read_reference
from xlperf.converting import open_book
from xlperf.errors import UnreadableError
from xlperf.ooxml.harmless import refuse_harm
from xlperf.sources import pdf_apart, read_source
from xlperf.sources.laying import MOST_COLUMNS, MOST_COVERED, MOST_ROWS, Laying, Piece
from xlperf.sources.reading import LONGEST_TEXT


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_source(Path(name), data)
    assert name in str(caught.value.problem)
    return str(caught.value.problem)


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.md", "a.csv", "a.tsv", "a.txt"])
def test_a_text_of_many_megabytes_is_not_read(name: str) -> None:
    assert "大得不像自评表" in refusal(name, b"a,b\n" * (LONGEST_TEXT // 4 + 1))


def test_what_is_beyond_the_last_row_and_column_is_left() -> None:
    laying = Laying("表")
    laying.table([[Piece("甲", columns=10**9, rows=10**9), Piece("外")]])
    laying.line("下")
    assert [cell.text for cell in laying.sheet.cells.values()] == ["甲", "下"]
    assert [area[2:] for area in laying.sheet.merges] == [(MOST_COVERED, MOST_COLUMNS)]


def test_a_row_and_a_column_within_are_kept() -> None:
    laying = Laying("表")
    laying.table([[Piece(str(column)) for column in range(1, MOST_COLUMNS + 5)]])
    laying.rows([Piece(str(row))] for row in range(2, MOST_ROWS + 5))
    assert len(laying.sheet.cells) == MOST_COLUMNS + MOST_ROWS - 1
    assert laying.sheet.cells[1, MOST_COLUMNS].text == str(MOST_COLUMNS)
    assert laying.sheet.cells[MOST_ROWS, 1].text == str(MOST_ROWS)


def test_cells_of_a_spreadsheet_that_are_repeated_within_reason_are_all_there() -> None:
    rows = row(ods_cell("甲", 'table:number-columns-repeated="3"'), 'table:number-rows-repeated="4"') + row(
        ods_cell("乙")
    )
    (table,) = read_source(Path("a.ods"), sheet(rows)()).sheets
    assert {at: cell.text for at, cell in table.cells.items()} == {
        **{(r, c): "甲" for r in range(1, 5) for c in range(1, 4)}, (5, 1): "乙",
    }  # fmt: skip


def test_a_cell_that_is_repeated_without_end_is_cut_off() -> None:
    rows = row(ods_cell("1", 'table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1048576"')
    (table,) = read_source(Path("a.ods"), sheet(rows)()).sheets
    assert max(column for _, column in table.cells) == MOST_COLUMNS
    assert max(r for r, _ in table.cells) < MOST_ROWS


def test_blanks_without_end_are_cut_off() -> None:
    (table,) = read_source(Path("a.ods"), sheet(row(ods_cell('甲<text:s text:c="999999999"/>乙')))()).sheets
    (cell,) = table.cells.values()
    assert cell.text.split() == ["甲", "乙"]
    assert len(cell.text) < 2000


def drawing_each_other(levels: int) -> bytes:
    """A page that draws a form ten times, which draws another ten times, and so on."""
    forms = [
        f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length {len(body)}/Resources<</XObject<</F {5 + n} 0 R>>>>>>"
        f"stream\n{body}\nendstream"
        for n, body in enumerate([" /F Do" * 10] * levels)
    ]
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 4 0 R>>>>>>"
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, *forms])


@pytest.mark.parametrize("levels", [1, 12])
def test_a_page_that_draws_itself_is_refused(levels: int) -> None:
    data = drawing_each_other(levels)
    looped = data if levels > 1 else data.replace(b"/F 5 0 R", b"/F 4 0 R")
    assert "多得异常" in refusal("a.pdf", looped)


def test_a_stream_that_grows_is_refused_before_it_does() -> None:
    assert "压缩炸弹" in refusal("a.pdf", pdf_stream(zlib.compress(bytes(100 << 20), 9)))


def test_a_picture_may_be_as_large_as_it_likes() -> None:
    picture = b"5 0 obj <</Type/XObject/Subtype/Image/Filter/FlateDecode>>stream\n" + zlib.compress(bytes(100 << 20), 9)
    data = pdf_stream(zlib.compress(b"q Q")).replace(b"xref\n", picture + b"\nendstream endobj\nxref\n", 1)
    assert "扫描件" in refusal("a.pdf", data)  # a page without words, and no bomb


def binary_workbook(row: int, column: int) -> bytes:
    """A binary sheet with one number at a place counted from 0, as [MS-XLSB] has its records."""
    record = b"\0\x04" + row.to_bytes(4, "little") + b"\2\x0c" + column.to_bytes(4, "little") + bytes(8)
    return pack({"xl/worksheets/sheet1.bin": b"\x91\1\0" + record + b"\x92\1\0"})


@pytest.mark.parametrize(("row", "column", "is_refused"), [(9, 8, False), (1048575, 16383, True), (0, 16383, False)])
def test_a_binary_sheet_is_as_large_as_its_last_cell(row: int, column: int, is_refused: bool) -> None:
    data = binary_workbook(row, column)
    if not is_refused:
        refuse_harm(Path("a.xlsb"), data)
        return
    with pytest.raises(UnreadableError, match="1048576"):
        refuse_harm(Path("a.xlsb"), data)


@pytest.mark.parametrize("suffix", [".docx", ".ods", ".xlsb"])
def test_every_door_refuses_a_bomb(suffix: str, tmp_path: Path) -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("media/a.bin", bytes(64 << 20))
    bomb = tmp_path / f"表{suffix}"
    bomb.write_bytes(content.getvalue())
    with pytest.raises(UnreadableError, match="压缩炸弹"):
        open_book(bomb)
    with pytest.raises(UnreadableError, match="压缩炸弹"):
        list(read_reference(bomb, "批复"))


LEAST = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1)); "
"""Lets a process have one second."""


def run_length(times: int) -> bytes:
    """What RunLengthDecode makes 64 times as long."""
    return b"\x81\x00" * times + b"\x80"


@pytest.mark.parametrize(
    ("stream", "filters"),
    [
        (zlib.compress(zlib.compress(bytes(1 << 30), 9), 9), "[/FlateDecode/FlateDecode]"),
        (run_length(8 << 20), "/RunLengthDecode"),
        (zlib.compress(run_length(16 << 20), 9), "[/FlateDecode/RunLengthDecode]"),
    ],
    ids=["twice", "run length", "run length within"],
)
@pytest.mark.skipif(os.name != "posix", reason="memory is bounded by the system on Unix only")
def test_filters_upon_filters_end_the_reading_and_not_the_reader(stream: bytes, filters: str) -> None:
    begin = time.process_time(), os.times().children_user
    assert "多得异常" in refusal("a.pdf", pdf_stream(stream, f"/Filter{filters}"))
    assert time.process_time() - begin[0] + os.times().children_user - begin[1] < 10


@pytest.mark.skipif(os.name != "posix", reason="processor time is bounded by the system on Unix only")
def test_reading_without_end_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_apart, "_CHILD", LEAST + pdf_apart._CHILD)
    assert "多得异常" in refusal("a.pdf", pdf_stream(b"30" * (8 << 20) + b">", "/Filter/ASCIIHexDecode"))


def test_waiting_ends_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_apart, "_BUSY", 0.001)
    assert "多得异常" in refusal("a.pdf", pdf_pages(3))


@pytest.mark.skipif(os.name != "posix", reason="on Windows Ctrl-C reaches no process without a window")
def test_ctrl_c_at_the_terminal_does_not_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workbook at hand is finished; who is asked to stop is the one who has begun it."""
    tell = "import os, pickle, sys; pickle.dump(ValueError(os.getpgid(0)), sys.stdout.buffer)"
    monkeypatch.setattr(pdf_apart, "_CHILD", tell)
    with pytest.raises(ValueError) as told:  # noqa: PT011
        pdf_apart.read_pdf_apart(b"")
    assert told.value.args != (os.getpgid(0),)


def test_a_missing_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    assert "需要的组件没有安装（pdfplumber）" in refusal("a.pdf", pdf_pages(3))
