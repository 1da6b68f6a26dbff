"""What the rewritten stretches of a worksheet tell of its cells, held against the edits that are remembered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from xlperf.cells import CellRef
from xlperf.messages import Message, say
from xlperf.ooxml.growth import keeps_form, only_grew
from xlperf.ooxml.memory import CellMemory
from xlperf.ooxml.places import Position
from xlperf.ooxml.scan import RawCell, SheetScan
from xlperf.ooxml.scanning import scan_sheet
from xlperf.ooxml.splice import Splice
from xlperf.ooxml.workbook_read import SheetPart, stored_number

_ELEMENT = re.compile(rb"<(?:[^\s/>:]+:)?(c|row|sheetData)[\s/>]")
_REFERENCE = re.compile(rb"""<(?:[^\s/>:]+:)?c\s(?:[^>"']|"[^"]*"|'[^']*')*?\br\s*=\s*["']([^"']*)""")
_ROW_OF_CELL = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]+(\d+)["']""")


def cell_faults(
    sheet: SheetPart, after: bytes, back: Iterable[Splice], cells: Mapping[Position, CellMemory]
) -> Iterator[Message]:
    """Every difference that the stretches of a worksheet show and no remembered edit accounts for.

    `after` is the part as it is in the copy, `back` what gives the source's part again. Raises UnreadableError.
    """
    stretches = [(splice.new, after[splice.start : splice.end]) for splice in back]
    if not all(_keeps_all(was, new) for was, new in stretches):
        yield say("工作表“{sheet}”除所列单元格外还有改动", sheet=sheet.name)
    scan = _scan_cells(sheet.scan, [new for _, new in stretches if _has_cells(new)])
    if scan is None or b"<!" in after:  # in a comment or CDATA a stretch is not what it looks like
        scan = scan_sheet(after)
    for at in scan.styles:
        if not _is_accounted(sheet.scan, scan, at, cells.get(at)):
            yield say("{cell} 有计划外的改动", cell=CellRef(sheet.name, *at))
    for at, cell in cells.items():
        if cell.figure is not None and not _stands(sheet.scan, scan, cell):
            yield say("{cell} 应填的数没有写进去", cell=CellRef(sheet.name, *at))


def _keeps_all(was: bytes, new: bytes) -> bool:
    """Every cell of the stretch is there still, or it only grew."""
    if _has_cells(new):
        return set(_REFERENCE.findall(was)) <= set(_REFERENCE.findall(new))
    return only_grew(was, new) and keeps_form(was, new)


def _has_cells(stretch: bytes) -> bool:
    """The stretch is a cell, or whole rows; the start tag of a row alone is none."""
    match = _ELEMENT.match(stretch)
    return match is not None and (match[1] == b"c" or stretch.count(b"<") > 1)


def _scan_cells(source: SheetScan, stretches: Iterable[bytes]) -> SheetScan | None:
    """The cells of stretches, read as a worksheet of their own; None where one does not say where it stands."""
    rows: list[bytes] = []
    tag, p = source.xml[: source.places.root_open_end], source.prefix.encode()
    for stretch in stretches:
        match, number = _ELEMENT.match(stretch), _ROW_OF_CELL.search(stretch)
        if match is None or number is None or match[1] == b"sheetData":
            return None
        rows.append(b'<%srow r="%s">%s</%srow>' % (p, number[1], stretch, p) if match[1] == b"c" else stretch)
    name = tag[tag.rindex(b"<") + 1 :].split(None, 1)[0].rstrip(b">")
    return scan_sheet(b"%s<%ssheetData>%s</%ssheetData></%s>" % (tag, p, b"".join(rows), p, name))


def _is_accounted(before: SheetScan, after: SheetScan, at: Position, cell: CellMemory | None) -> bool:
    was, now = before.raw.get(at), after.raw.get(at)
    same_look = at in before.styles and before.styles[at] == after.styles[at]
    if cell is None:
        return was == now and (same_look or at not in before.styles)
    is_restyled = cell.colour is not None or cell.format is not None
    return (same_look or is_restyled or at not in before.styles) and (
        was == now or _is_figure(now, cell) or _is_restated(was, now, cell)
    )


def _is_figure(now: RawCell | None, cell: CellMemory) -> bool:
    """The figure stands there, with its formula."""
    formula = now.formula if now is not None else None
    return cell.figure is not None and stored_number(now) == cell.figure and formula == cell.formula


def _is_restated(was: RawCell | None, now: RawCell | None, cell: CellMemory) -> bool:
    """The formula is the clerk's, only its value is another."""
    if was is None or now is None or not cell.restated or was.formula is None:
        return False
    return (was.formula, was.formula_attributes) == (now.formula, now.formula_attributes)


def _stands(before: SheetScan, after: SheetScan, cell: CellMemory) -> bool:
    at = cell.position
    raw = after.raw.get(at) if at in after.styles else before.raw.get(at)
    return _is_figure(raw, cell)
