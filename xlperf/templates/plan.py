"""In which cells the parts of a blank form stand. Rows count from 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlperf.templates.layout import BlockLayout, FundField, IndicatorField, Layout, Level2Layout


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows from `first` to `last`, both included."""

    first: int
    last: int

    def of(self, column: str, until: str | None = None) -> str:
        """These rows of a column, or of the columns up to another.

        >>> Rows(6, 9).of("D"), Rows(6, 6).of("D"), Rows(6, 9).of("D", "F")
        ('D6:D9', 'D6', 'D6:F9')
        """
        end = f"{until or column}{self.last}"
        return end if end == f"{column}{self.first}" else f"{column}{self.first}:{end}"

    def fixed(self, column: str) -> str:
        """These rows of a column as an absolute reference.

        >>> Rows(6, 9).fixed("D")
        '$D$6:$D$9'
        """
        return f"${column}${self.first}:${column}${self.last}"

    def __iter__(self) -> Iterator[int]:
        """Each row's number."""
        return iter(range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Plan:
    """A layout with its rows. `captions` is the indicators' caption row; `total` the row 总分, `last` that of all."""

    layout: Layout
    head: Rows
    funds: Rows
    goal: Rows
    captions: int
    indicators: Rows
    total: int
    reasons: Rows
    notes: Rows

    @property
    def last(self) -> int:
        """The last row that is printed."""
        return self.notes.last

    @property
    def fund_total(self) -> int:
        """The row of the fund total, below the captions."""
        return self.funds.first + 1

    @property
    def fund_parts(self) -> Rows:
        """The rows of the parts."""
        return Rows(self.fund_total + 1, self.funds.last)

    def fund(self, row: int) -> Mapping[FundField, str]:
        """The cells of a fund line."""
        return {field: f"{letter}{row}" for field, letter in self.layout.funds.letters.items()}

    def indicator(self, row: int) -> Mapping[IndicatorField, str]:
        """The cells of an indicator's row."""
        return {field: f"{letter}{row}" for field, letter in self.layout.indicators.letters.items()}

    def indicators_of(self, field: IndicatorField) -> str:
        """A field's column, over all rows of the indicators."""
        return self.indicators.of(self.layout.indicators.letters[field])

    def execution_weight(self) -> str:
        """The execution points: their cell, or the number where the form has no cell for it."""
        return self.fund(self.fund_total).get("weight", str(self.layout.funds.weight))

    def blocks(self) -> Iterator[tuple[BlockLayout, Rows]]:
        """The level-1 blocks with their rows."""
        first = self.indicators.first
        for block in self.layout.blocks:
            yield block, Rows(first, first + block.rows - 1)
            first += block.rows

    def level2(self) -> Iterator[tuple[BlockLayout, Level2Layout, Rows]]:
        """The level-2 groups with their blocks and rows."""
        for block, rows in self.blocks():
            first = rows.first
            for group in block.level2:
                yield block, group, Rows(first, first + group.rows - 1)
                first += group.rows


def place(layout: Layout) -> Plan:
    """Title, a line below it, head, funds, goals, indicators, total, reasons, notes: one below the other."""
    top = 3 if layout.line or not (layout.year.label or layout.year.in_title) else 2
    head = Rows(top, top + len(layout.head) - 1)
    funds = Rows(head.last + 1, head.last + 2 + len(layout.funds.parts))
    goal = Rows(funds.last + 1, funds.last + layout.goal.rows + bool(layout.goal.expected))
    captions = goal.last + 1
    indicators = Rows(captions + 1, captions + sum(block.rows for block in layout.blocks))
    total = indicators.last + 1
    reasons = Rows(total + 1, total + len(layout.reasons))
    notes = Rows(reasons.last + 1, reasons.last + len(layout.notes))
    return Plan(layout, head, funds, goal, captions, indicators, total, reasons, notes)
