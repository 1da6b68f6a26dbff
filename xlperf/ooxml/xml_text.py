"""Text on its way into XML."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


_ESCAPE_LIKE = re.compile(r"(?=_x[0-9A-Fa-f]{4}_)")
"""Before what Excel would read as one sign."""


def without_control(text: str) -> str:
    """Text without what XML cannot hold, and without what would make a text file a binary one.

    >>> without_control("\\x00=1\\ufffe")
    '=1'
    """
    return _CONTROL.sub("", text)


def clean_text(text: str) -> str:
    """Text as a cell or a note stores it: without what XML cannot hold, line ends as one sign, no escape by chance.

    >>> clean_text("a_x0041_"), clean_text("a_b")
    ('a_x005F_x0041_', 'a_b')
    """
    plain = without_control(text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPE_LIKE.sub("_x005F", plain) if "_x" in plain else plain
