"""Which of one sequence became which of another: rows by what stands in them, so that one inserted is one change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

Texts = tuple[str, ...]

Pair = tuple[int | None, int | None]
"""Places of an element before and after; None where it was not there."""

_LIKE = 0.34
"""Rows that share a third of their texts are one row that was changed."""

_MOST = 250_000
"""Comparisons within a stretch that has changed altogether; beyond, its rows are paired as they come."""


def align_rows(old: Sequence[Texts], new: Sequence[Texts]) -> Iterator[Pair]:
    """Rows by their texts, blanks left out, in the order of both."""
    first = _count_equal(old, new)
    last = _count_equal(old[first:][::-1], new[first:][::-1])
    ends = len(old) - last, len(new) - last
    yield from zip(range(first), range(first), strict=True)
    for i, j in _align_middle(old[first : ends[0]], new[first : ends[1]]):
        yield None if i is None else first + i, None if j is None else first + j
    yield from zip(range(ends[0], len(old)), range(ends[1], len(new)), strict=True)


def _count_equal(old: Sequence[Texts], new: Sequence[Texts]) -> int:
    """How many rows are the same from the beginning: what is put in among equal rows is then found where it is."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _align_middle(old: Sequence[Texts], new: Sequence[Texts]) -> Iterator[Pair]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
        elif (b - a) * (d - c) > _MOST:
            yield from _in_turn(range(a, b), range(c, d))
        else:
            yield from _by_likeness(old[a:b], new[c:d], a, c)


def _by_likeness(old: Sequence[Texts], new: Sequence[Texts], start: int, other: int) -> Iterator[Pair]:
    for i, j in _best(len(old), len(new), lambda i, j: _likeness(old[i], new[j])):
        yield None if i is None else start + i, None if j is None else other + j


def align_columns(old: Sequence[int], new: Sequence[int], agree: Callable[[int, int], int]) -> dict[int, int]:
    """Old column → new one; `agree` counts the rows in which the two hold the same.

    Where nothing speaks against it, a column is where it was.
    """
    count = Counter({(column, other): agree(column, other) for column in old for other in new})
    pairs = list(_best(len(old), len(new), lambda i, j: float(count[old[i], new[j]])))
    moved = {old[i]: new[j] for i, j in pairs if i is not None and j is not None and count[old[i], new[j]]}
    kept = {column: column for column in old if column in new}
    if sum(count[pair] for pair in kept.items()) >= sum(count[pair] for pair in moved.items()):
        return kept
    rest = [column for column in old if column not in moved and column in new and column not in moved.values()]
    return moved | {column: column for column in rest}


def _in_turn(old: Sequence[int], new: Sequence[int]) -> Iterator[Pair]:
    both = min(len(old), len(new))
    yield from zip(old[:both], new[:both], strict=True)
    yield from ((place, None) for place in old[both:])
    yield from ((None, place) for place in new[both:])


def _likeness(old: Texts, new: Texts) -> float:
    """The share of texts that two rows have in common; 0 where it is too small to be one row."""
    shared = (Counter(old) & Counter(new)).total()
    share = 2 * shared / max(len(old) + len(new), 1)
    return share if share >= _LIKE else 0.0


def _best(rows: int, columns: int, score: Callable[[int, int], float]) -> Iterator[Pair]:
    """The pairs in order whose scores add up to the most; one against one is a pair in any case."""
    if rows == columns == 1:
        yield 0, 0
        return
    table = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    scores = [[score(i, j) for j in range(columns)] for i in range(rows)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = table[i + 1][j + 1] + scores[i][j] if scores[i][j] else 0.0
            table[i][j] = max(paired, table[i + 1][j], table[i][j + 1])
    yield from _walk(table, scores)


def _walk(table: list[list[float]], scores: list[list[float]]) -> Iterator[Pair]:
    i = j = 0
    while i < len(scores) or j < len(table[0]) - 1:
        both = i < len(scores) and j < len(table[0]) - 1 and scores[i][j] > 0
        if both and table[i][j] == table[i + 1][j + 1] + scores[i][j]:
            yield i, j
            i, j = i + 1, j + 1
            continue
        if i < len(scores) and (j == len(table[0]) - 1 or table[i][j] == table[i + 1][j]):
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1
