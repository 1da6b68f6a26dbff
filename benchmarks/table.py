"""Draws a table of measures in plain text."""

from __future__ import annotations

from collections.abc import Sequence


def draw_table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns; the first column is left aligned, the others right.

    >>> print(draw_table([["work", "ms"], ["read", "1.5"]]))
    work   ms
    read  1.5
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            entry.rjust(width) if place else entry.ljust(width)
            for place, (entry, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
