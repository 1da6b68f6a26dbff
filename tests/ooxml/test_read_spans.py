"""The spans of a scan are the elements that lxml, a second parser, finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.support.corpus import corpus_files, needs_corpus
from xlperf.cells import column_letters
from xlperf.errors import UnreadableError
from xlperf.ooxml.package import open_package
from xlperf.ooxml.scan import SheetScan
from xlperf.ooxml.scanning import scan_sheet
from xlperf.ooxml.workbook_read import read_sheets

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.xlsx"))
SAMPLED = 400
"""Cells and rows of a sheet that are cut out and parsed."""

ODD = """<?xml version="1.0"?>
<x:worksheet xmlns:x="urn:s"  a='>' ><!-- <c> --><x:sheetViews/><x:sheetData
 ><x:row/><x:row r="7" ht='1'><x:c r="B7" s='3' /><x:c r="D7"><x:v>1</x:v></x:c
 ></x:row ><x:row></x:row><x:row r="9"><x:c></x:c><x:c a=">" b='/>'/></x:row></x:sheetData><x:mergeCells><x:mergeCell
 ref="A1:B2"/></x:mergeCells><x:extLst></x:extLst></x:worksheet >"""


def local_name(element: etree._Element) -> str:
    return etree.QName(element).localname


def parse_cut(scan: SheetScan, start: int, end: int, root: etree._Element) -> etree._Element:
    """The one element that a span cuts out, parsed under the prefixes of its root."""
    prefixes = "".join(f' xmlns{":" + k if k else ""}="{uri}"' for k, uri in root.nsmap.items())
    (element,) = etree.fromstring(f"<root{prefixes}>".encode() + scan.xml[start:end] + b"</root>")
    return element


def elements(root: etree._Element, name: str) -> list[etree._Element]:
    data = next((child for child in root.iterchildren(etree.Element) if local_name(child) == "sheetData"), None)
    return [] if data is None else [e for e in data.iter(etree.Element) if local_name(e) == name]


def check_scan(scan: SheetScan) -> None:
    root, places = etree.fromstring(scan.xml, etree.XMLParser(huge_tree=True)), scan.places
    assert [child.name for child in places.children] == [local_name(c) for c in root.iterchildren(etree.Element)]
    assert len(scan.rows) == len(elements(root, "row"))
    assert len(scan.styles) == len(elements(root, "c"))
    for (row, column), style in list(scan.styles.items())[:SAMPLED]:
        cell = places.cell((row, column))
        assert cell is not None
        element = parse_cut(scan, cell.start, cell.end, root)
        assert local_name(element) == "c"
        assert element.get("r", f"{column_letters(column)}{row}").upper() == f"{column_letters(column)}{row}"
        assert int(element.get("s", "0")) == style
    for number in scan.rows[:SAMPLED]:
        span = places.row(number)
        assert span is not None
        element = parse_cut(scan, span.start, span.end, root)
        assert element.get("r", str(number)) == str(number)
        closing = b"" if span.open_end == span.end else f"</{scan.prefix}row>".encode()
        opened = SheetScan(scan.xml[span.start : span.open_end] + closing)
        assert dict(parse_cut(opened, 0, len(opened.xml), root).attrib) == dict(element.attrib)
    for child in places.children:
        if child.name != "sheetData":
            assert local_name(parse_cut(scan, child.start, child.end, root)) == child.name


@pytest.mark.parametrize("xml", [ODD, "\ufeff" + ODD], ids=["plain", "with a byte order mark"])
def test_odd_ways_of_writing(xml: str) -> None:
    scan = scan_sheet(xml.encode())
    check_scan(scan)
    assert scan.rows == [1, 7, 8, 9]
    assert list(scan.styles) == [(7, 2), (7, 4), (9, 1), (9, 2)]
    data = scan.places.data
    assert data is not None
    assert scan.xml[data.open_end :].startswith(b"<x:row/>")
    assert scan.xml[: scan.places.root_open_end].endswith(b"a='>' >")
    assert scan.xml[scan.places.root_close :] == b"</x:worksheet >"
    assert scan.xml[: data.end].endswith(b"</x:sheetData>")


@pytest.mark.parametrize("data", ["<sheetData/>", "<sheetData></sheetData>"])
def test_a_sheet_without_rows(data: str) -> None:
    xml = f"<worksheet xmlns='urn:s'>{data}</worksheet>"
    scan = scan_sheet(xml.encode())
    assert scan.places.data is not None
    assert scan.places.data.open_end == xml.index(data) + data.index(">") + 1
    assert not scan.rows


def test_a_sheet_without_data() -> None:
    assert scan_sheet(b"<worksheet xmlns='urn:s'><sheetViews/></worksheet>").places.data is None


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_examples(path: Path) -> None:
    for sheet in read_sheets(open_package(path)):
        check_scan(sheet.scan)


@needs_corpus
@pytest.mark.parametrize("path", corpus_files(), ids=lambda p: p.name)
def test_corpus(path: Path) -> None:
    try:
        sheets = read_sheets(open_package(path))
    except UnreadableError:
        return
    for sheet in sheets:
        if path.name != "poc-shared-strings.xlsx":  # it has the same row twice; the last one counts
            check_scan(sheet.scan)
