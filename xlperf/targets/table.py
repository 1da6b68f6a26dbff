"""A table of a workbook filled below its header: rows come in where it is full, formulas stay and are worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from types import MappingProxyType

from xlperf.cells import Cell, CellError, CellRef, Snapshot, Value
from xlperf.formulas.operations import Unsolved
from xlperf.formulas.resolve import work_out_all
from xlperf.messages import Message
from xlperf.ooxml.book import refuse_twins
from xlperf.ooxml.draft import Draft
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.patch import CellChange, patch_sheet, style_at
from xlperf.ooxml.places import Position
from xlperf.ooxml.row_insertion import insert_rows, why_no_rows
from xlperf.ooxml.row_references import Insertion
from xlperf.ooxml.style_parts import close_styles, open_styles
from xlperf.ooxml.style_write import StyleAppender
from xlperf.ooxml.workbook_read import SheetPart, asks_recalculation, make_sheet, read_sheets
from xlperf.ooxml.workbook_write import ask_recalculation
from xlperf.ooxml.zipcopy import write_package
from xlperf.targets.table_proof import prove_table

Row = Mapping[int, tuple[Value, str | None]]
"""Column → what goes there, and the number format that it needs where the cell has none."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook as it is to be written: `placed` of the rows found room; `why` the others did not, if any."""

    content: bytes
    placed: int
    why: Message | None = None


Written = tuple[bytes, Mapping[Position, Value]]
"""A package, and the values that were put into one of its sheets."""


def fill_table(
    ground: Ground,
    sheet: str,
    waiting: Sequence[int],
    rows: Sequence[Row],
    *,
    is_open: bool,
    named: Mapping[int, Row | None] = MappingProxyType({}),
) -> Filled:
    """Puts rows into those that wait, from the top down; further ones follow, or come in behind the last.

    `is_open`: nothing stands below. `named` are rows that have a place of their own, None for one that stays blank.
    What stands in a cell stays. Raises UnreadableError, UnwritableError.
    """
    moved, insertion = dict[str, bytes](), None
    why, places = None, list(waiting[: len(rows)])
    last = max((*waiting, *named), default=0)
    more = len(rows) - len(places)
    if more and is_open:
        places += range(last + 1, last + 1 + more)
    elif more and last:
        insertion = Insertion(sheet, last, more)
        why = why_no_rows(ground.package, ground.parts, insertion)
        if why is not None:
            insertion = None
        else:
            moved = insert_rows(ground.package, ground.parts[sheet], insertion)
            places += range(last + 1, last + 1 + more)
    values = dict(zip(places, rows, strict=False))
    first = min((*places, *named), default=0)
    content, changed = _write(ground, moved, sheet, {**_filled(named), **values}, first)
    prove_table(ground, sheet, changed, insertion, content)
    return Filled(content, len(values), why)


def _filled(named: Mapping[int, Row | None]) -> dict[int, Row]:
    return {row: cells for row, cells in named.items() if cells is not None}


def _write(ground: Ground, moved: Mapping[str, bytes], name: str, rows: Mapping[int, Row], first: int) -> Written:
    """The package with the rows in it, and every formula's value worked out anew where that can be done."""
    package = ground.package.with_parts(moved)
    draft, parts = Draft(package), {part.name: part for part in read_sheets(package)}
    styles, sheet = open_styles(draft), parts[name]
    changes = {
        sheet.ref(row, column)[1:]: CellChange(value=value, style=_style(sheet, styles, row, column, first, format))
        for row, cells in rows.items()
        for column, (value, format) in cells.items()
        if value not in (None, "") and not sheet.has_formula(row, column) and sheet.value(row, column) is None
    }
    values = {at: change.value for at, change in changes.items()}
    results = _work_out(parts.values(), name, values)
    for part in parts.values():
        own = changes if part is sheet else {}
        draft.splice(part.part, patch_sheet(part.scan, {**own, **results.get(part.name, {})}))
    if any(raw.formula is not None for part in parts.values() for raw in part.scan.raw.values()):
        _ask(draft)
    close_styles(draft, styles)
    changed, added = draft.finish()
    content, origin = BytesIO(), ground.origin
    refuse_twins(origin, changed)
    write_package(content, origin.data, origin.members, {**ground.undone.all, **moved, **changed}, added)
    return content.getvalue(), values


def _style(
    sheet: SheetPart, styles: StyleAppender, row: int, column: int, first: int, number_format: str | None
) -> int | None:
    """The look of a cell; of one that the table does not have yet, that of the first row to be filled."""
    own = sheet.scan.styles.get((row, column))
    style = style_at(sheet.scan, first, column) if own is None else own
    return styles.restyle(style, None, number_format) if number_format is not None else style


def _ask(draft: Draft) -> None:
    package = draft.package
    workbook = package.workbook()
    if not asks_recalculation(package):
        draft.splice(workbook, ask_recalculation(package.read(workbook), package.outline(workbook)))


def _work_out(
    parts: Iterable[SheetPart], name: str, values: Mapping[Position, Value]
) -> dict[str, dict[Position, CellChange]]:
    """New results of formulas, by sheet; what cannot be worked out keeps its own until the workbook is opened."""
    sheets = {part.name: make_sheet(part) for part in parts}
    given = {at: Cell(CellRef(name, *at), value, str(value)) for at, value in values.items()}
    bare = {
        sheet.name: {
            at: cell._replace(value=None, text="") if cell.formula else cell for at, cell in sheet.cells.items()
        }
        for sheet in sheets.values()
    }
    bare[name] |= given
    snapshot = Snapshot("", tuple(replace(sheet, cells=bare[sheet.name]) for sheet in sheets.values()))
    refs = [cell.ref for sheet in sheets.values() for cell in sheet.cells.values() if cell.formula]
    found: dict[str, dict[Position, CellChange]] = {}
    for ref, value in work_out_all(snapshot, refs).items():
        if not isinstance(value, Unsolved | CellError) and value is not None:
            found.setdefault(ref.sheet, {})[ref[1:]] = CellChange(result=value)
    return found
