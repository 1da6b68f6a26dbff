"""Statements for several years: which of their indicators are this year's."""

from __future__ import annotations

from dataclasses import replace

from xlperf.recognition.choice import is_statement
from xlperf.recognition.folding import fold
from xlperf.recognition.grid import Column, Grid
from xlperf.recognition.head import recognise_head
from xlperf.recognition.headers import indicators_header
from xlperf.recognition.layout import Band, Layout

_FARTHER = ("中期", "长期", "实施期", "总体目标")
"""Words of what is wanted in all years together, above or to the left of what is wanted in this one."""

_OWN = ("level2", "level3", "target")


def with_annual_indicators(grid: Grid, layout: Layout) -> Layout:
    """The layout of a statement with this year's table, or columns, where there are others for all years."""
    band = layout.indicators
    if band is None or "actual" in band.columns or not is_statement(grid, layout, recognise_head(grid, layout)):
        return layout
    return replace(layout, indicators=_annual_columns(grid, layout, _annual_table(grid, band)))


def _annual_table(grid: Grid, band: Band) -> Band:
    """The table below a further header whose row begins with 年度绩效指标."""
    for row, cells in grid.between(band.top, band.bottom):
        again = indicators_header(grid, row) if grid.has_labels(row) else None
        if again is not None and fold(cells[0].text).startswith("年度"):
            return Band(again.top, again.columns, again.bottom + 1, band.bottom, again.others)
    return band


def _annual_columns(grid: Grid, layout: Layout, band: Band) -> Band:
    """The columns farther to the right, where those of all years stand to the left, as the goals above them say."""
    farther: dict[str, Column] = {other.field: other.column for other in band.others if other.field in _OWN}
    if not {"level3", "target"} <= farther.keys() or not _names_years(grid, layout, band):
        return band
    is_right = all(farther[field].left > band.columns[field].right for field in farther if field in band.columns)
    return replace(band, columns={**band.columns, **farther}) if is_right else band


def _names_years(grid: Grid, layout: Layout, band: Band) -> bool:
    """Goals for all years stand beside those of the year."""
    texts = [
        fold(cell.text) for _, cells in grid.between(layout.top, band.top) for cell in cells if len(cell.text) < 30
    ]
    return any(text.startswith(_FARTHER) for text in texts) and any(text.startswith("年度目标") for text in texts)
