"""The functions a form's own arithmetic is made of, as Excel defines them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from xlperf.cells import CellError, Value
from xlperf.formulas import logic
from xlperf.formulas.arguments import Argument, Cells, Failed, number_in, numbers_in
from xlperf.formulas.operations import EXACT, ZERO_DIVISION, at_15_digits, in_range, to_number

MOST_PLACES = 20
"""Beyond it rounding changes nothing: numbers have 15 digits."""


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
    return _fold("+", list(numbers_in(arguments)))


def _product(*arguments: Argument) -> Value:
    return _fold("*", list(numbers_in(arguments)))


def _minimum(*arguments: Argument) -> Value:
    return min(numbers_in(arguments), default=Decimal(0))


def _maximum(*arguments: Argument) -> Value:
    return max(numbers_in(arguments), default=Decimal(0))


def _average(*arguments: Argument) -> Value:
    numbers = list(numbers_in(arguments))
    return in_range("/", _fold("+", numbers), Decimal(len(numbers)))


def _count(*arguments: Argument) -> Value:
    """How many numbers there are; what is none, an error too, is passed over."""
    return Decimal(sum(_counts(argument) for argument in arguments))


def _counts(argument: Argument) -> int:
    if isinstance(argument, Cells):
        return sum(isinstance(value, Decimal) for value in argument.values)
    return int(not isinstance(to_number(argument), CellError))


def _quotient(dividend: Argument, divisor: Argument) -> Value:
    one, other = number_in(dividend), number_in(divisor)
    return ZERO_DIVISION if other == 0 else at_15_digits(EXACT.divide(one, other)).to_integral_value(ROUND_DOWN)


def _rounding(mode: str) -> Callable[[Argument, Argument], Value]:
    def rounded(argument: Argument, places: Argument) -> Value:
        number, digits = at_15_digits(number_in(argument)), _places(places)
        if digits > MOST_PLACES or not number:
            return number
        if -digits > number.adjusted() + 1:
            return Decimal(0) if mode != ROUND_UP else Decimal(1).scaleb(-digits).copy_sign(number)
        return number.quantize(Decimal(1).scaleb(-digits), mode, EXACT)

    return rounded


def _places(argument: Argument) -> int:
    return int(min(Decimal(400), max(Decimal(-400), number_in(argument))))


def _absolute(argument: Argument) -> Value:
    return abs(number_in(argument))


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
    "NOT": (logic.negate, 1, 1),
    "AND": (logic.all_hold, 1, MANY),
    "OR": (logic.any_holds, 1, MANY),
    "ISNUMBER": (logic.is_number, 1, 1),
    "ISBLANK": (logic.is_blank, 1, 1),
    "N": (logic.plain_number, 1, 1),
    "TRIM": (logic.trim, 1, 1),
    "COUNTIF": (logic.count_if, 2, 2),
}
"""Name → function, fewest and most arguments.

IF, IFERROR and SUMPRODUCT, which read their arguments in their own way, stand in evaluate.py.
"""
