"""Notes of one worksheet: the box of each, a shape in the sheet's VML drawing, hidden until hovered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from xlperf.cells import Area
from xlperf.ooxml.patch import columns
from xlperf.ooxml.places import Position
from xlperf.ooxml.scan import SheetScan
from xlperf.ooxml.splice import Splice
from xlperf.ooxml.text_size import count_lines, text_width

_WIDE_SIGNS = 22
"""Chinese characters on one line of a note."""

_SIGN_PIXELS, _LINE_PIXELS, _MARGIN = 12, 16, 16
_COLUMN_PIXELS, _ROW_PIXELS = 72, 19
_GAP = 12
_POINT = 0.75
_FARTHEST = 200
_FIELD = 1024
"""Shape ids of one drawing lie in fields of this size, which the drawing lists in its idmap."""

_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202"{names} coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_ROW_HEIGHT = re.compile(rb"""\sht\s*=\s*["']([\d.]+)""")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)""")
_CLOSING_TAG = re.compile(rb"</\s*(?:[\w.-]+:)?xml\s*>")


@dataclass(frozen=True, slots=True)
class Box:
    """Where a note's shape lies: eight numbers, column and pixels in it, row and pixels in it, of two corners."""

    anchor: tuple[int, ...]
    width: int
    height: int


class Grid:
    """The widths and heights of a worksheet's columns and rows, in pixels."""

    def __init__(self, scan: SheetScan) -> None:
        self._scan = scan
        self._rows: dict[int, int] = {}
        self._columns = [
            (int(run[b"min"]), int(run[b"max"]), 0 if run.get(b"hidden") in (b"1", b"true") else _pixels(run))
            for run in columns(scan)
        ]

    def column(self, column: int) -> int:
        """The width of a 1-based column."""
        return next((width for first, last, width in self._columns if first <= column <= last), _COLUMN_PIXELS)

    def row(self, row: int) -> int:
        """The height of a 1-based row."""
        if row not in self._rows:
            self._rows[row] = _row_pixels(self._scan.places.row_tag(row))
        return self._rows[row]


def place_box(grid: Grid, area: Area, text: str) -> Box:
    """A box right of a cell, as large as its text."""
    lines = text.split("\n")
    rows = count_lines(text, 2 * _WIDE_SIGNS)
    widest = min(2 * _WIDE_SIGNS, max(text_width(line) for line in lines))
    width = max(widest, 12) * _SIGN_PIXELS // 2 + _MARGIN
    height = rows * _LINE_PIXELS + _MARGIN
    left, top = area.right, max(area.top - 2, 0)
    right, right_rest = _walk(left, _GAP + width, grid.column)
    bottom, bottom_rest = _walk(top, _GAP + height, grid.row)
    return Box((left, _GAP, top, _GAP, right, right_rest, bottom, bottom_rest), width, height)


def make_drawing(boxes: Mapping[Position, Box], field: int) -> bytes:
    """A VML drawing with the boxes of notes; its shape ids lie in that field."""
    shapes = "".join(_shape(at, box, field * _FIELD + n, "") for n, (at, box) in enumerate(sorted(boxes.items()), 1))
    fields = ",".join(str(field + n) for n in range(1 + len(boxes) // _FIELD))
    return (
        f'<xml{_declarations(_NAMESPACES)}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{fields}"/>'
        f"</o:shapelayout>{_SHAPE_TYPE.format(names='')}{shapes}</xml>"
    ).encode()


def add_boxes(vml: bytes, boxes: Mapping[Position, Box]) -> list[Splice]:
    """Splices that put boxes into a VML drawing that stands. A drawing need not be well-formed XML."""
    if not boxes:
        return []
    missing = {prefix: uri for prefix, uri in _NAMESPACES.items() if f'xmlns:{prefix}="{uri}"'.encode() not in vml}
    names = _declarations(missing)
    first, idmap = _free_id(vml, len(boxes))
    shapes = "".join(_shape(at, box, first + n, names) for n, (at, box) in enumerate(sorted(boxes.items())))
    head = "" if b'"_x0000_t202"' in vml else _SHAPE_TYPE.format(names=names)
    ends = [match.start() for match in _CLOSING_TAG.finditer(vml)]
    at = ends[-1] if ends else len(vml)
    return [*idmap, Splice(at, at, (head + shapes).encode())]


def take_boxes_out(vml: bytes, positions: Iterable[Position]) -> list[Splice]:
    """Splices that take the boxes of notes out of a drawing."""
    wanted = set(positions)
    splices = []
    for match in re.finditer(rb"<(?:[\w.-]+:)?shape\b.*?</(?:[\w.-]+:)?shape>", vml, re.S):
        row, column = (re.search(rb"<(?:\w+:)?%s>\s*(\d+)" % name, match[0]) for name in (b"Row", b"Column"))
        if b'"Note"' in match[0] and row and column and (int(row[1]) + 1, int(column[1]) + 1) in wanted:
            splices.append(Splice(match.start(), match.end(), b""))
    return splices


def _free_id(vml: bytes, count: int) -> tuple[int, list[Splice]]:
    """The first of `count` ids behind all that are there, with a longer idmap where they reach another field."""
    idmap = re.search(rb"""<(?:\w+:)?idmap\b[^>]*?\sdata\s*=\s*["']([\d,\s]*)["']""", vml)
    fields = [int(text) for text in idmap[1].split(b",") if text.strip()] if idmap else []
    ids = [int(text) for text in re.findall(rb"_x0000_s(\d+)", vml)]
    first = max([_FIELD * max(fields, default=1), *ids]) + 1
    needed = range(first // _FIELD, (first + count - 1) // _FIELD + 1)
    more = [field for field in needed if field not in fields]
    if idmap is None or not more:
        return first, []
    return first, [Splice(*idmap.span(1), ",".join(map(str, fields + more)).encode())]


def _shape(at: Position, box: Box, number: int, names: str) -> str:
    anchor = ", ".join(map(str, box.anchor))
    style = f"position:absolute;margin-left:0;margin-top:0;width:{_points(box.width)}pt;height:{_points(box.height)}pt"
    return (
        f'<v:shape id="_x0000_s{number}"{names} type="#_x0000_t202" style="{style};z-index:{number % _FIELD};'
        'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{at[0] - 1}</x:Row><x:Column>{at[1] - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )


def _walk(first: int, length: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The 0-based line that lies `length` pixels behind the one that begins at `first`, and the pixels into it."""
    index = first
    while index - first < _FARTHEST and length >= (step := size(index + 1)):
        length, index = length - step, index + 1
    return index, length


def _row_pixels(tag: bytes) -> int:
    height = _ROW_HEIGHT.search(tag)
    if _HIDDEN.search(tag):
        return 0
    return round(float(height[1]) / _POINT) if height else _ROW_PIXELS


def _pixels(run: Mapping[bytes, bytes]) -> int:
    try:
        return round(float(run.get(b"width", b"")) * 7 + 5)
    except ValueError:
        return _COLUMN_PIXELS


def _points(pixels: int) -> str:
    return f"{pixels * _POINT:g}"


def _declarations(namespaces: Mapping[str, str]) -> str:
    return "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items())
