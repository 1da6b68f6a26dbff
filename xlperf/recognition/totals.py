"""The row 总分: where it stands, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from xlperf.amounts import parse_number
from xlperf.cells import Cell
from xlperf.form import Entry, Figure, Total
from xlperf.quantity import Unparsed
from xlperf.recognition.folding import fold
from xlperf.recognition.grid import Column, Grid
from xlperf.recognition.reading import read_entry, read_number, read_points
from xlperf.recognition.spoken import spoken_field, spoken_value

_POINTS = "分"
"""What tells a total of points from one of money in the head."""
_BEFORE_GRADE = " \n\u3000(（,，、;；/"
"""What stands between a score and the grade behind it."""


def is_total_row(grid: Grid, row: int) -> bool:
    """The first words of the row are a label such as 总分."""
    first = next((cell for cell in grid.rows[row] if cell.text), None)
    return first is not None and grid.lexicon.meanings(first.text).get("totals") == "total"


def find_total(grid: Grid, columns: Mapping[str, Column], top: int, bottom: int) -> int | None:
    """The row of the total: labelled left of the figures, and no indicator below it; else it is a block's own sum."""
    edge = max((columns[field].left for field in ("weight", "score", "actual") if field in columns), default=0)
    rows = [row for row, _ in grid.between(top, bottom)]
    for at, row in enumerate(rows):
        labelled = any(field == "total" and cell.ref.column < edge for field, cell in grid.labels(row, "totals"))
        if labelled and not any(_is_scored(grid, columns, below) for below in rows[at + 1 : at + 4]):
            return row
    return None


def _is_scored(grid: Grid, columns: Mapping[str, Column], row: int) -> bool:
    """An indicator stands in the row: a name, and a figure in its place."""
    name = grid.pick(row, columns["level3"]).text if "level3" in columns else ""
    figures = [grid.pick(row, columns[field]) for field in ("weight", "score") if field in columns]
    own = [cell for cell in figures if cell.ref.row == row and read_number(cell).number is not None]
    return bool(name) and bool(own) and not is_total_row(grid, row)


def read_total(grid: Grid, columns: Mapping[str, Column], row: int) -> Total:
    """The row's label, points, score and grade."""
    named = (cell for field, cell in grid.labels(row, "totals") if field == "total")
    label = next(named, grid.rows[row][0])
    weight, score = columns.get("weight"), columns.get("score")
    figure = _score(grid, row, label, score, weight) if score else None
    graded = _with_grade(grid, figure)
    return Total(
        read_entry(label),
        _weight(grid, row, label, weight) if weight else None,
        replace(figure, value=graded[0]) if figure and graded else figure,
        graded[1] if graded else _grade(grid, row),
    )


def _weight(grid: Grid, row: int, label: Cell, column: Column) -> Figure | None:
    """The points below the header 分值; None where the label itself is merged over that column."""
    cell = grid.pick(row, column)
    return None if cell.ref == label.ref else read_points(cell)


def _with_grade(grid: Grid, figure: Figure | None) -> tuple[Decimal, Entry] | None:
    """Score and grade of a total that says both in its cell, 95.70（优）; None where it says less."""
    if figure is None or not isinstance(figure.value, Unparsed):
        return None
    said = figure.text.strip().rstrip(")）")
    words = (word for word in grid.lexicon.vocabulary.grades["words"] if said.endswith(word))
    grade = max(words, key=len, default="")
    score = parse_number(said.removesuffix(grade).rstrip(_BEFORE_GRADE))
    return (score, Entry(grade, figure.ref)) if grade and isinstance(score, Decimal) else None


def _score(grid: Grid, row: int, label: Cell, column: Column, weight: Column | None) -> Figure:
    """The figure below the header 得分; where the row is merged otherwise, the only one beside the label."""
    own = read_number(grid.pick(row, column))
    if weight is not None or (own.ref != label.ref and (own.formula or not own.is_blank)):
        return own
    others = [cell for cell in grid.rows[row] if cell.ref != label.ref and read_number(cell).number is not None]
    return read_number(others[0]) if len(others) == 1 else own


def _grade(grid: Grid, row: int) -> Entry | None:
    """The grade in the row of the total or the one below: beside its label, behind its colon, or by itself."""
    for near in (row, row + 1):
        for cell in grid.rows.get(near, ()):
            if grid.lexicon.meanings(cell.text).get("totals") == "grade":
                behind = (other for other in grid.rows[near] if other.ref.column > cell.ref.column and other.text)
                return read_entry(next(behind, grid.right_of(cell)))
            if spoken_field(grid.lexicon, cell.text, "totals") == "grade":
                return spoken_value(cell)
    words = grid.lexicon.vocabulary.grades["words"]
    return next((read_entry(cell) for cell in grid.rows[row] if fold(cell.text) in words), None)


def find_head_total(grid: Grid, top: int, bottom: int) -> Total | None:
    """The total where the head prints it, 自评总分 beside 97.93; None where it does not."""
    for row, _ in grid.between(top, bottom):
        for field, cell in grid.labels(row, "totals"):
            beside = grid.right_of(cell)
            if field == "total" and _POINTS in cell.text and read_number(beside).number is not None:
                return Total(read_entry(cell), None, read_number(beside))
    return None
