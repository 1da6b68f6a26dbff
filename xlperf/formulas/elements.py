"""An expression over ranges, taken apart into one over single cells for each place: what SUMPRODUCT sums."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.cells import Area
from xlperf.formulas.operations import UnsolvableError
from xlperf.formulas.syntax import Call, Chain, Literal, Negated, Node, Percent, Reference
from xlperf.messages import say

ELEMENTWISE = frozenset({"ISNUMBER", "ISBLANK", "NOT", "ABS", "TRIM", "ROUND", "ROUNDUP", "ROUNDDOWN"})
"""Functions that Excel applies to each cell of a range there."""


def size_of(nodes: tuple[Node, ...]) -> tuple[int, int]:
    """Rows and columns that all ranges of the expressions share. Raises UnsolvableError where they differ."""
    sizes = {size for node in nodes for size in _sizes(node)}
    if len(sizes) != 1 or sizes == {(1, 1)}:
        raise UnsolvableError(say("公式里几个区域的大小不同"))
    return sizes.pop()


def _sizes(node: Node) -> set[tuple[int, int]]:
    """The sizes of an expression's ranges; single cells beside them go with any of them."""
    return {_size(reference.area) for reference in _references(node)} - {(1, 1)} or {(1, 1)}


def at_place(node: Node, row: int, column: int) -> Node:
    """The expression with each range narrowed to its cell at a place, counted from 0."""
    match node:
        case Reference(sheet, area):
            return Reference(sheet, _cell(area, row, column)) if _size(area) != (1, 1) else node
        case Negated(operand):
            return Negated(at_place(operand, row, column))
        case Percent(operand):
            return Percent(at_place(operand, row, column))
        case Chain(first, rest):
            narrowed = tuple((operator, at_place(operand, row, column)) for operator, operand in rest)
            return Chain(at_place(first, row, column), narrowed)
        case Call(name, arguments):
            return Call(name, tuple(at_place(argument, row, column) for argument in arguments))
        case Literal():
            return node


def _references(node: Node) -> Iterator[Reference]:
    match node:
        case Reference():
            yield node
        case Negated(operand) | Percent(operand):
            yield from _references(operand)
        case Chain(first, rest):
            for operand in (first, *(operand for _, operand in rest)):
                yield from _references(operand)
        case Call(name, arguments):
            if name not in ELEMENTWISE:
                raise UnsolvableError(say("公式用了 {name} 函数，这里算不出来", name=f"SUMPRODUCT({name}"))
            for argument in arguments:
                yield from _references(argument)
        case Literal():
            return


def _size(area: Area) -> tuple[int, int]:
    return area.bottom - area.top + 1, area.right - area.left + 1


def _cell(area: Area, row: int, column: int) -> Area:
    return Area(area.top + row, area.left + column, area.top + row, area.left + column)
