"""A formula's text as a tree: tokens, then Excel's precedence of operators."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xlperf.cells import Area, CellError, parse_address
from xlperf.formulas.operations import UnsolvableError
from xlperf.messages import say

LONGEST = 8192
"""Characters of the longest formula that Excel takes."""

DEEPEST = 24
"""Levels of brackets and calls that are followed; a form's own formula has three or four."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, TRUE, FALSE or an error; None is an argument left out."""

    value: Decimal | str | bool | CellError | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell or a rectangle of cells; `sheet` is None on the formula's own."""

    sheet: str | None
    area: Area


@dataclass(frozen=True, slots=True)
class Negated:
    """A minus before an operand."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Percent:
    """A percent sign behind an operand."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined by operators of one precedence, from left to right."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]


Node = Literal | Reference | Negated | Percent | Chain | Call

_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"(?:[^\"]|\"\")*\")"
    rf"|(?P<reference>(?:(?:'(?:[^'\[\]]|'')+'|[^\W\d][\w.]*)!)?{_CELL}(?::{_CELL})?)(?![\w.(!:\[])"
    r"|(?P<function>[A-Za-z][A-Za-z0-9.]*)\s*\("
    r"|(?P<logical>TRUE|FALSE)(?![\w.!(])"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?)(?![\w:])"
    r"|(?P<error>#(?:N/A|[A-Z0-9/]+[!?]))"
    r"|(?P<sign><=|>=|<>|[-+*/^&%=<>(),]))\s*",
    re.IGNORECASE,
)
_PRECEDENCE = (("=", "<>", "<", "<=", ">", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))
_END = ("end", "")


@lru_cache(maxsize=1024)
def parse_formula(formula: str) -> Node:
    """The tree of a formula, with or without its =. Raises UnsolvableError where it is no plain arithmetic."""
    if len(formula) > LONGEST:
        raise UnsolvableError(say("公式太长"))
    parser = _Parser(_tokens(formula.strip().removeprefix("=")))
    node = parser.parse_level(0)
    if parser.peek() != _END:
        raise _unexpected(parser.peek()[1])
    return node


def _tokens(formula: str) -> list[tuple[str, str]]:
    """(kind, text) of each token; a function's opening bracket belongs to it."""
    tokens, position = [], 0
    while position < len(formula):
        match = _TOKEN.match(formula, position)
        if match is None or match.lastgroup is None:
            raise _unexpected(formula[position : position + 20])
        tokens.append((match.lastgroup, match[match.lastgroup]))
        position = match.end()
    return [*tokens, _END]


def _unexpected(text: str) -> UnsolvableError:
    return UnsolvableError(say("公式里的“{text}”不是本表单元格的四则运算", text=text or "…"))


class _Parser:
    """Walks the tokens from left to right, one level of precedence a call."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.position = 0
        self.depth = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.position]

    def take(self) -> tuple[str, str]:
        self.position += 1
        return self.tokens[self.position - 1]

    def parse_level(self, level: int) -> Node:
        """An operand of a precedence, or a chain of them."""
        if level == len(_PRECEDENCE):
            return self.parse_signed()
        first, rest = self.parse_level(level + 1), []
        while self.peek()[0] == "sign" and self.peek()[1] in _PRECEDENCE[level]:
            operator = self.take()[1]
            rest.append((operator, self.parse_level(level + 1)))
        return Chain(first, tuple(rest)) if rest else first

    def parse_signed(self) -> Node:
        """An operand with its signs; Excel negates before it raises to a power: -2^2 is 4."""
        is_negative = False
        while self.peek() in (("sign", "-"), ("sign", "+")):
            is_negative ^= self.take()[1] == "-"
        node = self.parse_operand()
        node = Negated(node) if is_negative else node
        while self.peek() == ("sign", "%"):
            self.take()
            node = Percent(node)
        return node

    def parse_operand(self) -> Node:
        kind, text = self.take()
        if kind == "function":
            return Call(text.upper(), self.parse_arguments())
        if (kind, text) == ("sign", "("):
            return self.parse_bracket()
        if kind in _LEAVES:
            return _LEAVES[kind](text)
        raise _unexpected(text)

    def parse_bracket(self) -> Node:
        node = self.parse_nested()
        if self.take() != ("sign", ")"):
            raise _unexpected(self.tokens[self.position - 1][1])
        return node

    def parse_arguments(self) -> tuple[Node, ...]:
        """Arguments up to the closing bracket; one left out is Literal(None)."""
        if self.peek() == ("sign", ")"):
            self.take()
            return ()
        arguments = []
        while True:
            is_empty = self.peek() in (("sign", ","), ("sign", ")"))
            arguments.append(Literal(None) if is_empty else self.parse_nested())
            sign = self.take()
            if sign == ("sign", ")"):
                return tuple(arguments)
            if sign != ("sign", ","):
                raise _unexpected(sign[1])

    def parse_nested(self) -> Node:
        if self.depth == DEEPEST:
            raise UnsolvableError(say("公式嵌套太深"))
        self.depth += 1
        node = self.parse_level(0)
        self.depth -= 1
        return node


def _reference(text: str) -> Reference:
    sheet, found, cells = text.rpartition("!")
    name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    (top, left), (bottom, right) = (parse_address(cell) for cell in (cells.split(":") * 2)[:2])
    area = Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
    return Reference(name if found else None, area)


_LEAVES: dict[str, Callable[[str], Node]] = {
    "text": lambda text: Literal(text[1:-1].replace('""', '"')),
    "number": lambda text: Literal(Decimal(text)),
    "logical": lambda text: Literal(text.upper() == "TRUE"),
    "error": lambda text: Literal(CellError(text.upper())),
    "reference": _reference,
}
