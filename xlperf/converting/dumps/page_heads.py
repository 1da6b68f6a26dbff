"""Heads of tables that a print repeats on every page: title, unit, captions; in a text they break the table apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlperf.converting.dumps.fitting import Placed, is_figure

Line = Sequence[Placed]

_LONGEST, _SHORTEST = 8, 2
_CAPTIONS = 3
"""Cells of a line from which on it may be the captions of a table."""


def without_page_heads(lines: Sequence[Line], is_title: Callable[[str], bool]) -> list[Line]:
    """The lines without those that say again what the head of the table above them says, right below a row of it.

    Nothing is left out behind another title: two forms may well have the same captions and the same first row.
    """
    plain = [tuple("".join(text.split()) for _, text in line) for line in lines]
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        length = _repeated(plain, at, is_title)
        if not length:
            kept.append(lines[at])
        at += length or 1
    return kept


def _repeated(plain: Sequence[tuple[str, ...]], at: int, is_title: Callable[[str], bool]) -> int:
    """How many lines from `at` on repeat a head above."""
    for above in range(at - 1, -1, -1):
        if plain[above] == plain[at]:
            length = _common(plain, above, at)
            between = plain[above + length : at]
            is_head = len(plain[at - 1]) > 1 and (len(plain[at]) == 1 or _are_captions(plain[at]))
            is_apart = any(len(line) == 1 and is_title(line[0]) for line in between)
            return length if length >= _SHORTEST and is_head and not is_apart else 0
    return 0


def _are_captions(line: Sequence[str]) -> bool:
    return len(line) >= _CAPTIONS and not any(map(is_figure, line))


def _common(plain: Sequence[tuple[str, ...]], above: int, at: int) -> int:
    length = 0
    while length < _LONGEST and at + length < len(plain) and above + length < at:
        if plain[above + length] != plain[at + length]:
            break
        length += 1
    return length
