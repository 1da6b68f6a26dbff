"""Which part of the total a fund line is: a part of its own, or a share of the part above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from xlperf.form import FundLine
from xlperf.recognition.folding import bare
from xlperf.recognition.lexicon import Lexicon


def find_role(lexicon: Lexicon, text: str, before: list[FundLine]) -> str:
    """total, part or within, by the words: 其中 directly below the total names a part, further down a share.

    A first line that no word of the vocabulary names is the total.
    """
    word = find_word(lexicon, text)
    if (word == "total" and not any(line.role == "total" for line in before)) or (word is None and not before):
        return "total"
    if word == "part":
        return "part"
    is_led = bare(text).startswith("其中") and any(line.role == "part" for line in before)
    follows = word == "within" and before and before[-1].role == "within"
    return "within" if is_led or follows else "part"


def find_word(lexicon: Lexicon, text: str) -> str | None:
    """What the vocabulary says of a line's label, 其中 before it aside."""
    return lexicon.meanings(bare(text).removeprefix("其中").lstrip(":")).get("fund_lines")


def settle_roles(lexicon: Lexicon, read: list[FundLine]) -> tuple[FundLine, ...]:
    """The lines with the roles by which they add up, where the words leave it open whether one is a share.

    A total that is named as one, 合计 below its parts, takes the place of a first line that no word names.
    """
    lines = _with_named_total(lexicon, read)
    if _adds_up(lines):
        return tuple(lines)
    return tuple(next(filter(_adds_up, _readings(lexicon, lines)), lines))


def _readings(lexicon: Lexicon, lines: list[FundLine]) -> Iterator[list[FundLine]]:
    """The other ways to take the lines: shares for parts, parts for shares, the last parts as shares of the first."""
    for role, other in (("within", "part"), ("part", "within")):
        yield [_turned(lexicon, line, role, other) for line in lines]
    parts = [at for at, line in enumerate(lines) if line.role == "part"]
    for first in parts[1:]:
        yield lines[:first] + [replace(one, role="within") if one.role == "part" else one for one in lines[first:]]


def _with_named_total(lexicon: Lexicon, lines: list[FundLine]) -> list[FundLine]:
    named = next((line for line in lines if find_word(lexicon, line.label.text) == "total"), None)
    if named is None or named.role == "total":
        return lines
    return [replace(line, role="total" if line is named else "part") for line in lines]


def _turned(lexicon: Lexicon, line: FundLine, role: str, other: str) -> FundLine:
    is_open = line.role == role and (role == "within" or find_word(lexicon, line.label.text) == "within")
    return replace(line, role=other) if is_open else line


def _adds_up(lines: Iterable[FundLine]) -> bool:
    """In every column that has amounts, the parts make the total."""
    known = list(lines)
    total = next((line for line in known if line.role == "total"), None)
    parts = [line for line in known if line.role == "part"]
    if total is None or not parts:
        return True
    columns = zip(total.amounts, *(line.amounts for line in parts), strict=False)
    sums = [(whole.amount, sum((f.amount or Decimal(0) for f in each), Decimal(0))) for whole, *each in columns]
    return all(whole is None or whole == added for whole, added in sums)
