"""How a blank form looks: layouts/*.toml as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from xlperf.definitions import read_definition
from xlperf.errors import UsageError
from xlperf.messages import say


@dataclass(frozen=True, slots=True)
class YearLayout:
    """The year's cell: beside `label` in the head, or below the title where `label` is empty.

    `pattern` is how a year from `first` to `last` is written there, `blank` what stands there before one is chosen.
    """

    label: str
    pattern: str
    blank: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class FundsLayout:
    """The funds block: six columns; a total line that carries `weight`; parts that add up to it.

    `scored_by_rate`: the execution score follows from the amounts; else it is typed.
    """

    caption: str
    columns: tuple[str, ...]
    total: str
    parts: tuple[str, ...]
    weight: Decimal
    scored_by_rate: bool
    amount_format: str


@dataclass(frozen=True, slots=True)
class GoalLayout:
    """The goals: what was expected beside what was reached."""

    caption: str
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class IndicatorsLayout:
    """The indicators' eight columns. Level 2 stands in every row, or once in a merged cell."""

    caption: str
    columns: tuple[str, ...]
    level2_in_every_row: bool
    score_format: str


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
    """The last row. `counts_execution`: the execution score is part of the total; `mark` stands in the last cell."""

    label: str
    points: Decimal
    counts_execution: bool
    mark: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A blank form. `file` is the template's own name; `head` the labels, row by row; `widths` of nine columns."""

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


@cache
def load_layouts() -> Mapping[str, Layout]:
    """Every layout by its form's id. Raises DefinitionError."""
    folder = files("xlperf").joinpath("recognition", "forms", "layouts")
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return {layout.id: layout for layout in (read_definition(path, Layout) for path in paths)}


def load_layout(form_id: str) -> Layout:
    """The layout of that form. Raises UsageError, naming the known ones, where there is none."""
    if form_id not in load_layouts():
        raise UsageError(
            say("没有表单 {id} 的空白表。", id=form_id), say("可用的有：{ids}。", ids="、".join(load_layouts()))
        )
    return load_layouts()[form_id]
