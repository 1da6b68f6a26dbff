"""The head of a form's result: who and what, by which rules, the money, the points by block."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from xlperf.cells import CellRef
from xlperf.evaluation import Evaluation
from xlperf.messages import Message, say
from xlperf.pages.parts import GAP, entry_text, figure_spot, heading_line, number_spot, rate_spot
from xlperf.pages.planned import planned_lines
from xlperf.pages.wording import BLOCKS
from xlperf.scoring.blocks import LevelScore, sum_level2
from xlperf.sheets import Line, Spot

Spots = tuple[Spot, ...]

_NO_BLOCK: Spots = (Spot(None, "note", 6),)
"""What stands beside the totals below the last block."""


def key_figure_lines(evaluation: Evaluation) -> Iterator[Line]:
    """Everything above a form's conclusion: the head, then the points by block beside the money and the totals."""
    yield from _identity(evaluation)
    yield GAP
    if evaluation.form.is_statement or evaluation.form.table is not None:
        yield from planned_lines(evaluation)
        return
    for left, right in zip_longest(_blocks(evaluation), _totals(evaluation)):
        yield Line((left or _NO_BLOCK) + (right or ()))


def _identity(evaluation: Evaluation) -> Iterator[Line]:
    form, head, pack = evaluation.form, evaluation.form.head, evaluation.pack
    place = CellRef(form.sheet, form.area.top, form.area.left)
    year = say("{year} 年", year=head.year) if head.year is not None else entry_text(head.year_entry)
    yield _pair(say("项目名称"), Spot(entry_text(head.project)), say("主管部门"), Spot(entry_text(head.department)))
    yield _pair(say("实施单位"), Spot(entry_text(head.unit)), say("年度"), Spot(year))
    where = Spot(f"{form.sheet}!{form.area}", "link", link=place)
    yield _pair(say("表单"), Spot(evaluation.name), say("所在区域"), where)
    yield _pair(say("规则包"), Spot(f"{pack.name}（{pack.id}）"), say("选用原因"), Spot(evaluation.pack_reason))


def _pair(left: Message, left_value: Spot, right: Message, right_value: Spot) -> Line:
    """Two labelled values side by side, over the eight columns of the page."""
    over = left_value._replace(span=3), right_value._replace(span=2)
    return Line((Spot(left, "label", 2), over[0], Spot(right, "label"), over[1]))


def _blocks(evaluation: Evaluation) -> Iterator[Spots]:
    """Points and score by block as they stand after the run, over six columns."""
    yield heading_line((say("部分"), 3), say("分值"), say("得分"), say("得分率")).spots
    groups = sum_level2(evaluation.form, evaluation.scores.lines)
    for block in evaluation.blocks:
        rate = block.score / block.weight if block.weight and block.score is not None else None
        label = BLOCKS["EXECUTION"] if block.kind == "EXECUTION" else block.label
        score, share = number_spot(block.score), number_spot(rate, "percent")
        yield Spot(label, "text", 3), number_spot(block.weight, "number"), score, share
        yield from (_level2(found) for found in groups if found.level1 == block.label)
    weight, total = evaluation.total_weight, evaluation.total_score
    yield Spot(say("总分（表内）"), "label", 3), number_spot(weight, "number"), number_spot(total), Spot(None, "label")


def _level2(found: LevelScore) -> Spots:
    """A level 2 of a rubric, below its block."""
    rate = found.score / found.weight if found.weight and found.score is not None else None
    name = Spot(say("　{name}", name=found.level2), "text", 3)
    return name, number_spot(found.weight, "number"), number_spot(found.score), number_spot(rate, "percent")


def _totals(evaluation: Evaluation) -> Iterator[Spots]:
    """The money of the total line, and the totals, over the last two columns."""
    yield heading_line(say("资金和总分"), say("数值")).spots
    yield from _money(evaluation)
    yield Spot(say("自评得分（报送时）"), "label"), number_spot(evaluation.submitted_total)
    yield Spot(say("重算得分（按规则）"), "label"), number_spot(evaluation.recomputed_total)
    yield Spot(say("等级（按表内总分）"), "label"), Spot(evaluation.grade or "—", "info")


def _money(evaluation: Evaluation) -> Iterator[Spots]:
    line, unit, standing = evaluation.form.total_line, evaluation.form.money_unit, evaluation.standing
    if line is not None:
        budget, executed, rate = line.full_year_budget, line.executed, line.execution_rate
        yield Spot(say("全年预算数（{unit}）", unit=unit), "label"), figure_spot(budget, standing(budget), "money")
        yield Spot(say("全年执行数（{unit}）", unit=unit), "label"), figure_spot(executed, standing(executed), "money")
        yield Spot(say("执行率"), "label"), rate_spot(rate, evaluation.rate(line))
