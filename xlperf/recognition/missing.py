"""What a form's definition requires and the form does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.form import FundLine, Indicator
from xlperf.recognition.definitions import FormDefinition
from xlperf.recognition.layout import Layout


def find_missing(
    definition: FormDefinition, layout: Layout, indicators: Sequence[Indicator], funds: Sequence[FundLine]
) -> Iterator[str]:
    """The columns and blocks, by the names that the definition has for them."""
    if layout.indicators is None:
        yield "indicators"
    else:
        known = layout.indicators.columns.keys() | _told_otherwise(layout, indicators)
        yield from (column for column in definition.required_columns if column not in known)
    if layout.funds:
        yield from (column for column in definition.required_funds if column not in layout.funds.columns)
    elif "funds" in definition.required_blocks and not funds:
        yield "funds"
    if layout.tasks is None and "tasks" in definition.required_blocks:
        yield "tasks"
    if layout.indicators and layout.total_row is None and "total" in definition.required_blocks:
        yield "total"


def _told_otherwise(layout: Layout, indicators: Sequence[Indicator]) -> set[str]:
    """Columns that the form does without: level 1 in rows of its own, points where none are given at all."""
    blocks = {"level1"} if all(row.block.label.text for row in indicators) else set[str]()
    return blocks if _has_points(layout) else blocks | {"weight", "score"}


def _has_points(layout: Layout) -> bool:
    """Points are given anywhere in the form; reports on assigned funds compare target and actual alone."""
    tables = [band for band in (layout.funds, layout.indicators) if band is not None]
    return layout.total_row is not None or any({"weight", "score"} & band.columns.keys() for band in tables)
