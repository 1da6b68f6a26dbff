"""A plan drawn as a page: title, head, funds, goals, indicators, total and what follows, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.plan import LEVELS, Content, Pair, Plan, Row, Table, text_of


def draw(plan: Plan) -> Page:
    """The plan as it would be printed, from A1 on."""
    last = 1 + max(plan.funds.width, plan.indicators.width)
    boxes: list[Box] = []
    blocks = (_BLOCKS[name] for name in plan.order)
    for section in (_lines, _head, *blocks, _tail, _notes):
        top = max((box.bottom for box in boxes), default=0) + 1
        boxes += section(plan, top, last)
    return Page(tuple(boxes))


def _lines(plan: Plan, top: int, last: int) -> Iterator[Box]:
    lines = [*((text, "note") for text in plan.above), (plan.title, "title")]
    lines += [(text, "line") for text in plan.below_title]
    for row, (text, kind) in enumerate(lines, top):
        yield Box(row, 1, row, last, text, "head", kind)


def _head(plan: Plan, top: int, last: int) -> Iterator[Box]:
    for row, pairs in enumerate(plan.head, top):
        yield from _pairs(pairs, row, last, "head")


def _pairs(pairs: Sequence[Pair], row: int, last: int, part: str) -> Iterator[Box]:
    """Labels with their values beside them, spread over the width."""
    starts = [1 + at * last // len(pairs) for at in range(len(pairs))]
    ends = [start - 1 for start in starts[1:]] + [last]
    for (label, value), left, right in zip(pairs, starts, ends, strict=True):
        yield Box(row, left, row, left, label, part, "label", label)
        yield Box(row, left + 1, row, right, value, part, "value", label)


def _funds(plan: Plan, top: int, last: int) -> Iterator[Box]:
    yield from _table(plan.funds, top, "funds", ())


def _goals(plan: Plan, top: int, last: int) -> Iterator[Box]:
    """Captions beside each other with the texts below them; a goal without a caption stands beside the label."""
    if not plan.goals:
        return
    if not plan.goals[0][0]:
        yield Box(top, 1, top, 1, plan.goals_caption, "goals", "caption")
        yield Box(top, 2, top, last, plan.goals[0][1], "goals", "value", "0")
        return
    yield Box(top, 1, top + 1, 1, plan.goals_caption, "goals", "caption")
    middle = 1 + last // len(plan.goals)
    for at, (label, text) in enumerate(plan.goals):
        left, right = (2, middle if len(plan.goals) > 1 else last) if at == 0 else (middle + 1, last)
        yield Box(top, left, top, right, label, "goals", "header", str(at))
        yield Box(top + 1, left, top + 1, right, text, "goals", "value", str(at))


def _indicators(plan: Plan, top: int, last: int) -> Iterator[Box]:
    yield from _table(plan.indicators, top, "indicators", LEVELS)
    places = _places(plan.indicators)
    for row, cells in enumerate((*plan.before_total, plan.total), top + 1 + len(plan.indicators.rows)):
        part = "total" if cells is plan.total else "before total"
        yield from _total(cells, row, places, part)


def _total(cells: Row, row: int, places: dict[str, tuple[int, int]], part: str) -> Iterator[Box]:
    """The label from the left edge to the first figure, the figures below their headers."""
    figures = {key: places[key] for key in ("weight", "score") if key in places}
    first = min(left for left, _ in figures.values())
    yield Box(row, 1, row, first - 1, cells["label"], part, "label", "label")
    for key, (left, right) in places.items():
        if left >= first:
            yield Box(row, left, row, right, cells.get(key), part, "value", key)


def _tail(plan: Plan, top: int, last: int) -> Iterator[Box]:
    for row, pair in enumerate(plan.tail, top):
        yield from _pairs((pair,), row, last, "tail")


def _notes(plan: Plan, top: int, last: int) -> Iterator[Box]:
    for row, text in enumerate(plan.notes, top):
        yield Box(row, 1, row, last, text, "notes", "note")


_BLOCKS = {"funds": _funds, "goals": _goals, "indicators": _indicators}


def _places(table: Table) -> dict[str, tuple[int, int]]:
    """Field → first and last column; the table's own label takes the first one."""
    places: dict[str, tuple[int, int]] = {}
    left = 1 if table.caption is None else 2
    for column in table.columns:
        places[column.key] = (left, left + column.width - 1)
        left += column.width
    return places


def _table(table: Table, top: int, part: str, levels: Sequence[str]) -> Iterator[Box]:
    """The header row, then a row each; levels that say the same in rows below each other are merged."""
    if table.caption is not None:
        yield Box(top, 1, top + len(table.rows), 1, table.caption, part, "caption")
    for column, (left, right) in zip(table.columns, _places(table).values(), strict=True):
        kind = "level" if column.key in levels else "label" if column.key == "label" else "value"
        yield Box(top, left, top, right, column.header, part, "header", column.key)
        contents = [row.get(column.key) for row in table.rows]
        for first, end in _runs(table.rows, column.key, levels):
            yield Box(top + 1 + first, left, top + end, right, contents[first], part, kind, column.key)


def _runs(rows: Sequence[Row], key: str, levels: Sequence[str]) -> list[tuple[int, int]]:
    """Half-open ranges of rows that share a box: one each, but for levels equal up to this one."""
    if key not in levels:
        return [(at, at + 1) for at in range(len(rows))]
    shared: list[list[Content]] = [[text_of(row.get(k)) for k in levels[: levels.index(key) + 1]] for row in rows]
    starts = [at for at, value in enumerate(shared) if at == 0 or value != shared[at - 1]]
    return list(zip(starts, [*starts[1:], len(rows)], strict=True))
