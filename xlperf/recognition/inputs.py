"""What a rubric's scores rest on: figures beside their labels, on any sheet of the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from xlperf.cells import Cell, Snapshot
from xlperf.form import Figure, Form, Input, Recognised
from xlperf.messages import say
from xlperf.quantity import Quantity, parse_quantity
from xlperf.recognition.folding import bare, fold
from xlperf.recognition.grid import Grid
from xlperf.recognition.lexicon import Lexicon
from xlperf.recognition.reading import MONEY, read_amount, read_entry, read_rate

_UNIT = re.compile(r"\((?:单位:)?(元|万元)\)")
_YUAN = "元"


def read_inputs(
    snapshot: Snapshot, form: Form, labels: Mapping[str, tuple[str, ...]], lexicon: Lexicon
) -> tuple[Input, ...]:
    """The figures that stand beside one of the labels, outside the form itself, sheet by sheet.

    `labels`: a figure's name, which is a label too → its other spellings. Amounts are given in 元.
    """
    names = {fold(text): name for name, others in labels.items() for text in (name, *others)}
    sheets = sorted(snapshot.sheets, key=lambda sheet: sheet.name != form.sheet)
    return tuple(found for sheet in sheets for found in _inputs_of(Grid(sheet, lexicon), form, names)) if names else ()


def trace_input(given: Input) -> Recognised:
    """What a label was taken for, and where its figure stands."""
    why = say("用作“{name}”，数值在 {cell}", name=given.key, cell=given.figure.ref)
    return Recognised("inputs", "input", given.label, why)


def _inputs_of(grid: Grid, form: Form, names: Mapping[str, str]) -> Iterator[Input]:
    """A label beside another label is the heading of a group, such as a criterion's name, and has no figure."""
    for cell in (cell for cells in grid.rows.values() for cell in cells):
        name = _name(cell, names)
        inside = grid.sheet.name == form.sheet and form.area.covers(cell.ref.row, cell.ref.column)
        value = grid.right_of(cell) if name is not None and not inside else None
        if name is not None and value is not None and _name(value, names) is None:
            yield _input(name, cell, value)


def _name(cell: Cell, names: Mapping[str, str]) -> str | None:
    return names.get(fold(cell.text)) or names.get(bare(cell.text))


def _input(name: str, label: Cell, value: Cell) -> Input:
    quantity = parse_quantity(value.text) if isinstance(value.value, str) and value.text.strip() else None
    figure = _figure(label, value)
    if figure.number is None and isinstance(quantity, Quantity) and _is_count(quantity):
        figure = replace(figure, value=quantity.amount)
    return Input(name, read_entry(label), figure, quantity)


def _is_count(quantity: Quantity) -> bool:
    """A plain number with a unit of its own behind it, as in 20人."""
    return quantity.comparator in ("", "=") and quantity.upper is None and quantity.unit not in ("%", "")


def _figure(label: Cell, value: Cell) -> Figure:
    """A percentage as a ratio, anything else as a number; an amount in the unit of its label in 元."""
    if "%" in value.text or "%" in value.number_format:
        return read_rate(value)
    unit = _UNIT.search(fold(label.text))
    figure = read_amount(value, unit[1] if unit else _YUAN)
    return figure if unit is None or unit[1] == _YUAN else _in_yuan(figure)


def _in_yuan(figure: Figure) -> Figure:
    return replace(figure, value=figure.number * MONEY["万元"]) if figure.number is not None else figure
