"""From a package to its worksheets, and from these to a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from xlperf.cells import Area, Cell, CellError, CellRef, Sheet, Value, parse_address
from xlperf.messages import say
from xlperf.numberformats import show_general, show_number
from xlperf.ooxml.formats import GENERAL, read_formats
from xlperf.ooxml.outline import Element, whole_number
from xlperf.ooxml.package import Package
from xlperf.ooxml.scan import RawCell, SheetScan, scan_sheet
from xlperf.ooxml.shared_formulas import expand_shared
from xlperf.ooxml.strings import read_strings, unescape

_DIGITS, _LARGEST_EXPONENT = 15, 308
"""What a number has in Excel at most."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: name, part, visibility, and its scan."""

    name: str
    part: str
    state: str
    scan: SheetScan


@dataclass(frozen=True, slots=True)
class Tables:
    """What cells refer to: shared strings, number formats by cell format, the date system."""

    strings: list[str]
    formats: list[str]
    date1904: bool


def read_sheets(package: Package) -> tuple[SheetPart, ...]:
    """The worksheets in the order of their tabs; chart, dialog and macro sheets are none. Raises UnreadableError."""
    workbook = package.workbook()
    relations = {relation.id: relation for relation in package.relations(workbook)}
    found = []
    for entry in _sheet_entries(package, workbook):
        relation = relations.get(_relation_id(entry))
        if relation is not None and relation.kind == "worksheet":
            name, state = entry.attributes.get("name", ""), entry.attributes.get("state", "visible")
            found.append(SheetPart(name, relation.target, state, package.parse(relation.target, scan_sheet)))
    if not found:
        raise package.refusal(say("里面没有工作表。"))
    return tuple(found)


def _sheet_entries(package: Package, workbook: str) -> Iterable[Element]:
    sheets = package.outline(workbook).child("sheets")
    return sheets.all("sheet") if sheets else ()


def _relation_id(entry: Element) -> str:
    """The r:id, whatever its prefix."""
    return next((value for key, value in entry.attributes.items() if key.rpartition(":")[2] == "id"), "")


def asks_recalculation(package: Package) -> bool:
    """The workbook wants its formulas worked out again when it is opened. Raises UnreadableError."""
    settings = package.outline(package.workbook()).child("calcPr")
    return settings is not None and settings.attributes.get("fullCalcOnLoad") in ("1", "true")


def read_tables(package: Package) -> Tables:
    """What the cells of a workbook refer to. Raises UnreadableError."""
    workbook = package.workbook()
    strings, styles = package.related(workbook, "sharedStrings"), package.related(workbook, "styles")
    settings = package.outline(workbook).child("workbookPr")
    date1904 = settings is not None and settings.attributes.get("date1904") in ("1", "true")
    return Tables(
        package.parse(strings, read_strings) if strings else [],
        read_formats(package.outline(styles)) if styles else [GENERAL],
        date1904,
    )


def make_sheet(part: SheetPart, tables: Tables) -> Sheet:
    """A worksheet's cells and merges as they show."""
    cells = {}
    raw_cells = expand_shared(part.scan.raw)
    for position, raw in raw_cells.items():
        style = part.scan.cells[position].style
        code = tables.formats[style] if style < len(tables.formats) else GENERAL
        cell = _make_cell(CellRef(part.name, *position), raw, code, tables)
        if cell.value is not None or cell.formula is not None:
            cells[position] = cell
    return Sheet(part.name, cells, tuple(_areas(part.scan.merges)), part.state, _percent_blanks(part, cells, tables))


def _percent_blanks(
    part: SheetPart, cells: Mapping[tuple[int, int], Cell], tables: Tables
) -> frozenset[tuple[int, int]]:
    styles = {style for style, code in enumerate(tables.formats) if "%" in code}
    spans = part.scan.cells.items() if styles else ()
    return frozenset(position for position, span in spans if span.style in styles and position not in cells)


def _areas(references: Iterable[str]) -> Iterable[Area]:
    for reference in references:
        first, _, last = reference.partition(":")
        try:
            yield Area(*parse_address(first), *parse_address(last or first))
        except ValueError:
            continue


def _make_cell(ref: CellRef, raw: RawCell, code: str, tables: Tables) -> Cell:
    value = _value(raw, tables.strings)
    if isinstance(value, Decimal):
        # A format may hide a number; here it is to be seen all the same.
        shown = show_number(value, code, tables.date1904) if code != GENERAL else show_general(value)
        return Cell(ref, value, shown or show_general(value), raw.formula, code)
    if isinstance(value, bool):
        return Cell(ref, value, "TRUE" if value else "FALSE", raw.formula, code)
    return Cell(ref, value, value or "", raw.formula, code)


def stored_number(raw: RawCell | None) -> Value:
    """The number that a cell stores without a formula; None for anything else."""
    is_number = raw is not None and raw.kind == "n" and raw.formula is None
    return _number(raw.value) if raw is not None and is_number and raw.value else None


def _value(raw: RawCell, strings: list[str]) -> Value:
    text, kind = raw.value, raw.kind
    if not text:
        # The text that a formula gives may be empty; without a type, it was never worked out.
        return "" if kind == "str" and raw.formula is not None and text is not None else None
    if kind == "n":
        return _number(text)
    if kind == "s":
        index = whole_number(text.strip(), -1)
        return strings[index] or None if 0 <= index < len(strings) else None
    if kind == "e":
        return CellError(text)
    if kind == "b":
        return text.strip() in ("1", "true")
    return unescape(text) if kind in ("str", "inlineStr") else text


@lru_cache(maxsize=8192)
def _number(text: str) -> Decimal | str:
    """A stored number at 15 significant digits, as Excel counts them; the text itself where it is none.

    >>> _number("0.96990000000000001"), _number("10645707.4")
    (Decimal('0.9699'), Decimal('10645707.4'))
    """
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT or "_" in text:
        return text
    if len(number.as_tuple().digits) <= _DIGITS:
        return number or Decimal(0)  # a zero has no sign
    return Decimal(format(float(number), f".{_DIGITS}g"))
