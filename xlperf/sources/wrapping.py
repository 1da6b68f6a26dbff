"""Lines of a cell as they are printed, joined again where only the width broke them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Line(NamedTuple):
    """A printed line: its text, where it begins and ends, in points."""

    text: str
    left: float
    right: float


def join_lines(lines: Sequence[Line], box: tuple[float, float, float, float]) -> str:
    """The text of a cell of this box; a line that had room for the next sign ends a paragraph.

    A blank stays only between two Latin words.
    """
    if not lines:
        return ""
    text = lines[0].text.strip()
    for before, line in pairwise(lines):
        text += _seam(before, line, box) + line.text.strip()
    return text


def _seam(before: Line, line: Line, box: tuple[float, float, float, float]) -> str:
    sign = (before.right - before.left) / max(len(before.text), 1)
    margin = min(before.left - box[0], 6.0)
    if len(before.text) > 1 and box[2] - before.right - margin > 1.6 * sign and before.left - box[0] < 2 * sign:
        return "\n"
    return " " if _is_latin(before.text[-1:]) and _is_latin(line.text[:1]) else ""


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
