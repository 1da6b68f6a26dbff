"""What a function is given: single values, or the cells that a reference names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from xlperf.cells import CellError, Value
from xlperf.formulas.operations import UnsolvableError, to_number
from xlperf.messages import say


class Cells(NamedTuple):
    """The values that a reference gives: functions pass over the texts and blanks among them."""

    values: tuple[Value, ...]


Argument = Value | Cells


class Failed(Exception):  # noqa: N818 - an Excel error on its way out of a function, no fault of ours
    """Carries an error value out of a function."""

    def __init__(self, error: CellError) -> None:
        super().__init__(error)
        self.error = error


def single(argument: Argument) -> Value:
    """The one value of an argument. Raises UnsolvableError for several cells, where Excel works out an array."""
    if not isinstance(argument, Cells):
        return argument
    if len(argument.values) != 1:
        raise UnsolvableError(say("公式把一个区域当作一个数"))
    return argument.values[0]


def number_in(argument: Argument) -> Decimal:
    """The one number of an argument. Raises Failed with the error that stands there, or that the text makes."""
    number = to_number(single(argument))
    if isinstance(number, CellError):
        raise Failed(number)
    return number


def numbers_in(arguments: Sequence[Argument]) -> Iterator[Decimal]:
    """The numbers among the arguments: of cells those stored as numbers, of values whatever counts as one."""
    for argument in arguments:
        if not isinstance(argument, Cells):
            yield number_in(argument)
            continue
        for value in argument.values:
            if isinstance(value, CellError):
                raise Failed(value)
            if isinstance(value, Decimal):
                yield value
