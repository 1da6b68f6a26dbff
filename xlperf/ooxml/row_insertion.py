"""Rows that come into a worksheet: everything below moves down, and whatever speaks of it is told so.

Only where all that speaks of rows is known: a worksheet with drawings, tables or other extensions is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, unescape

from xlperf.cells import Area, column_letters, read_area
from xlperf.messages import Message, say
from xlperf.ooxml.package import Package
from xlperf.ooxml.places import Position
from xlperf.ooxml.row_references import Insertion, insert_in_formula
from xlperf.ooxml.shared_formulas import expand_shared, move_formula
from xlperf.ooxml.splice import Splice, apply_splices
from xlperf.ooxml.workbook_read import SheetPart

LAST_ROW = 1_048_576

_MOVED = frozenset((
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter",
    "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "ignoredErrors", "protectedRanges", "hyperlinks", "legacyDrawingHF",
    "picture", "sheetCalcPr", "customProperties", "legacyDrawing", "extLst",
))  # fmt: skip
"""Children of a worksheet of which it is known how rows change them."""

_RANGES = re.compile(rb"""(\s(?:ref|sqref)\s*=\s*)("[^"]*"|'[^']*')""")
_ROW = re.compile(rb"""(\sr\s*=\s*["'])(\d+)(["'])""")
_CELL = re.compile(rb"""(\sr\s*=\s*["'][A-Za-z]+)(\d+)(["'])""")
_BREAK = re.compile(rb"""(<(?:[\w.-]+:)?brk\b[^>]*?\sid\s*=\s*["'])(\d+)(["'])""")
_INNER = re.compile(rb"(<((?:[\w.-]+:)?formula[12]?)\b[^>]*>)([^<]*)(</\2\s*>)")


def why_no_rows(package: Package, sheets: Mapping[str, SheetPart], insertion: Insertion) -> Message | None:
    """Why rows cannot come into a worksheet without risk; None where they can."""
    sheet = sheets[insertion.sheet]
    names = {child.name for child in sheet.scan.places.children}
    if names - _MOVED or _has_ranges_beyond(sheet):
        return say("表里有图形、表格或扩展格式，插入行会使它们错位")
    if sheet.locked or any(_speaks_of(other, insertion.sheet) for other in sheets.values() if other is not sheet):
        return say("表里有数组公式，或别的工作表引用它")
    if any(area is not None and area.bottom > insertion.after for area in _commented(package, sheet)):
        return say("下方的单元格有批注")
    last = max(sheet.scan.rows, default=0)
    return say("行数超出工作表的上限") if last + insertion.count > LAST_ROW else None


def _has_ranges_beyond(sheet: SheetPart) -> bool:
    """Its extensions speak of cells."""
    child = sheet.scan.places.child("extLst")
    return child is not None and b"sqref" in sheet.scan.xml[child.start : child.end]


def _speaks_of(other: SheetPart, name: str) -> bool:
    return any(raw.formula is not None and name in raw.formula for raw in other.scan.raw.values())


def _commented(package: Package, sheet: SheetPart) -> Iterator[Area | None]:
    part = package.related(sheet.part, "comments")
    listed = package.outline(part).child("commentList") if part is not None else None
    return (read_area(each.attributes.get("ref", "")) for each in (listed.children if listed is not None else ()))


def insert_rows(package: Package, sheet: SheetPart, insertion: Insertion) -> dict[str, bytes]:
    """The parts that change when rows come in, each a copy of the row that they follow, without its values."""
    parts = {sheet.part: apply_splices(sheet.scan.xml, _sheet_splices(sheet, insertion))}
    workbook = package.workbook()
    parts[workbook] = _move_names(package.read(workbook), insertion)
    chain = package.related(workbook, "calcChain")
    if chain is not None:
        parts[chain] = _move_chain(package.read(chain), _sheet_id(package, sheet.name), insertion)
    return {package.find(part) or part: content for part, content in parts.items()}


