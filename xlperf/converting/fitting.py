"""A form's layout with as many rows, and the labels, that a content has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from xlperf.cells import Cell
from xlperf.converting.content import Content, Fields
from xlperf.templates.layout import BlockLayout, FundsLayout, Layout, Level2Layout

_MONEY_UNIT = re.compile("万元|元")


def fit_layout(layout: Layout, content: Content) -> Layout:
    """The layout for this content: its fund lines, its blocks and groups of indicators, its money unit."""
    blocks = tuple(_blocks(content.indicators, layout)) or layout.blocks
    return replace(layout, funds=_fit_funds(layout.funds, content), blocks=blocks)


def _fit_funds(funds: FundsLayout, content: Content) -> FundsLayout:
    labels = [line["label"].text for line in content.funds]
    caption = _MONEY_UNIT.sub(content.money_unit, funds.caption)
    if not labels:
        return replace(funds, caption=caption)
    return replace(funds, caption=caption, total=labels[0], parts=tuple(labels[1:]))


def _blocks(rows: Iterable[Fields], layout: Layout) -> Iterator[BlockLayout]:
    """A block for every run of rows under one level 1, a group for every run under one level 2."""
    directed = {group.label: group.directed for block in layout.blocks for group in block.level2}
    for _, block in groupby(rows, lambda row: row["level1"].ref):
        own = list(block)
        yield BlockLayout(own[0]["level1"].text, tuple(_groups(own, directed)))


def _groups(rows: list[Fields], directed: dict[str, bool]) -> Iterator[Level2Layout]:
    for (label, _), group in groupby(rows, lambda row: (row["level2"].text, _place(row["level2"]))):
        yield Level2Layout(label, len(list(group)), directed.get(label, True))


def _place(level2: Cell) -> int:
    """Blank ones are each a group of their own: nothing says that they belong together."""
    return 0 if level2.text else level2.ref.row
