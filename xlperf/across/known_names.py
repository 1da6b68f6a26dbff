"""The names of a folder's units and projects, and which of them a text speaks of."""

from __future__ import annotations

from collections.abc import Iterator

_START = 4
"""Signs by which names are looked up; shorter ones stand in many words."""


class KnownNames:
    """Names that are looked for in texts; of two that begin at one place the longer one is meant."""

    def __init__(self) -> None:
        self._by_start: dict[str, set[str]] = {}

    def add(self, name: str) -> None:
        """A name without blanks; one that is too short is never found."""
        if len(name) >= _START:
            self._by_start.setdefault(name[:_START], set()).add(name)

    def find(self, text: str) -> Iterator[tuple[str, int]]:
        """The names in a text without blanks, from left to right, each with the place behind it."""
        starts, behind = self._by_start, 0
        for place in [at for at in range(len(text) - _START + 1) if text[at : at + _START] in starts]:
            names = starts[text[place : place + _START]] if place >= behind else ()
            longest = max((name for name in names if text.startswith(name, place)), key=len, default="")
            if longest:
                behind = place + len(longest)
                yield longest, behind
