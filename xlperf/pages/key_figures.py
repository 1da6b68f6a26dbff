"""The head of a form's result: who and what, by which rules, the money, the points by block."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.cells import CellRef
from xlperf.evaluation import Evaluation
from xlperf.messages import Message, say
from xlperf.pages.parts import GAP, entry_text, figure_spot, heading_line, number_spot
from xlperf.pages.wording import BLOCKS, form_name
from xlperf.sheets import Line, Spot


def key_figure_lines(evaluation: Evaluation) -> Iterator[Line]:
    """Everything above a form's conclusion."""
    yield from _identity(evaluation)
    yield from _money(evaluation)
    yield GAP
    yield from _blocks(evaluation)


def _identity(evaluation: Evaluation) -> Iterator[Line]:
    form, head, pack = evaluation.form, evaluation.form.head, evaluation.pack
    place = CellRef(form.sheet, form.area.top, form.area.left)
    yield _pair(say("项目名称"), Spot(entry_text(head.project)), say("主管部门"), Spot(entry_text(head.department)))
    year = Spot(head.year, "number") if head.year is not None else Spot(entry_text(head.year_entry))
    yield _pair(say("实施单位"), Spot(entry_text(head.unit)), say("年度"), year)
    where = Spot(f"{form.sheet}!{form.area}", "link", link=place)
    yield _pair(say("表单"), Spot(form_name(form.definition)), say("所在区域"), where)
    yield _pair(say("规则包"), Spot(f"{pack.name}（{pack.id}）"), say("选用原因"), Spot(evaluation.pack_reason))


def _money(evaluation: Evaluation) -> Iterator[Line]:
    form, line = evaluation.form, evaluation.form.total_line
    unit, standing = form.money_unit, evaluation.standing
    if line is not None:
        budget, executed = line.full_year_budget, line.executed
        yield _pair(
            say("全年预算数（{unit}）", unit=unit),
            figure_spot(budget, standing(budget), "money"),
            say("全年执行数（{unit}）", unit=unit),
            figure_spot(executed, standing(executed), "money"),
        )
        rate = figure_spot(line.execution_rate, standing(line.execution_rate), "percent")
        yield _pair(say("执行率"), rate, say("等级（按总分）"), Spot(evaluation.grade or "—"))
    submitted, recomputed = number_spot(evaluation.submitted_total), number_spot(evaluation.recomputed_total)
    yield _pair(say("自评得分（报送时）"), submitted, say("重算得分（按规则）"), recomputed)


def _pair(left: Message, left_value: Spot, right: Message, right_value: Spot) -> Line:
    """Two labelled values side by side, over the eight columns of the page."""
    return Line((Spot(left, "label", 2), _over(left_value), Spot(right, "label", 2), _over(right_value)))


def _over(spot: Spot) -> Spot:
    return Spot(spot.value, spot.style, 2, spot.link)


def _blocks(evaluation: Evaluation) -> Iterator[Line]:
    """Points and scores by block as they stand after the run."""
    yield heading_line((say("部分"), 3), say("分值"), say("得分"), say("得分率"))
    for block in evaluation.blocks:
        rate = block.score / block.weight if block.weight and block.score is not None else None
        label = BLOCKS["EXECUTION"] if block.kind == "EXECUTION" else block.label
        score, share = number_spot(block.score), number_spot(rate, "percent")
        yield Line((Spot(label, "text", 3), number_spot(block.weight, "number"), score, share))
    weight, total = evaluation.total_weight, evaluation.total_score
    yield Line((Spot(say("总分（表内）"), "label", 3), number_spot(weight, "number"), number_spot(total), Spot("—")))