def _sheet_splices(sheet: SheetPart, insertion: Insertion) -> Iterator[Splice]:
    formulas = {at: raw.formula for at, raw in expand_shared(sheet.scan.raw).items() if raw.formula is not None}
    moved = {at: insert_in_formula(text, sheet.name, insertion) for at, text in formulas.items()}
    yield from _row_splices(sheet, insertion)
    yield from _formula_splices(sheet, moved)
    yield from _new_rows(sheet, insertion, moved)
    for child in sheet.scan.places.children:
        if child.name not in ("sheetData", "sheetViews"):
            old = sheet.scan.xml[child.start : child.end]
            new = _move_child(child.name, old, sheet.name, insertion)
            if new != old:
                yield Splice(child.start, child.end, new)


def _row_splices(sheet: SheetPart, insertion: Insertion) -> Iterator[Splice]:
    """Rows and cells below get their new numbers."""
    places, xml = sheet.scan.places, sheet.scan.xml

    def renumbered(start: int, end: int, pattern: re.Pattern[bytes]) -> Splice:
        tag = pattern.sub(lambda m: m[1] + b"%d" % insertion.row(int(m[2])) + m[3], xml[start:end], count=1)
        return Splice(start, end, tag)

    for number in (number for number in sheet.scan.rows if number > insertion.after):
        span = places.row(number)
        if span is not None:
            yield renumbered(span.start, span.open_end, _ROW)
    for at in (at for at in sheet.scan.order if at[0] > insertion.after):
        span = places.cell(at)
        if span is not None:
            yield renumbered(span.start, span.open_end, _CELL)


def _formula_splices(sheet: SheetPart, moved: Mapping[Position, str]) -> Iterator[Splice]:
    """Formulas as they read then, each with its own text: a shared one would be moved a second time."""
    tag = re.escape(sheet.scan.prefix).encode()
    pattern = re.compile(rb"<%sf\b[^>]*?/>|<%sf\b.*?</%sf\s*>" % (tag, tag, tag), re.DOTALL)
    for at, formula in moved.items():
        span = sheet.scan.places.cell(at)
        found = pattern.search(sheet.scan.xml, span.open_end, span.end) if span is not None else None
        if found is not None:
            yield Splice(found.start(), found.end(), _formula(sheet.scan.prefix, formula))


def _formula(prefix: str, formula: str) -> bytes:
    return f"<{prefix}f>{escape(formula)}</{prefix}f>".encode()


def _new_rows(sheet: SheetPart, insertion: Insertion, moved: Mapping[Position, str]) -> Iterator[Splice]:
    """Copies of the row: its height and looks, its formulas moved along; nothing where it has no element."""
    scan, places = sheet.scan, sheet.scan.places
    span = places.row(insertion.after)
    if span is None:
        return
    columns = sorted(column for row, column in scan.styles if row == insertion.after)
    tag = scan.xml[span.start : span.open_end].removesuffix(b">").removesuffix(b"/")
    rows = b""
    for down in range(1, insertion.count + 1):
        number = insertion.after + down
        opened = _ROW.sub(lambda m, n=number: m[1] + b"%d" % n + m[3], tag, count=1)  # type: ignore[misc]
        cells = b"".join(_new_cell(sheet, (insertion.after, column), number, moved) for column in columns)
        rows += opened + b">" + cells + f"</{scan.prefix}row>".encode()
    yield Splice(span.end, span.end, rows)


def _new_cell(sheet: SheetPart, like: Position, row: int, moved: Mapping[Position, str]) -> bytes:
    p, style = sheet.scan.prefix, sheet.scan.styles[like]
    formula = moved.get(like)
    told = _formula(p, move_formula(formula, row - like[0], 0)) if formula is not None else b""
    place = f'<{p}c r="{column_letters(like[1])}{row}" s="{style}"'.encode()
    return place + (b">" + told + f"</{p}c>".encode() if told else b"/>")


