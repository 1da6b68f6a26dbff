"""Functions on conditions and texts, as Excel defines them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from xlperf.cells import CellError, Value
from xlperf.formulas.arguments import Argument, Cells, Failed, single
from xlperf.formulas.operations import VALUE_ERROR, UnsolvableError, to_logical, to_number, to_text
from xlperf.messages import say

_PLAIN_CRITERION = re.compile(r"[^<>=*?~0-9][^*?~]*")


def negate(argument: Argument) -> Value:
    """NOT."""
    value = to_logical(single(argument))
    return value if isinstance(value, CellError) else not value


def all_hold(*arguments: Argument) -> Value:
    """AND."""
    return all(_logicals(arguments))


def any_holds(*arguments: Argument) -> Value:
    """OR."""
    return any(_logicals(arguments))


def is_number(argument: Argument) -> Value:
    """ISNUMBER."""
    return isinstance(single(argument), Decimal)


def is_blank(argument: Argument) -> Value:
    """ISBLANK."""
    return isinstance(argument, Cells) and single(argument) is None


def plain_number(argument: Argument) -> Value:
    """N: a text counts nothing."""
    value = single(argument)
    return Decimal(0) if type(value) is str else to_number(value)


def trim(argument: Argument) -> Value:
    """TRIM: without blanks around, single ones within."""
    value = single(argument)
    return value if isinstance(value, CellError) else " ".join(filter(None, to_text(value).split(" ")))


def count_if(cells: Argument, criterion: Argument) -> Value:
    """COUNTIF for a plain word. Raises UnsolvableError for a number, a comparison or a wildcard."""
    word = single(criterion)
    if not isinstance(cells, Cells) or not isinstance(word, str) or not _PLAIN_CRITERION.fullmatch(word):
        raise UnsolvableError(say("公式用了 {name} 函数，这里算不出来", name="COUNTIF"))
    return Decimal(sum(isinstance(value, str) and value.lower() == word.lower() for value in cells.values))


def _logicals(arguments: Sequence[Argument]) -> list[bool]:
    """The conditions among the arguments; texts and blanks in cells are passed over."""
    found = [to_logical(value) for argument in arguments for value in _conditions(argument)]
    for logical in found:
        if isinstance(logical, CellError):
            raise Failed(logical)
    if not found:
        raise Failed(VALUE_ERROR)
    return [logical for logical in found if isinstance(logical, bool)]


def _conditions(argument: Argument) -> Sequence[Value]:
    if not isinstance(argument, Cells):
        return (argument,)
    return [value for value in argument.values if value is not None and type(value) is not str]
