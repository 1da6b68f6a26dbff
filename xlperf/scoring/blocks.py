"""Points and scores by part of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from xlperf.cells import CellRef
from xlperf.form import Form
from xlperf.rounding import sum_known
from xlperf.scores import ScoreLine
from xlperf.scoring.totals import Standing, execution_row, scored_rows


@dataclass(frozen=True, slots=True)
class BlockScore:
    """Points and score of one part of the form: kind EXECUTION, OUTPUT, BENEFIT, SATISFACTION, COST or OTHER.

    A sum is None where one of its figures is blank or unreadable.
    """

    kind: str
    label: str
    weight: Decimal | None
    score: Decimal | None


class LevelScore(NamedTuple):
    """Points and score of a level 2; a sum is None where one of its figures is blank or unreadable."""

    level1: str
    level2: str
    weight: Decimal | None
    score: Decimal | None


def sum_blocks(form: Form, lines: Mapping[CellRef, ScoreLine]) -> tuple[BlockScore, ...]:
    """The execution score, then each level-1 block in the order of the form."""
    execution = execution_row(form, lines)
    parts = [_sum("EXECUTION", execution.name, [execution])] if execution else []
    standing = {row.score.ref: row for row in scored_rows(form, lines)}
    order = {ref: number for number, ref in enumerate(standing)}
    refs: dict[int, set[CellRef]] = {}
    for row in form.scored:
        refs.setdefault(id(row.block), set()).update([row.score.ref] if row.score is not None else ())
    for block in {row.block.label.ref: row.block for row in form.scored}.values():
        rows = [standing[ref] for ref in sorted(refs[id(block)] & order.keys(), key=order.__getitem__)]
        parts.append(_sum(block.kind, block.label.text, rows, block.points if not _has_weights(form) else None))
    return tuple(parts)


def sum_level2(form: Form, lines: Mapping[CellRef, ScoreLine]) -> tuple[LevelScore, ...]:
    """Points and scores of a rubric by level 2, in the order of the form."""
    standing = {row.score.ref: row for row in scored_rows(form, lines)} if form.criteria else {}
    groups: dict[tuple[str, str], list[Standing]] = {}
    for row in form.criteria:
        if row.score is not None and row.score.ref in standing:
            groups.setdefault((row.block.label.text, row.level2.text), []).append(standing[row.score.ref])
    sums = {names: _sum("OTHER", names[1], rows) for names, rows in groups.items()}
    return tuple(LevelScore(*names, each.weight, each.score) for names, each in sums.items())


def _has_weights(form: Form) -> bool:
    return any(row.weight is not None for row in form.scored)


def _sum(kind: str, label: str, rows: list[Standing], points: Decimal | None = None) -> BlockScore:
    """The sums of some rows; `points` are those in the block's label, where the rows have none."""
    if not rows:
        return BlockScore(kind, label, None, None)
    weights = sum_known(row.weight.amount if row.weight else None for row in rows)
    return BlockScore(kind, label, points if weights is None else weights, sum_known(row.value for row in rows))
