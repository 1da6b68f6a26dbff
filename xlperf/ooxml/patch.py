"""Figures and looks for cells of one worksheet, as splices of its bytes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from xlperf.cells import Area, CellError, Value, column_letters, read_area
from xlperf.ooxml.places import Position, Span
from xlperf.ooxml.scan import SheetScan
from xlperf.ooxml.splice import Splice
from xlperf.ooxml.xml_text import clean_text

_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_BEFORE_DATA = frozenset(("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols"))
"""Children of a worksheet that stand before its data."""
_DROPPED = frozenset((b"t", b"cm", b"vm"))


@dataclass(frozen=True, slots=True)
class CellChange:
    """What one cell gets: a value, a formula beside it, another look; None leaves that as it is.

    `result` is the new value of the formula that stands there. `blank` takes the content out instead.
    """

    value: Value = None
    formula: str | None = None
    style: int | None = None
    result: Value = None
    blank: bool = False


def patch_sheet(scan: SheetScan, changes: Mapping[Position, CellChange]) -> list[Splice]:
    """Splices that make the changes; cells and rows that are absent come in in order, at the style they had to show."""
    splices, absent = [], defaultdict[int, dict[int, bytes]](dict)
    for (row, column), change in sorted(changes.items()):
        span = scan.places.cell((row, column))
        if span is not None:
            splices.append(Splice(span.start, span.end, _changed_cell(scan, span, change)))
        else:
            absent[row][column] = _new_cell(scan, row, column, change)
    if absent:
        splices += _insertions(scan, absent)
        splices += _wider_dimension(scan, ((row, column) for row, new in absent.items() for column in new))
    return splices


def number_text(number: Decimal) -> str:
    """A number as a cell stores it.

    >>> number_text(Decimal("0.9700")), number_text(Decimal("1E+2"))
    ('0.97', '100')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _changed_cell(scan: SheetScan, span: Span, change: CellChange) -> bytes:
    end = span.open_end
    tag = scan.xml[span.start : end]
    inner = b"" if end == span.end else scan.xml[end : scan.xml.rindex(b"</", end, span.end)]
    attributes: dict[bytes, bytes] = dict(_ATTRIBUTE.findall(tag))
    if change.value is not None or change.blank:
        attributes = {name: value for name, value in attributes.items() if name not in _DROPPED} | _kind(change.value)
        inner = _content(scan.prefix, change) + _extension(scan.prefix, inner)
    if change.result is not None:
        kind, inner = _kind(change.result), _renewed(scan.prefix, inner, change.result)
        attributes = {name: value for name, value in attributes.items() if name != b"t"} | kind
    if change.style is not None:
        attributes[b"s"] = b'"%d"' % change.style
    return _cell(scan.prefix, attributes, inner)


def _cell(prefix: str, attributes: Mapping[bytes, bytes], inner: bytes) -> bytes:
    tag = f"{prefix}c".encode()
    start = b"<" + tag + b"".join(b" %s=%s" % pair for pair in attributes.items())
    return start + b">" + inner + b"</" + tag + b">" if inner else start + b"/>"


def _content(prefix: str, change: CellChange) -> bytes:
    if change.value is None:
        return b""
    formula = f"<{prefix}f>{escape(change.formula)}</{prefix}f>" if change.formula else ""
    return f"{formula}<{prefix}v>{_stored(change.value)}</{prefix}v>".encode()


def _stored(value: Value) -> str:
    """A value as the v of its cell holds it."""
    if isinstance(value, bool):
        return str(int(value))
    return number_text(value) if isinstance(value, Decimal) else escape(clean_text(str(value)))


def _kind(result: Value) -> dict[bytes, bytes]:
    """The attribute that says what kind of value stands there; a number needs none."""
    kinds = ((bool, b'"b"'), (CellError, b'"e"'), (str, b'"str"'))
    return next(({b"t": kind} for sort, kind in kinds if isinstance(result, sort)), {})


def _renewed(prefix: str, inner: bytes, result: Value) -> bytes:
    """The content of a cell with another value behind its formula."""
    value = f"<{prefix}v>{_stored(result)}</{prefix}v>".encode()
    tag = re.escape(prefix).encode()
    formula = re.search(rb"<%sf\b[^>]*?/>|<%sf\b.*?</%sf\s*>" % (tag, tag, tag), inner, re.DOTALL)
    kept = formula[0] if formula else b""
    return kept + value + _extension(prefix, inner)


def _extension(prefix: str, inner: bytes) -> bytes:
    """The cell's extension list, which stays."""
    at = inner.find(f"<{prefix}extLst".encode())
    return inner[at:] if at >= 0 else b""


def _new_cell(scan: SheetScan, row: int, column: int, change: CellChange) -> bytes:
    style = style_at(scan, row, column) if change.style is None else change.style
    attributes = {b"r": f'"{column_letters(column)}{row}"'.encode()}
    if style:
        attributes[b"s"] = b'"%d"' % style
    return _cell(scan.prefix, attributes | _kind(change.value), _content(scan.prefix, change))


