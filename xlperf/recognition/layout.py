"""Where the forms of a sheet lie: one Layout per form, found by header rows and labels, never by position."""

from __future__ import annotations

from dataclasses import dataclass

from xlperf.cells import Cell
from xlperf.recognition.definitions import load_vocabulary
from xlperf.recognition.folding import fold
from xlperf.recognition.grid import Column, Grid

_TELLING = frozenset({"level3", "target", "actual", "reason"})


@dataclass(frozen=True, slots=True)
class Band:
    """A header row with its columns and the rows below that belong to it, `top` to `bottom`, both included."""

    header: int
    columns: dict[str, Column]
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of one form: the part above its tables from `top`, the funds block, the indicators, the total row."""

    top: int
    bottom: int
    funds: Band | None
    goals: Band | None
    indicators: Band | None
    total_row: int | None

    @property
    def head_bottom(self) -> int:
        """The last row of the head: the one above the first block."""
        headers = [band.header for band in (self.funds, self.goals, self.indicators) if band is not None]
        return min(headers, default=self.bottom + 1) - 1


def locate_forms(grid: Grid) -> tuple[Layout, ...]:
    """The layouts of every form on a sheet, from top to bottom."""
    tops = _form_tops(grid)
    ends = [*tops[1:], grid.last_row + 1]
    layouts = (_lay_out(grid, top, end - 1) for top, end in zip(tops, ends, strict=False))
    return tuple(layout for layout in layouts if layout is not None)


def _form_tops(grid: Grid) -> list[int]:
    """The row where each form begins: its title, else its first label."""
    tops: list[int] = []
    in_head = False
    for row, cells in grid.rows.items():
        opens = _is_title(cells) or (not in_head and _opens_head(grid, row))
        if opens and not in_head:
            tops.append(row)
            in_head = True
        elif in_head and (_is_funds_header(grid, row) or _is_indicator_header(grid, row)):
            in_head = False
    return tops or _first_header(grid)


def _first_header(grid: Grid) -> list[int]:
    rows = (row for row in grid.rows if _is_funds_header(grid, row) or _is_indicator_header(grid, row))
    return [row for row in (next(rows, None),) if row is not None]


def _is_title(cells: list[Cell]) -> bool:
    titles = load_vocabulary().titles["form"]
    return any(len(cell.text) <= 60 and fold(cell.text).endswith(titles) for cell in cells)


def _opens_head(grid: Grid, row: int) -> bool:
    return any(field == "project" for field, _ in grid.labels(row, "head"))


def _is_funds_header(grid: Grid, row: int) -> bool:
    fields = {field for field, _ in grid.labels(row, "funds_columns")}
    return len(fields) >= 3 and len(fields & {"initial_budget", "full_year_budget", "executed"}) >= 2


def _is_indicator_header(grid: Grid, row: int) -> bool:
    fields = {field for field, _ in grid.labels(row, "indicator_columns")}
    return len(fields) >= 3 and len(fields & _TELLING) >= 2


def _lay_out(grid: Grid, top: int, bottom: int) -> Layout | None:
    funds = next((row for row, _ in grid.between(top, bottom) if _is_funds_header(grid, row)), None)
    start = funds or top
    indicators = next((row for row, _ in grid.between(start, bottom) if _is_indicator_header(grid, row)), None)
    if indicators is None and (funds is None or funds == top):  # a list with such columns is no form
        return None
    goals = _goals_header(grid, start, (indicators or bottom + 1) - 1)
    body = _indicator_band(grid, indicators, bottom)
    total = _total_row(grid, body) if body else None
    end = total or (body.bottom if body else bottom)
    band = Band(body.header, body.columns, body.top, (total or end + 1) - 1) if body else None
    funds_band = _funds_band(grid, funds, (goals.header if goals else indicators or bottom + 1) - 1)
    return Layout(top, end, funds_band, goals, band, total)


def _funds_band(grid: Grid, header: int | None, bottom: int) -> Band | None:
    if header is None:
        return None
    return Band(header, grid.columns(header, "funds_columns"), _below_header(grid, header), bottom)


def _below_header(grid: Grid, header: int) -> int:
    """The first row below a header, whose cells may cover two rows; a block label merged down beside it is none."""
    bottoms = [grid.sheet.merge_at(*cell.ref[1:]).bottom for cell in grid.rows[header] if cell.text]
    return min(max(bottoms), sorted(bottoms)[len(bottoms) // 2]) + 1


def _goals_header(grid: Grid, top: int, bottom: int) -> Band | None:
    for row, _ in grid.between(top, bottom):
        columns = grid.columns(row, "goals")
        if columns:
            return Band(row, columns, row + 1, bottom)
    return None


def _indicator_band(grid: Grid, header: int | None, bottom: int) -> Band | None:
    if header is None:
        return None
    return Band(header, grid.columns(header, "indicator_columns"), _below_header(grid, header), bottom)


def _total_row(grid: Grid, body: Band) -> int | None:
    """The row 总分: its label stands left of the figures."""
    figures = [body.columns[f].left for f in ("weight", "score", "actual") if f in body.columns]
    edge = max(figures, default=0)
    for row, _ in grid.between(body.top, body.bottom):
        if any(f == "total" and cell.ref.column < edge for f, cell in grid.labels(row, "totals")):
            return row
    return None


def is_repeated_header(grid: Grid, row: int) -> bool:
    """A header printed again on a new page of the same table."""
    return _is_indicator_header(grid, row)
