"""One reading of a worksheet part by the C parser."""

from __future__ import annotations

import re
from xml.etree.ElementTree import XML, Element, ParseError
from xml.parsers.expat import ExpatError

from xlperf.ooxml.cell_elements import Tags, column_of, read_content, style_of
from xlperf.ooxml.long_sheets import read_long
from xlperf.ooxml.outline import whole_number
from xlperf.ooxml.refusals import PROLOG, broken_xml, overfull, refuse_doctype_in
from xlperf.ooxml.scan import SheetScan

_WHOLE = 8 << 20
"""Bytes of a part up to which all its elements are made at once, which is the fastest as long as they are few."""

_PREFIX = re.compile(PROLOG + rb"([^\s/>:]+:)?", re.DOTALL)


def scan_sheet(xml: bytes) -> SheetScan:
    """Reads a worksheet part in UTF-8.

    Raises UnreadableError where it is not well-formed, has a document type, or more cells than fit into memory.
    """
    refuse_doctype_in(xml)
    scan = SheetScan(xml, _root_prefix(xml))
    try:
        if len(xml) <= _WHOLE:
            _read_at_once(scan)
        else:
            read_long(scan)
    except (ParseError, ExpatError) as error:
        raise broken_xml() from error
    return scan


def _root_prefix(xml: bytes) -> str:
    """The prefix of the root's tag with its colon, or nothing."""
    match = _PREFIX.match(xml)
    return (match[1] or b"").decode("utf-8", "replace") if match else ""


def _read_at_once(scan: SheetScan) -> None:
    root = XML(scan.xml)
    scan.namespace = root.tag.rpartition("}")[0].lstrip("{")
    tags, number = Tags(scan.namespace), 0
    data, merges, protection = (root.find(tag) for tag in (tags.data, tags.merges, tags.protection))
    for row in data if data is not None else ():
        if row.tag == tags.row:
            number = whole_number(row.get("r", ""), 0) or number + 1
            _read_row(scan, tags, row, number)
    scan.merges = tuple(merge.get("ref", "") for merge in merges) if merges is not None else ()
    scan.protection = protection.attrib if protection is not None else {}


def _read_row(scan: SheetScan, tags: Tags, row: Element, number: int) -> None:
    """A row; a cell without a reference follows the last."""
    positions, looks, tag, column = scan.positions, scan.looks, tags.cell, 0
    scan.numbers.append(number)
    for cell in row:
        if cell.tag != tag:
            continue
        reference = cell.get("r")
        column = (column_of(reference) if reference else 0) or column + 1
        positions.append((number, column))
        looks.append(style_of(cell.get("s", "0")))
        if len(cell) and (content := read_content(tags, cell)) is not None:
            scan.raw[number, column] = content
    if scan.is_overfull:
        raise overfull()
