"""One cell read as what its column says: a text, a number, a rate, a measure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xlperf.amounts import parse_amount, parse_number, parse_rate
from xlperf.cells import Cell, CellError
from xlperf.form import NIL_MARKS, Entry, Figure, Measure
from xlperf.numberformats import is_date_format
from xlperf.quantity import Quantity, Unparsed, parse_quantity
from xlperf.rounding import HUNDRED, percent_places

LARGEST = Decimal("1e15")
"""An amount of this size is a slip of the keyboard: no public body's budget comes near it."""

MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
"""Money units in 元."""


def read_entry(cell: Cell) -> Entry:
    """A cell as text."""
    return Entry(cell.text.strip(), cell.ref, cell.formula)


def read_number(cell: Cell) -> Figure:
    """A cell as an amount, a weight or a score."""
    return _figure(cell, _number_in(cell), 0)


def read_points(cell: Cell) -> Figure:
    """A cell as points: 10 % typed into Excel is stored as 0.1 with a format of percentages, and means 10 points."""
    figure = read_number(cell)
    if not figure.is_number or "%" not in cell.number_format or figure.number is None or abs(figure.number) > 1:
        return figure
    return replace(figure, value=figure.number * HUNDRED)


def read_amount(cell: Cell, money_unit: str) -> Figure:
    """A cell as an amount in the form's unit, 元 or 万元; a unit written beside the number is converted."""
    if isinstance(cell.value, str) and cell.value.strip().endswith("万"):  # 5.8万 is an amount of money here
        cell = cell._replace(value=cell.value.strip() + "元")
    figure = read_number(cell)
    written = parse_amount(cell.value) if isinstance(cell.value, str) and figure.number is not None else None
    if not isinstance(written, tuple) or written[1] not in MONEY:
        return figure
    return replace(figure, value=written[0] * MONEY[written[1]] / MONEY[money_unit])


def read_rate(cell: Cell, percent_points: bool = False) -> Figure:
    """A cell as a ratio; under a header with % (`percent_points`) 96.99 means 0.9699.

    So it does anywhere beyond 2: no form executes 200 % of its budget and writes it as a bare ratio. A cell that shows
    percentages holds a ratio under any header.
    """
    value = cell.value
    percent_points = percent_points and "%" not in cell.number_format
    if isinstance(value, Decimal) and not _is_date(cell):
        points = (percent_points or abs(value) > 2) and "%" not in cell.number_format
        ratio = value / HUNDRED if points else value
        return _figure(cell, ratio, percent_places(ratio), percent_points)
    if not isinstance(value, str) or isinstance(value, CellError) or value.strip() in NIL_MARKS:
        return _figure(cell, _number_in(cell), 0, percent_points)
    rate = parse_rate(value, percent_points=percent_points)
    if isinstance(rate, Unparsed) and not percent_points:
        rate = parse_rate(value, percent_points=True)
    if rate is None or isinstance(rate, Unparsed):
        return _figure(cell, rate, 0, percent_points)
    return _figure(cell, rate[0], rate[1], percent_points)


def read_measure(cell: Cell) -> Measure:
    """A cell as a target or an actual value."""
    return Measure(cell.text.strip(), cell.ref, cell.formula, _quantity_in(cell))


def _figure(cell: Cell, value: Decimal | Unparsed | None, places: int, in_percent: bool = False) -> Figure:
    stored = isinstance(cell.value, Decimal)
    return Figure(cell.text.strip(), cell.ref, cell.formula, value, places, stored, cell.number_format, in_percent)


def _number_in(cell: Cell) -> Decimal | Unparsed | None:
    value = cell.value
    if value is None or (isinstance(value, str) and value.strip() in NIL_MARKS):
        return None
    if isinstance(value, CellError):
        return Unparsed(cell.text, "单元格是错误值")
    if isinstance(value, bool):
        return Unparsed(cell.text, "是逻辑值")
    if isinstance(value, str):
        return parse_number(value)
    if _is_date(cell):
        return Unparsed(cell.text, "是日期")
    return value if abs(value) < LARGEST else Unparsed(cell.text, "数值大得不合常理")


def _quantity_in(cell: Cell) -> Quantity | Unparsed | None:
    if not cell.text.strip():
        return None
    if not isinstance(cell.value, Decimal):
        return parse_quantity(cell.text)
    if _is_date(cell):
        return Unparsed(cell.text, "是日期")
    if "%" in cell.number_format:
        return Quantity(cell.text, "", cell.value * HUNDRED, None, "%")
    return Quantity(cell.text, "", cell.value, None, _unit_shown(cell))


def _unit_shown(cell: Cell) -> str:
    """The unit that a number format such as 0"次" shows behind a number."""
    shown = parse_quantity(cell.text)
    return shown.unit if isinstance(shown, Quantity) else ""


def _is_date(cell: Cell) -> bool:
    return cell.number_format != "General" and is_date_format(cell.number_format)
