"""From a package to its worksheets, and from these to a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache

from xlperf.cells import Area, Cell, CellError, CellRef, Merges, Sheet, Value, read_area
from xlperf.messages import say
from xlperf.numberformats import show_general, show_number
from xlperf.ooxml.formats import GENERAL, read_formats
from xlperf.ooxml.outline import Element, whole_number
from xlperf.ooxml.package import Package
from xlperf.ooxml.refusals import overfull
from xlperf.ooxml.scan import MOST_CELLS, MOST_CONTENTS, RawCell, SheetScan
from xlperf.ooxml.scanning import scan_sheet
from xlperf.ooxml.shared_formulas import expand_shared
from xlperf.ooxml.strings import read_strings, unescape

_DIGITS, _LARGEST_EXPONENT = 15, 308
"""What a number has in Excel at most."""


class Tables:
    """What the cells of a workbook refer to, each read when it is first asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings. Raises UnreadableError."""
        part = self._package.related(self._package.workbook(), "sharedStrings")
        return self._package.parse(part, read_strings) if part else []

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """Number formats by cell format. Raises UnreadableError."""
        part = self._package.related(self._package.workbook(), "styles")
        return read_formats(self._package.outline(part)) if part else (GENERAL,)

    @cached_property
    def date1904(self) -> bool:
        """Days count from 1904."""
        settings = self._package.outline(self._package.workbook()).child("workbookPr")
        return settings is not None and settings.attributes.get("date1904") in ("1", "true")


@dataclass(frozen=True, eq=False)
class SheetPart:
    """A worksheet: name, part, visibility, its scan, and what its cells refer to."""

    name: str
    part: str
    state: str
    scan: SheetScan
    tables: Tables

    @cached_property
    def merges(self) -> Merges:
        """The merged ranges."""
        return Merges(_areas(self.scan.merges))

    @cached_property
    def locked(self) -> tuple[Area, ...]:
        """Ranges that belong to one formula, of an array or a data table: no cell of them may change alone."""
        kinds = ("array", "dataTable")
        attributes = (raw.formula_attributes for raw in self.scan.raw.values() if raw.formula_attributes)
        return tuple(_areas(a["ref"] for a in attributes if a.get("t") in kinds and "ref" in a))

    def ref(self, row: int, column: int) -> CellRef:
        """The place a clerk would name: of a merged range, its top left cell."""
        return CellRef(self.name, *self.merges.at(row, column)[:2])

    def value(self, row: int, column: int) -> Value:
        """What is stored at a position. Raises UnreadableError."""
        raw = self.scan.raw.get((row, column))
        return _value(raw, self.tables) if raw is not None else None

    def has_formula(self, row: int, column: int) -> bool:
        """A formula stands there."""
        raw = self.scan.raw.get((row, column))
        return raw is not None and raw.formula is not None


def read_sheets(package: Package) -> tuple[SheetPart, ...]:
    """The worksheets in the order of their tabs; chart, dialog and macro sheets are none. Raises UnreadableError."""
    workbook = package.workbook()
    relations = {relation.id: relation for relation in package.relations(workbook)}
    found, tables, cells, contents = [], Tables(package), 0, 0
    for entry in _sheet_entries(package, workbook):
        relation = relations.get(_relation_id(entry))
        if relation is not None and relation.kind == "worksheet":
            name, state = entry.attributes.get("name", ""), entry.attributes.get("state", "visible")
            scan = package.parse(relation.target, scan_sheet)
            cells, contents = cells + scan.size, contents + len(scan.raw)
            if cells > MOST_CELLS or contents > MOST_CONTENTS:
                raise package.refusal(overfull().problem)
            found.append(SheetPart(name, relation.target, state, scan, tables))
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


def read_headers(package: Package, part: str) -> Iterator[Area]:
    """The cells whose words the tables of a worksheet repeat in their parts: header rows, and words of totals.

    Raises UnreadableError.
    """
    tables = (r.target for r in package.relations(part) if r.kind == "table" and package.find(r.target))
    for root in map(package.outline, tables):
        for area in _areas([root.attributes.get("ref", "")]):
            if root.attributes.get("headerRowCount", "1") != "0":
                yield area._replace(bottom=area.top)
            if root.attributes.get("totalsRowCount", "0") != "0":
                yield from _labels(root, area)


def _labels(table: Element, area: Area) -> Iterator[Area]:
    """The cells of a table's last row that hold a word which its column names."""
    columns = table.child("tableColumns")
    for number, column in enumerate(columns.all("tableColumn") if columns else (), area.left):
        if column.attributes.get("totalsRowLabel"):
            yield Area(area.bottom, number, area.bottom, number)


def make_sheet(part: SheetPart) -> Sheet:
    """A worksheet's cells and merges as they show. Raises UnreadableError."""
    cells = {}
    name, styles, tables, formats = part.name, part.scan.near_styles, part.tables, part.tables.formats
    for position, raw in expand_shared(part.scan.raw).items():
        value = _value(raw, tables)
        if value is not None or raw.formula is not None:
            style = styles[position]
            code = formats[style] if style < len(formats) else GENERAL
            text = value if isinstance(value, str) else _shown(value, code, tables)
            cells[position] = Cell(CellRef(name, *position), value, text, raw.formula, code)
    return Sheet(part.name, cells, part.merges, part.state, _percent_blanks(part, cells))


def _percent_blanks(part: SheetPart, cells: Mapping[tuple[int, int], Cell]) -> frozenset[tuple[int, int]]:
    percent = {style for style, code in enumerate(part.tables.formats) if "%" in code}
    return frozenset(position for position in part.scan.styled(percent) if position not in cells)


def _areas(references: Iterable[str]) -> Iterator[Area]:
    return (area for reference in references if (area := read_area(reference)) is not None)


def _shown(value: Decimal | bool | None, code: str, tables: Tables) -> str:
    """The text of a cell that holds none."""
    if isinstance(value, Decimal):
        # A format may hide a number; here it is to be seen all the same.
        return (show_number(value, code, tables.date1904) if code != GENERAL else "") or show_general(value)
    return "" if value is None else "TRUE" if value else "FALSE"


def stored_number(raw: RawCell | None) -> Value:
    """The number that a cell stores, by itself or as its formula's value; None for anything else."""
    return _number(raw.value) if raw is not None and raw.kind == "n" and raw.value else None


def _value(raw: RawCell, tables: Tables) -> Value:
    text, kind = raw.value, raw.kind
    if not text:
        # The text that a formula gives may be empty; without a type, it was never worked out.
        return "" if kind == "str" and raw.formula is not None and text is not None else None
    if kind == "s":
        index, strings = whole_number(text.strip(), -1), tables.strings
        return strings[index] or None if 0 <= index < len(strings) else None
    if kind == "n":
        return _number(text)
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
