"""The functions a form's own arithmetic is made of, as Excel defines them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import NamedTuple

from xlperf.cells import CellError, Value
from xlperf.formulas.operations import (
    EXACT,
    VALUE_ERROR,
    ZERO_DIVISION,
    UnsolvableError,
    at_15_digits,
    in_range,
    to_logical,
    to_number,
)
from xlperf.messages import say


class Cells(NamedTuple):
    """The values that a reference gives: functions pass over the texts and blanks among them."""

    values: tuple[Value, ...]


Argument = Value | Cells

MOST_PLACES = 20
"""Beyond it rounding changes nothing: numbers have 15 digits."""


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


def _number(argument: Argument) -> Decimal:
    number = to_number(single(argument))
    if isinstance(number, CellError):
        raise Failed(number)
    return number


def _numbers(arguments: Sequence[Argument]) -> Iterator[Decimal]:
    """The numbers among the arguments: of cells those stored as numbers, of values whatever counts as one."""
    for argument in arguments:
        if not isinstance(argument, Cells):
            yield _number(argument)
            continue
        for value in argument.values:
            if isinstance(value, CellError):
                raise Failed(value)
            if isinstance(value, Decimal):
                yield value


def _fold(operator: str, numbers: Sequence[Decimal]) -> Decimal:
    result = numbers[0] if numbers else Decimal(0)
    for number in numbers[1:]:
        result = _checked(in_range(operator, result, number))
    return result


def _checked(result: Decimal | CellError) -> Decimal:
    if isinstance(result, CellError):
        raise Failed(result)
    return result


def _sum(*arguments: Argument) -> Value:
    return _fold("+", list(_numbers(arguments)))


def _product(*arguments: Argument) -> Value:
    return _fold("*", list(_numbers(arguments)))


def _minimum(*arguments: Argument) -> Value:
    return min(_numbers(arguments), default=Decimal(0))


def _maximum(*arguments: Argument) -> Value:
    return max(_numbers(arguments), default=Decimal(0))


def _average(*arguments: Argument) -> Value:
    numbers = list(_numbers(arguments))
    return in_range("/", _fold("+", numbers), Decimal(len(numbers)))


def _count(*arguments: Argument) -> Value:
    """How many numbers there are; what is none, an error too, is passed over."""
    return Decimal(sum(_counts(argument) for argument in arguments))


def _counts(argument: Argument) -> int:
    if isinstance(argument, Cells):
        return sum(isinstance(value, Decimal) for value in argument.values)
    return int(not isinstance(to_number(argument), CellError))


def _quotient(dividend: Argument, divisor: Argument) -> Value:
    one, other = _number(dividend), _number(divisor)
    return ZERO_DIVISION if other == 0 else at_15_digits(EXACT.divide(one, other)).to_integral_value(ROUND_DOWN)


def _rounding(mode: str) -> Callable[[Argument, Argument], Value]:
    def rounded(argument: Argument, places: Argument) -> Value:
        number, digits = at_15_digits(_number(argument)), _places(places)
        if digits > MOST_PLACES or not number:
            return number
        if -digits > number.adjusted() + 1:
            return Decimal(0) if mode != ROUND_UP else Decimal(1).scaleb(-digits).copy_sign(number)
        return number.quantize(Decimal(1).scaleb(-digits), mode, EXACT)

    return rounded


def _places(argument: Argument) -> int:
    return int(min(Decimal(400), max(Decimal(-400), _number(argument))))


def _absolute(argument: Argument) -> Value:
    return abs(_number(argument))


def _not(argument: Argument) -> Value:
    value = to_logical(single(argument))
    return value if isinstance(value, CellError) else not value


def _logicals(arguments: Sequence[Argument]) -> list[bool]:
    """The conditions among the arguments; texts and blanks in cells are passed over."""
    found = []
    for argument in arguments:
        values = argument.values if isinstance(argument, Cells) else (argument,)
        for value in values:
            is_passed_over = isinstance(argument, Cells) and (value is None or type(value) is str)
            logical = False if is_passed_over else to_logical(value)
            if isinstance(logical, CellError):
                raise Failed(logical)
            if not is_passed_over:
                found.append(logical)
    if not found:
        raise Failed(VALUE_ERROR)
    return found


def _and(*arguments: Argument) -> Value:
    return all(_logicals(arguments))


def _or(*arguments: Argument) -> Value:
    return any(_logicals(arguments))


def _is_number(argument: Argument) -> Value:
    return isinstance(single(argument), Decimal)


def _is_blank(argument: Argument) -> Value:
    return isinstance(argument, Cells) and single(argument) is None


MANY = 255

FUNCTIONS: dict[str, tuple[Callable[..., Value], int, int]] = {
    "SUM": (_sum, 1, MANY),
    "PRODUCT": (_product, 1, MANY),
    "MIN": (_minimum, 1, MANY),
    "MAX": (_maximum, 1, MANY),
    "AVERAGE": (_average, 1, MANY),
    "COUNT": (_count, 1, MANY),
    "QUOTIENT": (_quotient, 2, 2),
    "ROUND": (_rounding(ROUND_HALF_UP), 2, 2),
    "ROUNDUP": (_rounding(ROUND_UP), 2, 2),
    "ROUNDDOWN": (_rounding(ROUND_DOWN), 2, 2),
    "ABS": (_absolute, 1, 1),
    "NOT": (_not, 1, 1),
    "AND": (_and, 1, MANY),
    "OR": (_or, 1, MANY),
    "ISNUMBER": (_is_number, 1, 1),
    "ISBLANK": (_is_blank, 1, 1),
}
"""Name → function, fewest and most arguments. IF and IFERROR, which leave arguments unread, stand in evaluate.py."""
