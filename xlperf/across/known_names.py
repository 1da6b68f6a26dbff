"""The names of a folder's units and projects, and which of them a text speaks of."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from operator import neg

_START = 4
"""Signs by which names are looked up; shorter ones stand in many words."""


class KnownNames:
    """Names that are looked for in texts; of two that begin at one place the longer one is meant."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._lengths: dict[str, list[int]] = {}
        """Start → how long the names are that begin so, the longest first: thousands may begin with a year."""

    def add(self, name: str) -> None:
        """A name without blanks; one that is too short is never found."""
        if len(name) < _START:
            return
        self._names.add(name)
        lengths = self._lengths.setdefault(name[:_START], [])
        if len(name) not in lengths:
            insort(lengths, len(name), key=neg)

    def find(self, text: str) -> Iterator[tuple[str, int]]:
        """The names in a text without blanks, from left to right, each with the place behind it."""
        starts, behind = self._lengths, 0
        for place in [at for at in range(len(text) - _START + 1) if text[at : at + _START] in starts]:
            lengths = starts[text[place : place + _START]] if place >= behind else ()
            longest = next((name for long in lengths if (name := text[place : place + long]) in self._names), "")
            if longest:
                behind = place + len(longest)
                yield longest, behind
