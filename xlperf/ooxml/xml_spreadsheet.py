"""A range as Excel hands it over in one piece: XML Spreadsheet 2003, read for the looks of its cells.

Source of its elements: Microsoft, "XML Spreadsheet Reference" (Office 2003).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import XML, Element, ParseError

from xlperf.cells import Area
from xlperf.ooxml.formats import GENERAL
from xlperf.ooxml.outline import whole_number
from xlperf.ooxml.places import Position
from xlperf.ooxml.refusals import broken_xml, refuse_doctype_in

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"

_NAMED = {
    "General Number": GENERAL, "General Date": "yyyy/m/d h:mm", "Short Date": "yyyy/m/d", "Medium Date": "d-mmm-yy",
    "Long Date": 'yyyy"年"m"月"d"日"', "Short Time": "h:mm", "Medium Time": "h:mm AM/PM", "Long Time": "h:mm:ss",
    "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00",
    "Currency": '"¥"#,##0.00', "Euro Currency": '"€"#,##0.00',
}  # fmt: skip
"""Number formats that are written by a name."""

_DEFAULT = "Default"
_MOST_REPEATED = 10_000
"""Rows or columns that one element may stand for; more of them would be none of a form."""


class Paint(NamedTuple):
    """The fill of a cell as far as it is told: pattern, and colour as RRGGBB."""

    pattern: str
    colour: str


@dataclass(frozen=True)
class Looks:
    """What the cells of a range look like, by 1-based positions within it.

    `formats` are number formats other than General, `paints` fills, None where they are not known; `notes` the words
    of notes.
    """

    formats: Mapping[Position, str] = field(default_factory=dict)
    paints: Mapping[Position, Paint] | None = None
    merges: tuple[Area, ...] = ()
    notes: Mapping[Position, str] = field(default_factory=dict)


class _Style(NamedTuple):
    parent: str
    number_format: str | None
    paint: Paint | None


def read_looks(xml: bytes) -> Looks:
    """The looks of the first worksheet in UTF-8 XML. Raises UnreadableError where it is no XML Spreadsheet."""
    refuse_doctype_in(xml)
    try:
        root = XML(xml)
    except ParseError as error:
        raise broken_xml() from error
    table = root.find(f"{_SS}Worksheet/{_SS}Table")
    if table is None:
        raise broken_xml()
    return _Reader(root).read(table)


class _Reader:
    """The cells of one table, with the styles that they name."""

    def __init__(self, root: Element) -> None:
        listed = root.iterfind(f"{_SS}Styles/{_SS}Style")
        self.styles = {_get(style, "ID"): _style(style) for style in listed}
        self.formats: dict[Position, str] = {}
        self.paints: dict[Position, Paint] = {}
        self.merges: list[Area] = []
        self.notes: dict[Position, str] = {}

    def read(self, table: Element) -> Looks:
        of_columns = {at: _get(column, "StyleID") for at, column in _counted(table.iterfind(f"{_SS}Column"))}
        of_table = _get(table, "StyleID") or _DEFAULT
        for row, element in _counted(table.iterfind(f"{_SS}Row")):
            of_row = _get(element, "StyleID")
            for column, cell in _counted(element.iterfind(f"{_SS}Cell")):
                style = _get(cell, "StyleID") or of_row or of_columns.get(column) or of_table
                self.read_cell((row, column), cell, style)
        return Looks(self.formats, self.paints, tuple(self.merges), self.notes)

    def read_cell(self, at: Position, cell: Element, style: str) -> None:
        across, down = _whole(cell, "MergeAcross"), _whole(cell, "MergeDown")
        area = Area(*at, at[0] + down, at[1] + across)
        if area.size > 1:
            self.merges.append(area)
        comment = cell.find(f"{_SS}Comment")
        if comment is not None:
            self.notes[at] = "".join(comment.itertext()).strip("\r\n")
        number_format, paint = self.number_format(style), self.paint(style)
        for position in area.positions() if area.size <= _MOST_REPEATED else [at]:
            if number_format != GENERAL:
                self.formats[position] = number_format
            if paint is not None:
                self.paints[position] = paint

    def number_format(self, style: str) -> str:
        code = next((s.number_format for s in self.lineage(style) if s.number_format is not None), "") or GENERAL
        return _NAMED.get(code, code)

    def paint(self, style: str) -> Paint | None:
        paint = next((s.paint for s in self.lineage(style) if s.paint is not None), None)
        return paint if paint is not None and paint.pattern != "None" else None

    def lineage(self, style: str) -> Iterator[_Style]:
        """A style, then those that it inherits from."""
        for _ in self.styles:
            known = self.styles.get(style)
            if known is None:
                return
            yield known
            style = known.parent


def _style(style: Element) -> _Style:
    numbers, interior = style.find(f"{_SS}NumberFormat"), style.find(f"{_SS}Interior")
    paint = None
    if interior is not None:
        paint = Paint(_get(interior, "Pattern") or "None", _get(interior, "Color").lstrip("#").upper())
    parent = _get(style, "Parent") or (_DEFAULT if _get(style, "ID") != _DEFAULT else "")
    return _Style(parent, _get(numbers, "Format") if numbers is not None else None, paint)


def _counted(elements: Iterator[Element]) -> Iterator[tuple[int, Element]]:
    """Rows, columns or cells with their numbers: one without an index follows the last; a span repeats it.

    What lies under a cell merged across is passed over, since it has no element.
    """
    number = 0
    for element in elements:
        number = _whole(element, "Index") or number + 1
        span = min(_whole(element, "Span"), _MOST_REPEATED)
        yield from ((number + further, element) for further in range(span + 1))
        number += span + _whole(element, "MergeAcross")


def _get(element: Element, name: str) -> str:
    return element.get(f"{_SS}{name}", "")


def _whole(element: Element, name: str) -> int:
    return whole_number(_get(element, name), 0)