def style_at(scan: SheetScan, row: int, column: int) -> int:
    """The look that shows at a position: the cell's own, else its row's, else its column's."""
    if (row, column) in scan.styles:
        return scan.styles[row, column]
    span = scan.places.row(row)
    if span is not None:
        attributes = {name: value[1:-1] for name, value in _ATTRIBUTE.findall(scan.xml[span.start : span.open_end])}
        if attributes.get(b"customFormat") in (b"1", b"true") and attributes.get(b"s", b"").isdigit():
            return int(attributes[b"s"])
    return next((style for first, last, style in column_styles(scan) if first <= column <= last), 0)


def column_styles(scan: SheetScan) -> Iterator[tuple[int, int, int]]:
    """First column, last column and look of each run of columns that has one."""
    for attributes in columns(scan):
        if attributes.get(b"style", b"").isdigit():
            yield int(attributes[b"min"]), int(attributes[b"max"]), int(attributes[b"style"])


def columns(scan: SheetScan) -> Iterator[dict[bytes, bytes]]:
    """The attributes of each run of columns."""
    for child in scan.places.children:
        if child.name == "cols":
            for tag in re.findall(rb"<(?:[\w.-]+:)?col\b[^>]*>", scan.xml[child.start : child.end]):
                attributes = {name: value[1:-1] for name, value in _ATTRIBUTE.findall(tag)}
                if attributes.get(b"min", b"").isdigit() and attributes.get(b"max", b"").isdigit():
                    yield attributes


def _insertions(scan: SheetScan, absent: Mapping[int, Mapping[int, bytes]]) -> Iterator[Splice]:
    columns_by_row: dict[int, list[int]] = defaultdict(list)
    for row, column in scan.cells_in(absent.keys()):
        columns_by_row[row].append(column)
    new_rows = {}
    for row, cells in sorted(absent.items()):
        span = scan.places.row(row)
        if span is None:
            new_rows[row] = cells
        else:
            yield from _into_row(scan, span, row, cells, columns_by_row[row])
    if new_rows:
        yield from _into_data(scan, new_rows)


def _into_row(scan: SheetScan, span: Span, row: int, cells: Mapping[int, bytes], known: list[int]) -> Iterator[Splice]:
    """Cells for a row that stands: each before the first cell further right, or behind the last cell."""
    tag = _wider_row(scan.xml[span.start : span.open_end], cells)
    if span.open_end == span.end:
        inner = b"".join(content for _, content in sorted(cells.items()))
        opened = tag.removesuffix(b"/>").rstrip() + b">"
        yield Splice(span.start, span.end, opened + inner + f"</{scan.prefix}row>".encode())
        return
    if tag != scan.xml[span.start : span.open_end]:
        yield Splice(span.start, span.open_end, tag)
    last = scan.places.cell((row, max(known))) if known else None
    for column, content in sorted(cells.items()):
        follower = min((other for other in known if other > column), default=None)
        end = last.end if last else span.open_end  # an extension of the row may follow
        at = end if follower is None else scan.places.start_of_cell((row, follower))
        yield Splice(at, at, content)


def _wider_row(tag: bytes, cells: Iterable[int]) -> bytes:
    """A row's start tag whose ``spans`` cover the new cells too."""
    match = re.search(rb"""\sspans\s*=\s*["'](\d+):(\d+)["']""", tag)
    if match is None:
        return tag
    first, last = min(int(match[1]), *cells), max(int(match[2]), *cells)
    return tag[: match.start()] + b' spans="%d:%d"' % (first, last) + tag[match.end() :]


def _into_data(scan: SheetScan, rows: Mapping[int, Mapping[int, bytes]]) -> Iterator[Splice]:
    """Rows that are absent: each before the first row further down, the last ones at the end of the data."""
    data, places = scan.places.data, scan.places
    new = {row: _new_row(scan.prefix, row, cells) for row, cells in rows.items()}
    if data is None:
        name = f"{scan.prefix}sheetData".encode()
        at = max((child.end for child in places.children if child.name in _BEFORE_DATA), default=places.root_open_end)
        yield Splice(at, at, b"<%s>%s</%s>" % (name, b"".join(new.values()), name))
    elif data.open_end == data.end:
        opened = scan.xml[data.start : data.end].removesuffix(b"/>").rstrip() + b">"
        end = f"</{scan.prefix}sheetData>".encode()
        yield Splice(data.start, data.end, opened + b"".join(new.values()) + end)
    else:
        close = scan.xml.rindex(b"</", data.start, data.end)
        known = sorted(scan.rows)
        for row, content in new.items():
            follower = next((other for other in known if other > row), None)
            at = close if follower is None else places.start_of_row(follower)
            yield Splice(at, at, content)


def _new_row(prefix: str, row: int, cells: Mapping[int, bytes]) -> bytes:
    tag = f"{prefix}row".encode()
    return b'<%s r="%d">%s</%s>' % (tag, row, b"".join(content for _, content in sorted(cells.items())), tag)


def _wider_dimension(scan: SheetScan, positions: Iterable[Position]) -> Iterator[Splice]:
    """The sheet's ``dimension``, where cells were put outside of it."""
    child = scan.places.child("dimension")
    match = re.compile(rb"""\sref\s*=\s*["']([^"']*)["']""").search(scan.xml, child.start, child.end) if child else None
    old = read_area(match[1].decode()) if match else None
    if match is None or old is None:
        return
    new = old
    for row, column in positions:
        new = Area(min(new.top, row), min(new.left, column), max(new.bottom, row), max(new.right, column))
    if new != old:
        yield Splice(match.start(1), match.end(1), str(new).encode())
