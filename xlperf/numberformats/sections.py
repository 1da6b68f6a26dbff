"""A number format in its parts: sections between semicolons, each with its condition and its tokens."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

# Quoted and escaped signs first; _x and *x are gaps that show nothing.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<gap>[_*].)|\[(?P<bracket>[^\]]*)\]|(?P<end>;)'
    r"|(?P<general>General|G/通用格式)|(?P<place>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<at>@)"
    r"|(?P<exponent>E[+-])|(?P<slash>/)"
    r"|(?P<date>AM/PM|A/P|上午/下午|y+|m+|d+|h+|s+|a{3,4})|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_OPERATORS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne
}  # fmt: skip


class Token(NamedTuple):
    """A piece of a section: kind (literal, place, point, comma, percent, general, at, exponent, slash, date), text."""

    kind: str
    text: str


class Condition(NamedTuple):
    """Which numbers a section is for."""

    comparison: str
    bound: Decimal

    def holds(self, value: Decimal) -> bool:
        """The number is one of them."""
        return bool(_OPERATORS[self.comparison](value, self.bound))

    @property
    def is_negative(self) -> bool:
        """They are all negative."""
        return self.comparison == "<" and self.bound <= 0


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format. `kind`: number, date, around (literals, maybe with a General) or plain.

    Plain is what shows a number as General does: a text section, fractions, scientific notation.
    """

    kind: str
    tokens: tuple[Token, ...]
    condition: Condition | None = None


@lru_cache(maxsize=1024)
def parse_format(code: str) -> tuple[Section, ...]:
    """The sections for numbers, in order; the first whose condition holds shows a number.

    >>> [(s.kind, s.condition and s.condition.comparison) for s in parse_format('0.00;[Red]-0.00;"-";@')]
    [('number', '>'), ('number', '<'), ('around', None)]
    """
    parts = list(_split(code or "General"))[:4]
    if len(parts) == 4 or (len(parts) > 1 and any(m["at"] for m in parts[-1])):
        parts.pop()  # the section for texts
    own = [_condition(part) for part in parts]
    return tuple(
        Section(_kind(tokens), tokens, own[i] or _usual_condition(i, own))
        for i, tokens in enumerate(tuple(_tokens(part)) for part in parts)
    )


def _split(code: str) -> Iterator[list[re.Match[str]]]:
    part: list[re.Match[str]] = []
    for match in _TOKEN.finditer(code):
        if match["end"]:
            yield part
            part = []
        else:
            part.append(match)
    yield part


def _condition(part: list[re.Match[str]]) -> Condition | None:
    found = (_CONDITION.fullmatch(m["bracket"].strip()) for m in part if m["bracket"])
    return next((Condition(m[1], Decimal(m[2])) for m in found if m), None)


def _usual_condition(place: int, own: list[Condition | None]) -> Condition | None:
    """Positive, negative, zero; of two sections the first is for zero as well; what is last takes the rest."""
    if place == 0 and len(own) > 1:
        return Condition(">" if len(own) > 2 else ">=", Decimal(0))
    if place == 1 and (len(own) > 2 or own[0] is None):
        return Condition("<", Decimal(0))
    return None


def _tokens(part: list[re.Match[str]]) -> Iterator[Token]:
    for match in part:
        kind = match.lastgroup or ""
        if kind == "bracket":
            yield from _bracket(match["bracket"])
        elif kind in ("quoted", "escaped", "other"):
            yield Token("literal", match[kind])
        elif kind == "date":
            yield Token("date", match[0] if "/" in match[0] else match[0].lower())
        elif kind != "gap":
            yield Token(kind, match[0])


def _bracket(text: str) -> Iterator[Token]:
    """Elapsed hours [h] and currency signs [$¥-804]; colours, conditions and locales show nothing."""
    if text and len(set(text.lower())) == 1 and text[0] in "hmsHMS":
        yield Token("date", f"[{text.lower()}]")
    elif text.startswith("$"):
        yield Token("literal", text[1:].partition("-")[0])


def _kind(tokens: tuple[Token, ...]) -> str:
    kinds = [token.kind for token in tokens]
    if "date" in kinds:
        return "date"
    if "at" in kinds or "exponent" in kinds or _is_fraction(kinds):
        return "plain"
    return "number" if "place" in kinds else "around"


def _is_fraction(kinds: list[str]) -> bool:
    """Places on the near side of a slash: in 0元/人 it is a sign like any other."""
    return "slash" in kinds and "place" in kinds[: kinds.index("slash")] and "place" in kinds[kinds.index("slash") :]
