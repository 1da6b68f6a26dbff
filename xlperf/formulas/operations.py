"""Excel's arithmetic on single values: what becomes a number, how numbers, texts and blanks combine and compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow

from xlperf.cells import CellError, Value
from xlperf.messages import Message, say


@dataclass(frozen=True, slots=True)
class Unsolved:
    """Why a formula has no value here: it is no plain arithmetic, or depends on what is unknown."""

    reason: Message


class UnsolvableError(Exception):
    """Ends the work on a formula that cannot be worked out; becomes Unsolved before it leaves this room."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


VALUE_ERROR = CellError("#VALUE!")
ZERO_DIVISION = CellError("#DIV/0!")
NUMBER_ERROR = CellError("#NUM!")

EXACT = Context(prec=40, traps=[InvalidOperation, DivisionByZero, Overflow])
"""Wider than Excel's 15 digits, so that a quotient multiplied back is the number again once it is rounded to 15."""

_SHOWN = Context(prec=15, rounding=ROUND_HALF_EVEN)
_LARGEST = Decimal("1.7976931348623157E+308")
_NUMBER = re.compile(r"\s*([-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?\.?[0-9]*(?:[eE][-+]?[0-9]{1,3})?)\s*(%?)\s*")
_DATE_SIGNS = frozenset("年月日时分秒")


def at_15_digits(number: Decimal) -> Decimal:
    """The number as Excel keeps it, with 15 significant digits."""
    return _SHOWN.plus(number)


def to_number(value: Value) -> Decimal | CellError:
    """What a value counts in arithmetic: a blank nothing, TRUE one, a text its number or #VALUE!.

    Raises UnsolvableError for a text that Excel may take for a date or a currency.
    """
    if isinstance(value, CellError | Decimal):
        return value
    if isinstance(value, str):
        return _text_number(value)
    return Decimal(int(value or 0))


def _text_number(text: str) -> Decimal | CellError:
    match = _NUMBER.fullmatch(text)
    if match is not None and re.search("[0-9]", match[1].partition("e")[0].partition("E")[0]):
        number = Decimal(match[1].replace(",", ""))
        return number.scaleb(-2) if match[2] else number
    is_worded = any("一" <= sign <= "鿿" for sign in text) and _DATE_SIGNS.isdisjoint(text)
    if is_worded or not any(sign.isdigit() for sign in text):
        return VALUE_ERROR
    raise UnsolvableError(say("公式引用的文字“{text}”可能是日期或金额", text=text))


def to_logical(value: Value) -> bool | CellError:
    """What a value counts as a condition."""
    if isinstance(value, str) and not isinstance(value, CellError):
        return {"TRUE": True, "FALSE": False}.get(value.upper(), VALUE_ERROR)
    return value if isinstance(value, CellError | bool) else bool(value)


def to_text(value: Value) -> str:
    """A value as & joins it (an error stays one)."""
    if isinstance(value, bool):
        return str(value).upper()
    if not isinstance(value, Decimal):
        return value or ""
    number = at_15_digits(value)
    if number and not Decimal("1e-4") <= abs(number) < Decimal("1e15"):
        raise UnsolvableError(say("公式把过大或过小的数连成文字"))
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def calculate(operator: str, left: Value, right: Value) -> Value:
    """Two values joined by an operator; the first error among them wins."""
    if operator == "&":
        return next((v for v in (left, right) if isinstance(v, CellError)), None) or to_text(left) + to_text(right)
    if operator in _COMPARED:
        return _compare(operator, left, right)
    one, other = to_number(left), to_number(right)
    if isinstance(one, CellError):
        return one
    return other if isinstance(other, CellError) else in_range(operator, one, other)


def in_range(operator: str, one: Decimal, other: Decimal) -> Decimal | CellError:
    """The result of + - * / ^ on two numbers, #NUM! beyond what Excel can hold."""
    if other == 0 and (operator == "/" or (operator == "^" and one == 0)):
        return ZERO_DIVISION if operator == "/" else NUMBER_ERROR
    if operator == "^" and one == 0 and other < 0:
        return ZERO_DIVISION
    try:
        result = _ARITHMETIC[operator](one, other)
    except DecimalException:
        return NUMBER_ERROR
    return result if abs(result) <= _LARGEST else NUMBER_ERROR


_ARITHMETIC = {"+": EXACT.add, "-": EXACT.subtract, "*": EXACT.multiply, "/": EXACT.divide, "^": EXACT.power}
_COMPARED = {"=": {0}, "<>": {-1, 1}, "<": {-1}, "<=": {-1, 0}, ">": {1}, ">=": {0, 1}}


def _compare(operator: str, left: Value, right: Value) -> Value:
    for value in (left, right):
        if isinstance(value, CellError):
            return value
    left, right = _fill_blank(left, right), _fill_blank(right, left)
    if isinstance(left, str) and isinstance(right, str) and operator not in ("=", "<>"):
        raise UnsolvableError(say("公式比较两段文字的先后"))
    return _order(left, right) in _COMPARED[operator]


def _fill_blank(value: Value, other: Value) -> Value:
    """A blank compares as the nothing of the other's kind."""
    if value is not None:
        return value
    return "" if isinstance(other, str) else False if isinstance(other, bool) else Decimal(0)


def _order(left: Value, right: Value) -> int:
    """-1, 0 or 1; numbers stand before texts, texts before logical values."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return int(at_15_digits(left).compare(at_15_digits(right)))
    if isinstance(left, str) and isinstance(right, str):
        return int(left.lower() != right.lower())
    one, other = _rank(left), _rank(right)
    return (one > other) - (one < other)


def _rank(value: Value) -> int:
    """Place of a value's kind; FALSE before TRUE."""
    return 2 + value if isinstance(value, bool) else int(isinstance(value, str))
