"""Row heights for wrapped text: Excel fits no merged cell, and other programs fit none at all."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from unicodedata import east_asian_width

LINE_HEIGHT = 15.6
"""Points per line of text at the pages' font size."""

PADDING = 4.0

TITLE_HEIGHT = 30.0

MAX_HEIGHT = 409.0
"""Excel's limit."""

_NUMBERS = ("number", "money", "percent", "integer")
"""Looks that never wrap where a number stands; a text in them does."""


def text_width(text: str) -> int:
    """Columns that a text takes: 2 for a wide character, 1 for any other.

    >>> text_width("执行率 97%")
    10
    """
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


@lru_cache(maxsize=8192)  # the words of the checks stand in a row for each finding
def count_lines(text: str, width: float) -> int:
    """Lines that a text takes in cells of that width in characters, as wrapped by Excel.

    >>> count_lines("由于疫情原因减少活动场次。", 15)
    2
    """
    room = max(width - 1.5, 1.0)
    return sum(max(1, ceil(text_width(part) / room)) for part in text.split("\n"))


def line_height(texts: Iterable[tuple[str, str, float]]) -> float:
    """The height in points of a row of (text, look, width in characters)."""
    texts = tuple(texts)
    if any(style == "title" for _, style, _ in texts):
        return TITLE_HEIGHT
    lines = max((count_lines(text, width) for text, style, width in texts if style not in _NUMBERS), default=1)
    return min(MAX_HEIGHT, lines * LINE_HEIGHT + PADDING)
