"""The proof of a filled table before it is written: what stood there stands, and what was to come in is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xlperf.cells import CellRef, Value
from xlperf.errors import UnreadableError
from xlperf.messages import Message, say
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.package import parse_package
from xlperf.ooxml.places import Position
from xlperf.ooxml.row_references import Insertion
from xlperf.ooxml.workbook_read import SheetPart, read_sheets
from xlperf.ooxml.xml_text import clean_text
from xlperf.targets.proof import refusal


def prove_table(
    ground: Ground, sheet: str, values: Mapping[Position, Value], insertion: Insertion | None, written: bytes
) -> None:
    """Reads a filled workbook before it is written.

    Raises UnwritableError where a cell of the template is not what it was, or a value is not where it was put.
    """
    try:
        copy = {part.name: part for part in read_sheets(parse_package(ground.origin.path, written))}
        fault = next(_faults(ground, copy, sheet, values, insertion), None)
    except (UnreadableError, KeyError) as error:
        raise refusal(say("写出的副本读不回来")) from error
    if fault is not None:
        raise refusal(fault)


def _faults(
    ground: Ground,
    copy: Mapping[str, SheetPart],
    sheet: str,
    values: Mapping[Position, Value],
    insertion: Insertion | None,
) -> Iterator[Message]:
    for part in ground.sheets:
        for (row, column), raw in part.scan.raw.items():
            moved = insertion.row(row) if insertion is not None and part.name == sheet else row
            has_formula = raw.formula is not None
            is_same = has_formula or copy[part.name].value(moved, column) == part.value(row, column)
            if not is_same or copy[part.name].has_formula(moved, column) != has_formula:
                yield say("{cell} 与计划不符", cell=CellRef(part.name, moved, column))
    for at, value in values.items():
        if not _is_stored(value, copy[sheet].value(*at)):
            yield say("{cell} 与计划不符", cell=CellRef(sheet, *at))


def _is_stored(value: Value, stands: Value) -> bool:
    """A number as far as a cell holds its digits, a text as far as a file can hold its signs."""
    if isinstance(value, Decimal):
        return isinstance(stands, Decimal) and float(value) == float(stands)
    return clean_text(str(value)) == clean_text(str(stands or ""))
