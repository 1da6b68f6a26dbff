"""What a laid-out form consists of: boxes on columns of given widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from printed import Typed, text


@dataclass(frozen=True, slots=True)
class Box:
    """A cell or a merged range, what it holds and how it looks (a key of `drawing.LOOKS`); rows and columns from 0."""

    top: int
    left: int
    content: Typed
    look: str
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The boxes of a form; `captions` is the row that repeats on every page.

    `widths` are those of the columns, in characters of the default font.
    """

    boxes: tuple[Box, ...]
    captions: int
    widths: tuple[float, ...]


def box(top: int, left: int, content: str | Typed | None, look: str, right: int | None = None, bottom: int = 0) -> Box:
    """A box of one cell, or up to a last column and row; a text stands as it is."""
    typed = content if isinstance(content, Typed) else text(content)
    return Box(top, left, typed, look, max(top, bottom), left if right is None else right)


def runs(values: Sequence[Any]) -> list[tuple[int, int]]:
    """Half-open ranges of equal neighbours.

    >>> runs(["a", "a", "b"])
    [(0, 2), (2, 3)]
    """
    starts = [at for at, value in enumerate(values) if at == 0 or value != values[at - 1]]
    return list(zip(starts, [*starts[1:], len(values)], strict=True))
