"""The number of a column by its letters."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=16384)  # the same few hundred stand in every form
def column_number(letters: str) -> int:
    """The number of a column, 0 where these are no letters of one.

    >>> column_number("A"), column_number("xfd"), column_number("")
    (1, 16384, 0)
    """
    number = 0
    if letters.isascii() and letters.isalpha() and len(letters) <= 3:
        for letter in letters.upper():
            number = number * 26 + ord(letter) - 64
    return number