def _move_child(name: str, xml: bytes, sheet: str, insertion: Insertion) -> bytes:
    """A child of the worksheet with its ranges and formulas moved."""
    if name == "mergeCells":
        return _move_merges(xml, insertion)
    if name == "rowBreaks":
        return _BREAK.sub(lambda m: m[1] + b"%d" % insertion.row(int(m[2])) + m[3], xml)
    moved = _RANGES.sub(lambda m: m[1] + b'"' + _move_ranges(m[2][1:-1], insertion) + b'"', xml)

    def told(match: re.Match[bytes]) -> bytes:
        formula = insert_in_formula(unescape(match[3].decode(), {"&quot;": '"'}), sheet, insertion)
        return match[1] + escape(formula).encode() + match[4]

    return _INNER.sub(told, moved)


def _move_ranges(ranges: bytes, insertion: Insertion) -> bytes:
    areas = [(text, read_area(text)) for text in ranges.decode().split()]
    return " ".join(text if area is None else _told(text, insertion.area(area)) for text, area in areas).encode()


def _told(text: str, area: Area) -> str:
    return str(area) if ":" in text or area.size > 1 else str(area).partition(":")[0]


def _move_merges(xml: bytes, insertion: Insertion) -> bytes:
    """Merged cells: those of the row that is copied are copied too, those that reach beyond it grow."""
    copies = b""

    def told(match: re.Match[bytes]) -> bytes:
        nonlocal copies
        area = read_area(match[2][1:-1].decode())
        if area is None:
            return match[0]
        if area.top == area.bottom == insertion.after:
            for row in range(area.top + 1, area.top + insertion.count + 1):
                copies += opened + match[1] + b'"%s"' % str(area._replace(top=row, bottom=row)).encode() + b"/>"
        stays = area.bottom <= insertion.after
        return match[1] + b'"%s"' % str(area if stays else insertion.area(area)).encode()

    first = re.search(rb"<(?:[\w.-]+:)?mergeCell(?=\s)", xml)
    opened = first[0] if first is not None else b"<mergeCell"
    moved = _RANGES.sub(told, xml)
    close = moved.rindex(b"</") if b"</" in moved else len(moved)
    counted = re.sub(rb'\scount\s*=\s*["\']\d+["\']', b"", moved[:close], count=1)
    return counted + copies + moved[close:]


_NAME = re.compile(rb"(<((?:[\w.-]+:)?definedName)\b[^>]*>)([^<]*)(</\2\s*>)")


def _move_names(xml: bytes, insertion: Insertion) -> bytes:
    """Defined names such as the print area."""

    def told(match: re.Match[bytes]) -> bytes:
        text = unescape(match[3].decode(), {"&quot;": '"', "&apos;": "'"})
        return match[1] + escape(insert_in_formula(text, "", insertion)).encode() + match[4]

    return _NAME.sub(told, xml)


_LINK = re.compile(rb"<(?:[\w.-]+:)?c\b[^>]*?>")
_SHEET_ID = re.compile(rb"""\si\s*=\s*["'](\d+)["']""")


def _move_chain(xml: bytes, sheet_id: str, insertion: Insertion) -> bytes:
    """The order in which cells are worked out; an entry without a sheet is of that of the one before."""
    current = b""

    def told(match: re.Match[bytes]) -> bytes:
        nonlocal current
        named = _SHEET_ID.search(match[0])
        current = named[1] if named is not None else current
        if current != sheet_id.encode():
            return match[0]
        return _CELL.sub(lambda m: m[1] + b"%d" % insertion.row(int(m[2])) + m[3], match[0], count=1)

    return _LINK.sub(told, xml)


def _sheet_id(package: Package, name: str) -> str:
    sheets = package.outline(package.workbook()).child("sheets")
    entries = sheets.all("sheet") if sheets is not None else ()
    return next((each.attributes.get("sheetId", "") for each in entries if each.attributes.get("name") == name), "")
