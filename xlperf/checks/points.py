"""Points by block: what stands, what the label or the pack says. Shared by the checks of points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.cells import CellRef
from xlperf.checks.check import Case
from xlperf.form import Block, Figure, Form, Scored
from xlperf.messages import say
from xlperf.rounding import sum_known
from xlperf.rules import RulePack

BY_STANDARD = say("请核对评分依据和得分，按该项的评分标准改正。")
"""What to do about a rubric's score that its standard does not give."""


@dataclass(frozen=True, slots=True)
class BlockSum:
    """A level-1 block: the points of its applicable rows (None where one is unknown), and those on 不适用 rows."""

    block: Block
    weights: Decimal | None
    stray: Decimal

    def agrees(self, expected: Decimal) -> bool:
        """The points add up; points on a 不适用 row are S306's fault alone."""
        return self.weights is not None and expected in (self.weights, self.weights + self.stray)


def block_sums(form: Form) -> tuple[BlockSum, ...]:
    """The blocks of a form in order, each once."""
    blocks: dict[CellRef, list[Scored]] = {}
    for row in form.rows:
        if row.weight is not None:
            blocks.setdefault(row.block.label.ref, []).append(row)
    return tuple(_sum_block(rows[0].block, rows) for rows in blocks.values())


@dataclass(frozen=True, slots=True)
class UnweighedBlock:
    """A block whose rows have no points of their own: those in its label, the sum of its scores, the lowest of them."""

    block: Block
    points: Decimal
    scores: Decimal | None
    lowest: Decimal


def unweighed_blocks(form: Form) -> Iterator[UnweighedBlock]:
    """The blocks of a form without a 分值 column, where their labels print points."""
    blocks = {row.block.label.ref: row.block for row in form.scored if row.weight is None}
    for block in blocks.values():
        rows = [row.score for row in form.scored if row.block is block and row.score is not None]
        if block.points is not None and rows:
            numbers = [figure.number for figure in rows if figure.number is not None]
            yield UnweighedBlock(block, block.points, add_up(iter(rows)), min(numbers, default=Decimal(0)))


def _sum_block(block: Block, rows: list[Scored]) -> BlockSum:
    weights = add_up(row.weight for row in rows if row.is_applicable and row.weight is not None)
    stray = add_up(row.weight for row in rows if not row.is_applicable and row.weight is not None)
    return BlockSum(block, weights, stray or Decimal(0))


def add_up(figures: Iterator[Figure]) -> Decimal | None:
    """The sum, a figure merged over rows counted once; None where one is blank or unreadable."""
    return sum_known({figure.ref: figure.amount for figure in figures}.values())


def stray_points(form: Form) -> tuple[Decimal, Decimal]:
    """Points and scores that stand on 不适用 rows."""
    rows = [row for row in form.rows if not row.is_applicable]
    weights = add_up(row.weight for row in rows if row.weight is not None and row.weight.number is not None)
    scores = add_up(row.score for row in rows if row.score is not None and row.score.number is not None)
    return weights or Decimal(0), scores or Decimal(0)


def expected_points(block: Block, form: Form, pack: RulePack) -> Decimal | None:
    """The block's points: its label's, else the pack's, where 满意度 may stand inside 效益 or alone.

    Of a statement before the year the label's alone: a pack says how the year is scored.
    """
    if block.points is not None or form.is_statement:
        return block.points
    points = pack.points.blocks
    if block.kind != "BENEFIT":
        return points.get(block.kind)
    kinds = {row.block.kind for row in form.indicators}
    if "SATISFACTION" in points and "SATISFACTION" not in kinds:
        return points.get("BENEFIT", Decimal(0)) + points["SATISFACTION"]
    if "SATISFACTION" in kinds and "SATISFACTION" not in points:
        return None
    return points.get(block.kind)


def wrong_blocks(case: Case) -> Iterator[tuple[BlockSum, Decimal]]:
    """The blocks whose points do not add up, each with what they should be."""
    for found in case.once(block_sums):
        expected = expected_points(found.block, case.form, case.pack)
        if expected is not None and found.weights is not None and not found.agrees(expected):
            judged = found.block.points is not None or not case.pack.is_fallback
            if judged:
                yield found, expected


def is_out_of_range(weight: Figure | None, score: Figure | None) -> bool:
    """A score above its weight or below zero, which S302 names."""
    most, given = weight.number if weight is not None else None, score.number if score is not None else None
    return most is not None and given is not None and (given > most or given < 0)


def scored_pairs(form: Form) -> Iterator[tuple[str, Figure, Figure]]:
    """(name, weight, score) of the execution line and of each applicable indicator."""
    line = form.total_line
    if line is not None and line.weight is not None and line.score is not None:
        yield line.label.text, line.weight, line.score
    for row in form.scored:
        if row.weight is not None and row.score is not None:
            yield row.level3.text, row.weight, row.score
