"""Traps of spelling: the same worksheet may be written in many ways, in which a naive search for tags goes astray.

Spans as a second parser finds them are in test_read_spans; prefixes on every element in test_write_cells.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.support.packages import differences
from tests.support.small_packages import MAIN, parts_of, sheet_xml, write_parts
from tests.support.writing import COMMON, RATE, SHEET, cell_number, find_cell, put, tree, unmet
from xlperf.errors import XlperfError
from xlperf.ooxml.book import read_book

EDITS = ("B1", "C1", "D1", "A2", "A3", "B4", "A9")
"""Absent cells between others, in a row that is there, in rows that are not."""

SPELLINGS = {
    "line ends within tags": (
        '<row\n r="1"\r\n><c\n\tr="A1"\n t="n"\n><v\n>1</v\n></c\n><c\nr="E1"\n/></row\n><row\nr="4"\n>'
        '<c r="A4"/></row>'
    ),
    "single quotes, with a sign in them": (
        "<row a='>' r='1' b='/>'><c r='A1' a='<c r=\"B1\">'><v>1</v></c><c r='E1' a='/>'/></row><row r='4' a='/'/>"
    ).replace('<c r="B1">', "&lt;c r=&quot;B1&quot;>"),
    "comments with cells in them": (
        '<!-- <row r="1"><c r="B1"/></row> --><row r="1"><!--<c r="B1"/>--><c r="A1"><!-- </c> --><v>1</v></c>'
        '<!-- </row> --><c r="E1"/></row><!-- </sheetData> --><row r="4"><c r="C4"/></row>'
    ),
    "cells in character data": (
        '<row r="1"><c r="A1" t="str"><v><![CDATA[<c r="B1"><v>7</v></c></row></sheetData>]]></v></c><c r="E1"/></row>'
        '<row r="4"><c r="A4" t="inlineStr"><is><t><![CDATA[</c><row r="2">]]></t></is></c></row>'
    ),
    "instructions with cells in them": (
        '<?a <row r="1"><c r="B1"/></row> ?><row r="1"><?a </row>?><c r="A1"><v>1</v></c><?b <c r="D1"/> ?></row>'
        '<row r="4"><c r="A4"/><?c </sheetData> ?></row>'
    ),
    "empty elements with an end": (
        '<row r="1"><c r="A1"></c><c r="E1"><v></v></c></row><row r="3"></row><row r="4"   ><c r="A4"   /></row   >'
    ),
    "cells of others in a cell's extension": (
        '<row r="1"><c r="A1"><v>1</v><extLst><ext uri="u"><z:c xmlns:z="urn:z" r="B1"/><z:row xmlns:z="urn:z"/></ext>'
        '</extLst></c></row><row r="4"><c r="C4"/></row>'
    ),
    "attributes in another order": (
        '<row spans="1:5" ht="20" r="1"><c s="0" t="n" r="A1"><v>1</v></c><c s="0" r="E1"/></row><row ht="9" r="4"/>'
    ),
    "addresses in small letters": '<row r="1"><c r="a1"><v>1</v></c><c r="e1"/></row><row r="4"><c r="c4"/></row>',
    "blanks between elements": (
        '\n  <row r="1">\n    <c r="A1">\n <v>1</v>\n </c>\n <c r="E1"/>\n  </row>\n  <row r="4">\n  </row>\n'
    ),
}
AROUND = (
    '<cols><col min="1" max="2" width="9"/></cols>',
    '<mergeCells count="1"><mergeCell ref="X1:Y1"/></mergeCells><rowBreaks count="1"><brk id="3"/></rowBreaks>'
    '<colBreaks count="1"><brk id="3"/></colBreaks>',
)


def spelled(folder: Path, rows: str) -> Path:
    return write_parts(folder / "in.xlsx", parts_of(sheet_xml(rows, *AROUND)))


@pytest.mark.parametrize("name", SPELLINGS)
def test_figures_find_their_place_however_the_sheet_is_written(tmp_path: Path, name: str) -> None:
    source = spelled(tmp_path, SPELLINGS[name])
    target, receipt = put(source, dict.fromkeys(EDITS), ["A1", "E1"], sheet="Sheet1")
    assert unmet(receipt) == []
    assert [cell_number(target, address) for address in EDITS] == [str(RATE)] * len(EDITS)
    cells = [f"{SHEET}!{address}" for address in (*EDITS, "A1", "E1")]
    assert differences(source, target, cells, COMMON) == []
    refs = [str(c.get("r")).upper() for c in tree(target, SHEET).iter(f"{{{MAIN}}}c")]
    assert len(refs) == len(set(refs))
    rows = [int(row.get("r")) for row in tree(target, SHEET).iter(f"{{{MAIN}}}row")]
    assert rows == sorted(set(rows))


@pytest.mark.parametrize("name", SPELLINGS)
def test_what_stood_there_reads_the_same_in_the_copy(tmp_path: Path, name: str) -> None:
    source = spelled(tmp_path, SPELLINGS[name])
    target, _ = put(source, dict.fromkeys(EDITS), ["A1"], ["A1"], sheet="Sheet1")
    assert read_book(target).snapshot.sheets == read_book(source).snapshot.sheets


ODDITIES = {
    "a second prefix of the same namespace": (
        f'<row r="1"><x:c xmlns:x="{MAIN}" r="A1"><x:v xmlns:x="{MAIN}">1</x:v></x:c><c r="E1"/></row>',
        ["A1", "B1", "E1"],
    ),
    "an extension of a row": (
        '<row r="1"><c r="A1"><v>1</v></c><extLst><ext uri="u"/></extLst></row>',
        ["A1", "B1", "extLst"],
    ),
    "an element of others in an extension, without a prefix": (
        '<row r="1"><c r="A1"><v>1</v><extLst><ext uri="u"><c xmlns="urn:z" r="B1"/></ext></extLst></c></row>',
        ["A1", "B1"],
    ),
}


@pytest.mark.parametrize("name", ODDITIES)
def test_what_hardly_anybody_writes_is_patched_right_or_not_at_all(tmp_path: Path, name: str) -> None:
    rows, expected = ODDITIES[name]
    source = spelled(tmp_path, rows)
    try:
        target, _ = put(source, {"B1": None}, ["A1"], sheet="Sheet1")
    except XlperfError:
        assert [path.name for path in tmp_path.iterdir()] == ["in.xlsx"]
        return
    (row,) = tree(target, SHEET).iter(f"{{{MAIN}}}row")
    assert [child.get("r", etree.QName(child).localname) for child in row] == expected
    assert find_cell(target, "A1").findtext(f"{{{MAIN}}}v") == "1"
