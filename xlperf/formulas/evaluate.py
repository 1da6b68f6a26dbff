"""A formula's tree worked out, with the values of the cells it names."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import product

from xlperf.cells import CellError, Value
from xlperf.formulas.arguments import Argument, Cells, Failed, single
from xlperf.formulas.elements import at_place, size_of
from xlperf.formulas.functions import FUNCTIONS
from xlperf.formulas.operations import UnsolvableError, Unsolved, at_15_digits, calculate, to_logical
from xlperf.formulas.syntax import Call, Chain, Literal, Negated, Node, Percent, Reference, parse_formula
from xlperf.messages import say

CellValue = Callable[[str | None, int, int], Value]
"""The value of a cell: sheet (None: the formula's own), 1-based row and column."""

LARGEST_RANGE = 10_000
"""Cells of the largest range that is read."""


def evaluate_formula(formula: str, cell_value: CellValue) -> Decimal | str | bool | CellError | Unsolved:
    """The value of a formula as Excel would give it, at 15 digits; Unsolved where it is no plain arithmetic.

    >>> evaluate_formula("=ROUND(A1/3, 2)", lambda sheet, row, column: Decimal(2))
    Decimal('0.67')
    """
    try:
        return solve(formula, cell_value)
    except UnsolvableError as unsolvable:
        return Unsolved(unsolvable.reason)


def solve(formula: str, cell_value: CellValue) -> Decimal | str | bool | CellError:
    """As evaluate_formula. Raises UnsolvableError instead, and lets pass what `cell_value` raises."""
    value = single(_evaluate(parse_formula(formula), cell_value))
    if value is None:
        return Decimal(0)
    return at_15_digits(value) if isinstance(value, Decimal) else value


def _evaluate(node: Node, cell_value: CellValue) -> Argument:
    match node:
        case Literal(value):
            return value
        case Reference():
            return _read_cells(node, cell_value)
        case Negated(operand):
            return calculate("-", Decimal(0), single(_evaluate(operand, cell_value)))
        case Percent(operand):
            return calculate("/", single(_evaluate(operand, cell_value)), Decimal(100))
        case Chain():
            return _evaluate_chain(node, cell_value)
        case Call():
            return _evaluate_call(node, cell_value)


def _read_cells(node: Reference, cell_value: CellValue) -> Cells:
    area = node.area
    if (area.bottom - area.top + 1) * (area.right - area.left + 1) > LARGEST_RANGE:
        raise UnsolvableError(say("公式引用的区域太大"))
    return Cells(tuple(cell_value(node.sheet, row, column) for row, column in area.positions()))


def _evaluate_chain(chain: Chain, cell_value: CellValue) -> Value:
    value = single(_evaluate(chain.first, cell_value))
    for operator, operand in chain.rest:
        value = calculate(operator, value, single(_evaluate(operand, cell_value)))
    return value


def _evaluate_call(call: Call, cell_value: CellValue) -> Argument:
    if call.name == "IF" and 2 <= len(call.arguments) <= 3:
        return _evaluate_if(call.arguments, cell_value)
    if call.name == "IFERROR" and len(call.arguments) == 2:
        value = single(_evaluate(call.arguments[0], cell_value))
        return _evaluate(call.arguments[1], cell_value) if isinstance(value, CellError) else value
    if call.name == "SUMPRODUCT" and call.arguments:
        return _sum_products(call.arguments, cell_value)
    function, fewest, most = FUNCTIONS.get(call.name, (None, 0, 0))
    if function is None or not fewest <= len(call.arguments) <= most:
        raise UnsolvableError(say("公式用了 {name} 函数，这里算不出来", name=call.name))
    try:
        return function(*(_evaluate(argument, cell_value) for argument in call.arguments))
    except Failed as failed:
        return failed.error


def _evaluate_if(arguments: tuple[Node, ...], cell_value: CellValue) -> Argument:
    condition = to_logical(single(_evaluate(arguments[0], cell_value)))
    if isinstance(condition, CellError):
        return condition
    if condition:
        return _evaluate(arguments[1], cell_value)
    return _evaluate(arguments[2], cell_value) if len(arguments) == 3 else False


def _sum_products(arguments: tuple[Node, ...], cell_value: CellValue) -> Value:
    """SUMPRODUCT: the sum over all places of the ranges."""
    rows, columns = size_of(arguments)
    if rows * columns > LARGEST_RANGE:
        raise UnsolvableError(say("公式引用的区域太大"))
    total: Value = Decimal(0)
    for place in product(range(rows), range(columns)):
        total = calculate("+", total, _product_at(arguments, place, cell_value))
    return total


def _product_at(arguments: tuple[Node, ...], place: tuple[int, int], cell_value: CellValue) -> Value:
    """The arguments' product at one place; what is no number there counts nothing."""
    result: Value = Decimal(1)
    for argument in arguments:
        value = single(_evaluate(at_place(argument, *place), cell_value))
        result = calculate("*", result, value if isinstance(value, Decimal | CellError) else Decimal(0))
    return result
