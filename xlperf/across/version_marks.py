"""Versions of a file as people name them: 自评表最终版2, 自评表 (1), 自评表0315, 自评表_已校验."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from unicodedata import normalize

from xlperf.checks.words import WordList
from xlperf.definitions import read_definition
from xlperf.recognition.folding import fold

Mark = tuple[str, tuple[int, ...]]
"""What kind of mark it is, and how new it says the file is."""

RANKS = {"draft": -1, "new": 1, "changed": 2, "fixed": 3, "last": 4}
"""How new each kind of word makes a file; none is 0. One that came back validated is no further version by its name."""

_NUMBERS = (
    ("again", re.compile(r"\((\d{1,2})\)$")),
    ("date", re.compile(r"(20\d\d(?:[.-][01]?\d[.-][0-3]?\d|[01]\d[0-3]\d))$")),
    ("day", re.compile(r"(?<!\d)([01]\d[0-3]\d)$")),
    ("version", re.compile(r"(?<![a-z])v(?:er)?\.?(\d+(?:\.\d+)*)$", re.IGNORECASE)),
    ("version", re.compile(r"第?([一二三四五六七八九]|\d{1,2})[版稿]$")),
)
_GLUE = " _-—+.,、"
_DIGITS = "零一二三四五六七八九"


class Version(NamedTuple):
    """A file's name without its marks, and the marks from left to right."""

    base: str
    marks: tuple[Mark, ...] = ()


def read_version(stem: str) -> Version:
    """What a name without its suffix says of the version; a mark of a copy says nothing of which is newer.

    >>> read_version("自评表_最终版2")
    Version(base='自评表', marks=(('word', (4, 2)),))
    >>> read_version("自评表 - 副本 (1)")
    Version(base='自评表', marks=(('again', (1,)),))
    """
    rest, marks = normalize("NFKC", stem).strip(_GLUE), list[Mark]()
    while (found := _last_mark(rest)) is not None:
        mark, rest = found[0], found[1].rstrip(_GLUE)
        marks[:0] = [mark] if mark is not None else []
    return Version(fold(rest), tuple(marks))


def _last_mark(text: str) -> tuple[Mark | None, str] | None:
    """The mark that a name ends in, None for that of a copy, and what stands before it; a mark alone is the name."""
    for kind, pattern in _NUMBERS:
        if (found := pattern.search(text)) is not None and found.start():
            return (kind, _number(kind, found[1])), text[: found.start()]
    found = _word_pattern().search(text)
    if found is None or not found.start():
        return None
    kind = _kinds()[found[1].lower()]
    return _word_mark(kind, int(found[2] or 1)), text[: found.start()]


def _word_mark(kind: str, number: int) -> Mark | None:
    if kind in RANKS:
        return "word", (RANKS[kind], number)
    return None if kind == "copy" else (kind, (number,))


def _number(kind: str, text: str) -> tuple[int, ...]:
    if text in _DIGITS:
        return (_DIGITS.index(text),)
    parts = tuple(int(part) for part in re.findall(r"\d+", text))
    if kind == "date" and len(parts) == 1:
        return parts[0] // 10000, parts[0] // 100 % 100, parts[0] % 100
    return parts


@cache
def _kinds() -> dict[str, str]:
    """Word → what kind of word it is."""
    listed = read_definition(files("xlperf.across").joinpath("versions.toml"), WordList)
    return {word: kind for kind, words in listed.words.items() for word in words}


@cache
def _word_pattern() -> re.Pattern[str]:
    """A word at the end of a name, with a number or in brackets; the longest of those that fit."""
    words = "|".join(sorted(_kinds(), key=len, reverse=True))
    return re.compile(rf"\(?({words})(\d{{0,2}})\)?$", re.IGNORECASE)


def compare_names(one: Version, other: Version) -> int:
    """Above zero where `one` is newer by its name, below where `other` is, zero where the names do not say.

    A further mark makes a name newer, but for words such as 初稿; marks of different kinds cannot be compared.
    """
    if one.base != other.base or one.marks == other.marks:
        return 0
    length = max(len(one.marks), len(other.marks))
    pairs = zip(_padded(one, length), _padded(other, length), strict=True)
    return next(_compare(mine, its) for mine, its in pairs if mine != its)


def _padded(version: Version, length: int) -> list[Mark | None]:
    return [*version.marks, *[None] * (length - len(version.marks))]


def _compare(mine: Mark | None, its: Mark | None) -> int:
    """The first mark in which two names differ decides."""
    if mine is None or its is None:
        kind, rank = mine or its or ("", ())
        newer = -1 if kind == "word" and rank[0] < 0 else 1
        return newer if mine is not None else -newer
    if mine[0] != its[0]:
        return 0
    return (mine[1] > its[1]) - (mine[1] < its[1])
