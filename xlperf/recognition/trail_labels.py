"""What the labels around a form's tables were taken for: head, goals, reasons and notes."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.cells import Cell, CellRef
from xlperf.form import Form, Recognised
from xlperf.messages import say
from xlperf.recognition.grid import Grid
from xlperf.recognition.head import find_money_unit, head_labels
from xlperf.recognition.layout import Layout
from xlperf.recognition.notes import find_form_reason, find_notes
from xlperf.recognition.pairs import find_pairs
from xlperf.recognition.reading import read_entry

_SHORT, _LONGEST_LABEL = 20, 20


def shorten(text: str) -> str:
    """A text in one line of some twenty characters.

    >>> shorten("年度\\n指标值")
    '年度 指标值'
    """
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHORT else plain[: _SHORT - 1] + "…"


def trace_head(grid: Grid, layout: Layout, form: Form) -> Iterator[Recognised]:
    """Title, labels, year and money unit; what looks like a label and is none of the head's has no field."""
    seen: set[str] = set()
    year, money = form.head.year_entry, find_money_unit(grid, layout)
    told = {cell.ref for cell in (money[0] if money else None, year, *find_pairs(grid, layout).values()) if cell}
    told |= {form.total.label.ref} if form.total else set[CellRef]()
    told |= {line.label.ref for line in form.funds}
    for row, cells in grid.between(layout.top, layout.head_bottom):
        labels = list(_labels(grid, row))
        values = {grid.right_of(cell).ref for _, _, cell in labels}
        for block, field, cell in labels:
            if field not in seen:
                seen.add(field)
                yield _label(grid, block, block, field, cell)
        yield from _others(grid, cells, told | values | {cell.ref for _, _, cell in labels})
    if year is not None and "year" not in seen:
        yield Recognised("head", "year", year, say("单独一行的年度"))
    if money is not None:
        yield Recognised("head", "money_unit", read_entry(money[0]), say("印明金额单位为{unit}", unit=money[1]))


def _labels(grid: Grid, row: int) -> Iterator[tuple[str, str, Cell]]:
    """(block, field, cell) of each known label of a row above the tables."""
    yield from (("head", field, cell) for field, cell in head_labels(grid, row))
    yield from (("spending", field, cell) for field, cell in grid.labels(row, "spending"))


def _others(grid: Grid, cells: list[Cell], known: set[CellRef]) -> Iterator[Recognised]:
    """The title, and words with a neighbour, as an unknown label and its value are."""
    for cell in cells:
        if grid.lexicon.is_title(cell.text):
            yield Recognised("head", "title", read_entry(cell), say("以自评表一类的词结尾"))
        elif cell.ref not in known and _looks_like_label(grid, cell):
            known.add(grid.right_of(cell).ref)
            yield Recognised("head", "", read_entry(cell), say("表头里没有认识的叫法"))


def _looks_like_label(grid: Grid, cell: Cell) -> bool:
    return isinstance(cell.value, str) and len(cell.text) <= _LONGEST_LABEL and bool(grid.right_of(cell).text)


def trace_goals(grid: Grid, layout: Layout, form: Form) -> Iterator[Recognised]:
    """The labels of the goals, and what else stands among them in a row of its own."""
    if layout.goals is None:
        return
    known: set[int] = set()
    for field, cell in layout.goals.labels.items():
        yield _label(grid, "goals", "goals", field, cell)
        value = form.goal_expected if field == "expected" else form.goal_actual
        known |= {cell.ref.row, value.ref.row if value else cell.ref.row}
    for row, cells in grid.between(layout.goals.top, layout.goals.bottom):
        if row not in known and row not in layout.breaks and _looks_like_label(grid, cells[0]):
            yield Recognised("goals", "", read_entry(cells[0]), say("目标里没有认识的叫法"))


def trace_notes(grid: Grid, layout: Layout) -> Iterator[Recognised]:
    """The reason for the whole form, and what else stands around the tables."""
    labels = find_form_reason(grid, layout)
    for field, cell in labels.items():
        yield _label(grid, "notes", "form_reason", field, cell)
    known = {cell.ref for label in labels.values() for cell in (label, grid.right_of(label))}
    headers = {
        row for band in (layout.funds, layout.indicators) if band is not None for row in range(band.header, band.top)
    }
    for cell in find_notes(grid, layout):
        if cell.ref not in known and cell.ref.row not in headers:
            yield Recognised("notes", "note", read_entry(cell), say("表格之外的说明，计分规则从中查找"))


def _label(grid: Grid, block: str, words: str, field: str, cell: Cell) -> Recognised:
    """A label by its words, looked up in a block of the vocabulary."""
    owner = grid.lexicon.owner(words, cell.text)
    why = say("表单定义 {form} 里的叫法", form=owner) if owner else say("通行的叫法")
    return Recognised(block, field, read_entry(cell), why)
