"""The proof of a copy: whatever is damaged between the writing and the reading, it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from tests.support.busy_forms import busy_form
from tests.support.writing import PAGE
from xlperf.edits import Plan, Receipt
from xlperf.errors import UnwritableError
from xlperf.evaluation import Options, evaluate
from xlperf.marking import make_plan
from xlperf.ooxml.book import Book, read_book
from xlperf.targets.proof import prove, prove_restored

Parts = dict[str, bytes]
Damage = Callable[[Parts], Parts]

SHEET, STYLES, WORKBOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"
COMMENTS, DRAWING = "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"
THEME, OTHER = "xl/theme/theme1.xml", "xl/worksheets/sheet2.xml"
RESULT, RELATIONS = "xl/worksheets/sheet4.xml", "xl/_rels/workbook.xml.rels"


class Written(NamedTuple):
    """A copy as it was made, before it reaches the disk."""

    book: Book
    plan: Plan
    receipt: Receipt
    content: bytes

    def refuses(self, content: bytes) -> None:
        with pytest.raises(UnwritableError, match="没有写出"):
            prove(self.book, self.plan, self.receipt, content)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    book = read_book(busy_form(tmp_path_factory.mktemp("proof") / "表.xlsx"))
    plan = make_plan(evaluate(book.snapshot, Options(correct=True, formulas=True)))
    content, receipt = book.render(plan, lambda _: PAGE)
    return Written(book, plan, receipt, content)


def unpack(content: bytes) -> Parts:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(parts: Parts, method: int = ZIP_DEFLATED) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", method) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


def swap(part: str, pattern: str, new: str) -> Damage:
    """A damage that puts something in the place of what a pattern finds in a part."""

    def damage(parts: Parts) -> Parts:
        text, found = re.subn(pattern, new, parts[part].decode(), count=1, flags=re.DOTALL)
        assert found, pattern
        assert text.encode() != parts[part], pattern
        return {**parts, part: text.encode()}

    return damage


def without(part: str) -> Damage:
    return lambda parts: {name: content for name, content in parts.items() if name != part}


def moved_last(part: str) -> Damage:
    return lambda parts: {**without(part)(parts), part: parts[part]}


DAMAGES: dict[str, Damage] = {
    "a byte of the theme": swap(THEME, "Office", "office"),
    "a byte of the properties": swap("docProps/core.xml", "W3CDTF", "W3CDTE"),
    "another sheet": swap(OTHER, "</sheetData>", '<row r="9"><c r="A9"><v>1</v></c></row></sheetData>'),
    "a part lost": without(THEME),
    "the other sheet lost": without(OTHER),
    "the result sheet lost": without(RESULT),
    "the notes lost": without(COMMENTS),
    "the drawing lost": without(DRAWING),
    "a part added": lambda parts: {**parts, "xl/extra.xml": b"<extra/>"},
    "a part moved": moved_last(THEME),
    "a part by another name": lambda parts: {**without(THEME)(parts), "xl/theme/Theme1.xml": parts[THEME]},
    "an amount beside": swap(SHEET, r"<v>10645707.4</v>", "<v>10645707.5</v>"),
    "a text beside": swap(SHEET, r'(<c r="E13"[^>]*>.*?)5', r"\g<1>6"),
    "a type beside": swap(SHEET, r'(<c r="G13"[^>]*?) t="n"', r'\1 t="b"'),
    "a cell beside blank": swap(SHEET, r'<c r="G13"([^>]*)>.*?</c>', r'<c r="G13"\1/>'),
    "a cell beside lost": swap(SHEET, r'<c r="G13"[^>]*>.*?</c>', ""),
    "a cell beside twice": swap(SHEET, r'(<c r="G13"[^>]*>.*?</c>)', r"\1\1"),
    "a look beside": swap(SHEET, r'(<c r="G13"[^>]*s=")\d+', r"\g<1>0"),
    "a look given": swap(SHEET, r'(<c r="H13"[^>]*s=")\d+', r"\g<1>1"),
    "a look for a blank": swap(SHEET, r'(<c r="I14"[^>]*s=")\d+', r"\g<1>0"),
    "a formula beside": swap(OTHER, r"<f>(.*?)E5\*2</f>", r"<f>\1E5*3</f>"),
    "a digit of a figure": swap(SHEET, r'(<c r="H13"[^>]*>.*?<v>)1\.6(</v>)', r"\g<1>1.7\2"),
    "a figure lost": swap(SHEET, r'<c r="H13"([^>]*)>.*?</c>', r'<c r="H13"\1/>'),
    "a figure as a text": swap(SHEET, r'<c r="H13"([^>]*)>', r'<c r="H13"\1 t="str">'),
    "a formula given": swap(SHEET, r'(<c r="H14"[^>]*><f>[^<]*)', r"\1+0"),
    "a correction undone": swap(SHEET, r'(<c r="H12"[^>]*>(?:<f>[^<]*</f>)?<v>)4(</v>)', r"\g<1>3\2"),
    "a figure too many": swap(SHEET, r'<c r="I14"([^>]*)></c>', r'<c r="I14"\1><v>4</v></c>'),
    "a row's height": swap(SHEET, r'(<row r="13"[^>]*ht=")[\d.]+', r"\g<1>99"),
    "a row hidden": swap(SHEET, r'<row r="13"', '<row hidden="1" r="13"'),
    "a row's number": swap(SHEET, r'<row r="13"', '<row r="14"'),
    "a row lost": swap(SHEET, r'<row r="10".*?</row>', ""),
    "the merges": swap(SHEET, r'<mergeCell ref="B12:B24"/>', '<mergeCell ref="B12:B23"/>'),
    "the widths": swap(SHEET, r'(<col [^>]*width=")[\d.]+', r"\g<1>1"),
    "the validations": swap(SHEET, 'sqref="F2"', 'sqref="F3"'),
    "the conditional formats": swap(SHEET, 'sqref="G12:G31"', 'sqref="G12:G30"'),
    "the view": swap(SHEET, 'zoomScale="85"', 'zoomScale="95"'),
    "the frozen panes": swap(SHEET, r'topLeftCell="A12"', 'topLeftCell="A13"'),
    "the margins": swap(SHEET, r'(<pageMargins left=")[\d.]+', r"\g<1>9"),
    "the drawing of the notes": swap(SHEET, r"<legacyDrawing[^>]*/>", ""),
    "a name": swap(WORKBOOK, r"\$E\$5", "$E$6"),
    "a name lost": swap(WORKBOOK, r'<definedName name="预算数".*?</definedName>', ""),
    "a sheet shown": swap(WORKBOOK, 'state="hidden"', 'state="visible"'),
    "a sheet renamed": swap(WORKBOOK, 'name="说明"', 'name="說明"'),
    "the result sheet renamed": swap(WORKBOOK, 'name="校验结果"', 'name="校验結果"'),
    "the sheets' order": swap(WORKBOOK, r"(<sheet [^>]*说明[^>]*/>)(<sheet [^>]*/>)", r"\2\1"),
    "the active sheet": swap(WORKBOOK, r'activeTab="0"', 'activeTab="1"'),
    "recalculation asked for": swap(WORKBOOK, r"<calcPr ", '<calcPr iterate="1" '),
    "a relationship lost": swap(RELATIONS, r"<Relationship [^>]*theme[^>]*/>", ""),
    "a relationship led astray": swap(RELATIONS, "sheet2.xml", "sheet3.xml"),
    "our relationship led astray": swap(RELATIONS, "sheet4.xml", "sheet3.xml"),
    "a content type": swap(TYPES, r'<Override [^>]*PartName="/xl/styles.xml"[^>]*/>', ""),
    "a font": swap(STYLES, r'(<font>.*?<sz val=")\d+', r"\g<1>99"),
    "a border": swap(STYLES, 'style="thin"', 'style="thick"'),
    "a fill of the clerk's": swap(STYLES, "FFFFFF00", "FFFFFF01"),
    "a look in place": swap(STYLES, r'(<cellXfs.*?horizontal=")center', r"\1right"),
    "a fill of ours": swap(STYLES, "FFDDEBF7", "FFDDEBF8"),
    "a number format": swap(STYLES, 'formatCode="0.0"', 'formatCode="0.00"'),
    "a note of the clerk's": swap(COMMENTS, "参见附件", "参见附录"),
    "a note that was extended": swap(COMMENTS, "张三：请复核", "张三：不复核"),
    "a note of ours": swap(COMMENTS, "xlperf 填入", "xlperf 填错"),
    "a note elsewhere": swap(COMMENTS, 'ref="H13"', 'ref="H99"'),
    "a note's author": swap(COMMENTS, "<author>李四</author>", "<author>王五</author>"),
    "a note's box": swap(DRAWING, r"<x:Row>12</x:Row>", "<x:Row>13</x:Row>"),
    "a worksheet that breaks off": lambda parts: {**parts, SHEET: parts[SHEET][:-20]},
    "looks that break off": lambda parts: {**parts, STYLES: parts[STYLES][:-20]},
    "a result sheet that breaks off": lambda parts: {**parts, RESULT: parts[RESULT][:-20]},
    "an empty worksheet": lambda parts: {**parts, SHEET: b""},
    "notes that are no XML": swap(COMMENTS, "</commentList>", "</commentlist>"),
    "a document type": swap(SHEET, r"<worksheet ", "<!DOCTYPE worksheet><worksheet "),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_copy_is_refused(written: Written, name: str) -> None:
    written.refuses(pack(DAMAGES[name](unpack(written.content))))


@pytest.mark.parametrize("part", [SHEET, STYLES, WORKBOOK, RELATIONS, TYPES, COMMENTS, DRAWING, THEME, OTHER])
def test_any_other_byte_is_refused(written: Written, part: str) -> None:
    parts, chance = unpack(written.content), Random(part)
    for _ in range(30):
        at, content = chance.randrange(len(parts[part])), parts[part]
        for damaged in (content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :], content[:at] + content[at + 1 :]):
            written.refuses(pack({**parts, part: damaged}, ZIP_STORED))


def test_another_word_on_the_result_sheet_is_refused(written: Written) -> None:
    written.refuses(pack(swap(RESULT, "甲", "乙")(unpack(written.content))))


def test_the_whole_copy_is_proven_however_it_is_packed(written: Written) -> None:
    for content in (written.content, pack(unpack(written.content)), pack(unpack(written.content), ZIP_STORED)):
        prove(written.book, written.plan, written.receipt, content)


@pytest.mark.parametrize("length", [0, 100, -1, -30, -1000])
def test_a_copy_that_breaks_off_is_refused(written: Written, length: int) -> None:
    written.refuses(written.content[:length])


def test_a_flipped_bit_within_a_compressed_part_is_refused(written: Written) -> None:
    with ZipFile(BytesIO(written.content)) as package:
        members = [info for info in package.infolist() if info.filename in (THEME, SHEET, STYLES, RESULT)]
    for info in members:
        at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
        content = bytearray(written.content)
        content[at] ^= 4
        written.refuses(bytes(content))


def test_a_copy_of_another_plan_is_refused(written: Written) -> None:
    short = Plan(written.plan.edits[1:], written.plan.highlights, written.plan.notes)
    content, _ = written.book.render(short, lambda _: PAGE)
    written.refuses(content)


def test_a_copy_without_memory_is_refused(written: Written) -> None:
    parts = unpack(written.content)
    store = next(name for name, content in parts.items() if b"urn:xlperf:memory" in content[:512])
    written.refuses(pack({**parts, store: b"<memory/>"}))


def test_the_source_itself_is_no_copy(written: Written, tmp_path: Path) -> None:
    written.refuses(busy_form(tmp_path / "表.xlsx").read_bytes())


TO_WHAT_WAS_THERE = (
    "a byte of the theme", "another sheet", "a part lost", "a part added", "a part moved", "an amount beside",
    "a look beside", "a row's height", "the merges", "the view", "a name", "a sheet renamed", "a relationship lost",
    "a content type", "a font", "a fill of the clerk's", "a note of the clerk's", "a worksheet that breaks off",
)  # fmt: skip


@pytest.mark.parametrize("name", TO_WHAT_WAS_THERE)
def test_a_restored_copy_that_is_damaged_is_refused(written: Written, tmp_path: Path, name: str) -> None:
    filled = tmp_path / "已校验.xlsx"
    filled.write_bytes(written.content)
    book = read_book(filled, restore=True)
    content, _ = book.render_restored()
    prove_restored(book, content)
    with pytest.raises(UnwritableError):
        prove_restored(book, pack(DAMAGES[name](unpack(content))))
