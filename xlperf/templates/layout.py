"""How a blank form looks: layouts/*.toml as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from string import ascii_uppercase
from typing import Literal

FundField = Literal["initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score"]
IndicatorField = Literal["level1", "level2", "level3", "target", "actual", "weight", "score", "reason"]


@dataclass(frozen=True, slots=True)
class YearLayout:
    """The year's cell: beside `label` in the head; where `label` is empty, the title or the line below it.

    `pattern` is how a year from `first` to `last` is written there, `blank` what stands there before one is chosen.
    """

    label: str
    pattern: str
    blank: str
    first: int
    last: int
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class FundsLayout:
    """The funds block: captions from column D on; a total line that carries `weight`; parts that add up to it.

    `scored_by_rate`: the execution score follows from the amounts; else it is typed. Without a weight column the
    points stand in the caption.
    """

    caption: str
    columns: Mapping[FundField, str]
    total: str
    parts: tuple[str, ...]
    weight: Decimal
    scored_by_rate: bool
    amount_format: str

    @property
    def letters(self) -> Mapping[FundField, str]:
        """The column of each field."""
        return dict(zip(self.columns, ascii_uppercase[3:], strict=False))


@dataclass(frozen=True, slots=True)
class GoalLayout:
    """The goals: what was expected beside what was reached, or, without captions, one text of several rows."""

    caption: str
    expected: str = ""
    actual: str = ""
    rows: int = 1


@dataclass(frozen=True, slots=True)
class IndicatorsLayout:
    """The indicators: captions from column B on. Level 2 stands in every row, or once in a merged cell."""

    caption: str
    columns: Mapping[IndicatorField, str]
    level2_in_every_row: bool
    score_format: str

    @property
    def letters(self) -> Mapping[IndicatorField, str]:
        """The column of each field."""
        return dict(zip(self.columns, ascii_uppercase[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Level2Layout:
    """A level-2 label and its blank rows. `directed` is False where more may be worse, as with costs."""

    label: str
    rows: int
    directed: bool = True


@dataclass(frozen=True, slots=True)
class BlockLayout:
    """A level-1 block; `points` where the form sets them."""

    label: str
    level2: tuple[Level2Layout, ...]
    points: Decimal | None = None

    @property
    def rows(self) -> int:
        """Blank rows of the block."""
        return sum(each.rows for each in self.level2)


@dataclass(frozen=True, slots=True)
class TotalLayout:
    """The row 总分. `counts_execution`: the execution score is part of the total; `mark` stands in the last cell.

    `format` is the score's number format where it is not that of the indicators' scores.
    """

    label: str
    points: Decimal
    counts_execution: bool
    mark: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A blank form. `file` is the template's own name; `head` the labels, row by row; `widths` those of the columns.

    `line` is filled in by hand below the title. `head_amounts` are the labels of the head that stand before an amount,
    with its number format. `reasons` are said once for the whole form, below the total; `notes` follow them.
    """

    id: str
    file: str
    source: str
    title: str
    widths: tuple[float, ...]
    head: tuple[tuple[str, ...], ...]
    head_label_columns: int
    year: YearLayout
    funds: FundsLayout
    goal: GoalLayout
    indicators: IndicatorsLayout
    blocks: tuple[BlockLayout, ...]
    total: TotalLayout
    line: str = ""
    head_amounts: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def last_column(self) -> str:
        """The last column's letter."""
        return ascii_uppercase[len(self.widths) - 1]
