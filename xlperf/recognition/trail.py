"""What each cell of a form was taken for, and why: the record that `--show` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlperf.cells import Cell
from xlperf.form import Form, Recognised
from xlperf.messages import Message, say
from xlperf.recognition.details import is_part_name
from xlperf.recognition.funds import find_points
from xlperf.recognition.grid import Column, Grid
from xlperf.recognition.headers import BESIDES, Named
from xlperf.recognition.layout import Band, Layout
from xlperf.recognition.levels import OTHER, is_level2_word, kind_of
from xlperf.recognition.notes import find_notes
from xlperf.recognition.pairs import find_pairs
from xlperf.recognition.reading import read_entry
from xlperf.recognition.rows import is_sum
from xlperf.recognition.tasks import AMOUNTS
from xlperf.recognition.trail_labels import shorten, trace_goals, trace_head, trace_notes

_WORDS = {"tasks": "task_columns", "funds": "funds_columns", "indicators": "indicator_columns"}
"""Table → the block of the vocabulary that its headers are looked up in."""


def trace(grid: Grid, layout: Layout, form: Form) -> Iterator[Recognised]:
    """Head, funds, goals, indicators and what stands below them, in this order; what has no place has no field."""
    yield from trace_head(grid, layout, form)
    yield from _tasks(grid, layout, form)
    if layout.funds:
        yield from _columns(grid, "funds", layout.funds)
        yield from _fund_lines(grid, layout.funds, form)
    for field, cell in find_pairs(grid, layout).items():
        yield Recognised("funds", field, read_entry(cell), say("数值写在旁边，没有资金表"))
    yield from trace_goals(grid, layout, form)
    if layout.indicators:
        yield from _columns(grid, "indicators", layout.indicators)
        yield from _rows(grid, layout, layout.indicators, form)
    if form.total is not None:
        yield Recognised("total", "total", form.total.label, _why_total(layout))
    yield from trace_notes(grid, layout)


def _tasks(grid: Grid, layout: Layout, form: Form) -> Iterator[Recognised]:
    """The columns of the tasks, and the row that adds them up; of a statement also the lines of its money."""
    if layout.tasks:
        yield from _columns(grid, "tasks", layout.tasks)
    for task in form.tasks:
        if task.is_total:
            yield Recognised("tasks", "sum", task.label, say("各项任务的合计行"))
    for line in form.funds if form.is_statement else ():
        yield Recognised("funds", line.role, line.label, _why_line(line.role))


def _columns(grid: Grid, block: str, band: Band) -> Iterator[Recognised]:
    """The columns of a table from left to right, also those under no known header."""
    columns = [(field, column, _why(grid, block, field, column)) for field, column in band.columns.items()]
    columns += [_untaken(block, band, named) for named in band.others]
    for field, column, why in sorted(columns, key=lambda found: found[1].left):
        yield _column(grid, block, field, column, why)


def _column(grid: Grid, block: str, field: str, column: Column, why: Message) -> Recognised:
    entry = read_entry(grid.sheet.at(column.header.row, column.header.column))
    return Recognised(block, field, entry, why, column.text)


def _untaken(block: str, band: Band, named: Named) -> tuple[str, Column, Message]:
    """A header that no column of the form goes by; of columns for nothing, and of sources, there may be any number."""
    if block == "tasks" and named.field in AMOUNTS:
        return named.field, named.column, say("通行的叫法")
    if named.field in BESIDES:
        return named.field, named.column, _why_besides()
    if not named.field:
        return "", named.column, say("没有认识的叫法，这一列没有用到")
    taken = band.columns[named.field].header.address
    return "", named.column, say("与 {cell} 同属一项，取了 {cell}，这一列没有用到", cell=taken)


def _why_total(layout: Layout) -> Message:
    if layout.total_row is None:
        return say("总分写在表头，表格下面没有总分行")
    return say("总分行：左边是合计一类的标签，下面再没有指标")


def _why_besides() -> Message:
    return say("认识的附加列，不用于计算")


def _why(grid: Grid, block: str, field: str, column: Column) -> Message:
    owner = grid.lexicon.owner(_WORDS[block], column.text)
    if owner:
        return say("表单定义 {form} 里的叫法", form=owner)
    if field in BESIDES:
        return _why_besides()
    own = grid.sheet.at(column.header.row, column.header.column).text
    if own != column.text:
        return say("上下几格表头连读为“{text}”", text=shorten(column.text))
    known = grid.lexicon.meanings(own).get(_WORDS[block])
    if known is not None and known != field:
        return say("没有专门的列，用这一列代替")
    return say("通行的叫法") if known == field else say("含有这一项的字样")


def _fund_lines(grid: Grid, band: Band, form: Form) -> Iterator[Recognised]:
    for line in form.funds:
        yield Recognised("funds", line.role, line.label, _why_line(line.role))
    points = find_points(grid, band) if "weight" not in band.columns else None
    if points is not None:
        yield Recognised(
            "funds", "weight", points, say("没有分值列，分值取自题注或表头里的“{text}分”", text=points.text)
        )
    known = {line.label.ref.row for line in form.funds}
    for row, cells in grid.between(band.top, band.bottom):
        words = [cell for cell in cells if isinstance(cell.value, str)]
        if row not in known and words:
            yield Recognised("funds", "", read_entry(words[0]), say("这一行没有认识的资金名称，也没有金额"))


def _why_line(role: str) -> Message:
    if role == "total":
        return say("资金总额行")
    return say("总额的组成部分") if role == "part" else say("其中数，不再加入总额")


def _rows(grid: Grid, layout: Layout, band: Band, form: Form) -> Iterator[Recognised]:
    blocks = {row.block.label.ref: row.block for row in form.rows}
    for block in blocks.values():
        yield Recognised("indicators", block.kind, block.label, say("一级指标的名称"))
    entries = (
        entry for row in form.indicators for entry in (row.level3, row.target, row.actual, row.weight, row.score)
    )
    used = {entry.ref.row for entry in entries if entry is not None} | {row.row for row in form.criteria}
    notes = {cell.ref for cell in find_notes(grid, layout)}
    for row, cells in grid.between(band.top, band.bottom):
        if row in used or row in layout.breaks or row in grid.titles:
            continue
        yield from _unused(grid, row, band, [cell for cell in cells if cell.ref not in notes])


def _unused(grid: Grid, row: int, band: Band, cells: Iterable[Cell]) -> Iterator[Recognised]:
    """A row of the table that holds no indicator; level names alone are a template's unused rows."""
    if is_sum(grid, row):
        label = next(cell for field, cell in grid.labels(row, "totals"))
        yield Recognised("indicators", "subtotal", read_entry(label), say("小计行，不是指标，也不再加入总分"))
        return
    rest = [cell for cell in cells if cell.text and not _is_level(cell.text)]
    if not rest:
        return
    if _details(grid, row, band):
        yield Recognised("indicators", "detail", read_entry(rest[0]), say("上一指标的明细，不单独计分"))
    else:
        yield Recognised("indicators", "", read_entry(rest[0]), say("这一行不像指标，没有用到"))


def _is_level(text: str) -> bool:
    return kind_of(text) not in (OTHER, "EXECUTION") or is_level2_word(text)


def _details(grid: Grid, row: int, band: Band) -> bool:
    """A name with its target, and no points where the table has a column for them, or points that make those above."""
    cells = {field: grid.pick(row, column) for field, column in band.columns.items()}
    points = [cells[field].text for field in ("weight", "score") if field in cells]
    if not points or not {"level3", "target"} <= cells.keys() or cells["target"].ref.row != row:
        return False
    return cells["target"].text != "" and (not any(points) or is_part_name(cells["level3"].text))
