"""Texts in columns of a terminal, where a Chinese character takes two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.reports.heights import text_width


def pad(text: str, width: int) -> str:
    """The text with blanks up to a width in columns.

    >>> pad("错误", 6) + "|"
    '错误  |'
    """
    return text + " " * (width - text_width(text))


def align(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows with their entries below each other, each column as wide as its widest entry and a gap of two.

    >>> list(align([("得分", "H6"), ("项目名称", "B2")]))
    ['得分      H6', '项目名称  B2']
    """
    widths = [max(map(text_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "".join(pad(text, width + 2) for text, width in zip(row, widths, strict=True)).rstrip()
