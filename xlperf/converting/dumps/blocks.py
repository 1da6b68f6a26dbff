"""Labels of blocks that stand lower than their block begins: a merged cell shows its text in its middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlperf.recognition.folding import fold
from xlperf.recognition.levels import OTHER, is_level2_word, kind_of

_OWN = {
    "OUTPUT": ("数量", "质量", "时效", "进度"),
    "BENEFIT": ("经济效益", "社会效益", "生态效益", "环境效益", "可持续影响"),
}
"""Level-2 words that belong to one kind of block alone."""

Row = dict[str, str]


def lift_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows, each block's label where the block begins.

    A label moves up over the rows above it that have none and whose level 2 is of its kind, or, above the first label
    of the table, that say no other kind.
    """
    lifted = [_without_level2(row) for row in rows]
    for at, row in enumerate(lifted):
        label = row.get("level1", "")
        if not label:
            continue
        top = _top(lifted, at, kind_of(label))
        if top != at:
            lifted[top] = {"level1": label, **lifted[top]}
            row.pop("level1")
    return lifted


def _without_level2(row: Row) -> Row:
    """A level 2 that stands at level 1 is none."""
    level1 = row.get("level1", "")
    if not is_level2_word(level1):
        return dict(row)
    rest = {name: text for name, text in row.items() if name != "level1"}
    return {"level2": level1, **rest} if "level2" not in rest else rest


def _top(rows: Sequence[Row], at: int, kind: str) -> int:
    """The first row that a label in row `at` goes for."""
    top = at
    while top and not rows[top - 1].get("level1") and not rows[top - 1].get(""):
        top -= 1
    is_first = top == 0 and not rows[0].get("level1")
    if is_first and all(_kind(row) in (kind, OTHER) for row in rows[:at]):
        return 0
    block = rows[top - 1].get("level1", "") if top else ""
    while top < at and not (_carried(rows, top, at) == kind and kind != kind_of(block)):
        top += 1
    return top


def _carried(rows: Sequence[Row], top: int, at: int) -> str:
    """The kind that a row's level 2 tells."""
    return _kind(rows[top])


def _kind(row: Mapping[str, str]) -> str:
    words = fold(row.get("level2", "")).removesuffix("指标")
    return next((kind for kind, own in _OWN.items() if words in own), OTHER)
