"""References in formulas and lists of ranges when rows come in: what stands below moves, what reaches so far grows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlperf.cells import Area

_REFERENCE = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")"""
    r"""|(?P<sheet>(?:'(?:[^']|'')+'|(?:\[[^\]]*\])?[^\s!'"(),;:+\-*/^&=<>{}\[\]]+)!)?"""
    r"""(?<![A-Za-z0-9_.])(?:"""
    r"""(?P<c1>\$?[A-Za-z]{1,3}\$?)(?P<r1>[1-9]\d{0,6})(?::(?P<c2>\$?[A-Za-z]{1,3}\$?)(?P<r2>[1-9]\d{0,6}))?"""
    r"""|(?P<d1>\$?)(?P<w1>[1-9]\d{0,6}):(?P<d2>\$?)(?P<w2>[1-9]\d{0,6})"""
    r""")(?![A-Za-z0-9_(.])"""
)
"""A text, or a reference with the sheet that it names."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """So many rows that come in behind a row of a worksheet."""

    sheet: str
    after: int
    count: int

    def row(self, number: int) -> int:
        """Where a row is then."""
        return number + self.count if number > self.after else number

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """Where a range of rows is then: one that ends in the row itself takes the new ones in."""
        return self.row(first), last + self.count if last >= self.after and first <= self.after else self.row(last)

    def area(self, area: Area) -> Area:
        """Where a rectangle is then."""
        top, bottom = self.rows(area.top, area.bottom)
        return area._replace(top=top, bottom=bottom)


def insert_in_formula(formula: str, home: str, insertion: Insertion) -> str:
    """A formula of the sheet `home` as it must read when the rows have come in.

    >>> rows = Insertion("汇总", 9, 3)
    >>> insert_in_formula("SUM(C5:C9)+C$10+明细!C10+汇总!A12", "汇总", rows)
    'SUM(C5:C12)+C$13+明细!C10+汇总!A15'
    """

    def moved(match: re.Match[str]) -> str:
        sheet = match["sheet"]
        if match["text"] or (_unquoted(sheet) if sheet else home) != insertion.sheet:
            return match[0]
        if match["w1"]:
            first, last = insertion.rows(int(match["w1"]), int(match["w2"]))
            return f"{sheet or ''}{match['d1']}{first}:{match['d2']}{last}"
        if not match["r2"]:
            return f"{sheet or ''}{match['c1']}{insertion.row(int(match['r1']))}"
        first, last = insertion.rows(int(match["r1"]), int(match["r2"]))
        return f"{sheet or ''}{match['c1']}{first}:{match['c2']}{last}"

    return _REFERENCE.sub(moved, formula)


def _unquoted(sheet: str) -> str:
    name = sheet.removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name
