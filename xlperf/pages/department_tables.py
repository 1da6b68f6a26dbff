"""The tables of a department's other forms on the result sheet: tasks with their rates, criteria as worked out."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.evaluation import Evaluation
from xlperf.form import Criterion
from xlperf.messages import Message, say
from xlperf.pages.parts import cell_spot, figure_spot, heading_line, number_spot
from xlperf.pages.wording import chained
from xlperf.rounding import show_number
from xlperf.scores import ScoreLine
from xlperf.sheets import Line, Spot


def task_table(evaluation: Evaluation) -> Iterator[Line]:
    """A department's tasks with what was spent of their money; none of a form without spending."""
    form, standing = evaluation.form, evaluation.standing
    if not form.tasks or not any(line.executed is not None for line in form.funds):
        return
    unit = form.money_unit
    amounts = (say("预算数（{unit}）", unit=unit), say("执行数（{unit}）", unit=unit))
    yield heading_line(say("序号"), (say("任务"), 2), say("单元格"), *amounts, (say("执行率（执行数÷预算数）"), 2))
    for number, line in enumerate(form.funds, 1):
        rate = evaluation.rate(line)
        yield Line((
            Spot(number, "integer"),
            Spot(line.label.text.strip(), "text", 2),
            cell_spot(line.label.ref, form.sheet),
            figure_spot(line.full_year_budget, standing(line.full_year_budget), "money"),
            figure_spot(line.executed, standing(line.executed), "money"),
            Spot(rate, "percent", 2) if rate is not None else Spot("—", "info", 2),
        ))  # fmt: skip


def criterion_table(evaluation: Evaluation) -> Iterator[Line]:
    """A rubric's criteria: what stands, what the standard gives, how that comes about or what is wanting for it."""
    form = evaluation.form
    if not form.criteria:
        return
    rest = (say("怎么算出来的，还缺什么"), 2)
    yield heading_line(say("序号"), (say("指标"), 2), say("单元格"), say("得分"), say("按标准算得"), rest)
    for number, row in enumerate(form.criteria, 1):
        line = evaluation.scores.at(row.score.ref) if row.score is not None else None
        yield Line((
            Spot(number, "integer"),
            Spot(_name(row), "text", 2),
            cell_spot(row.score.ref if row.score else None, form.sheet),
            figure_spot(row.score, evaluation.standing(row.score), "money"),
            number_spot(line.awarded if line is not None else None),
            Spot(_working(line), "text", 2),
        ))  # fmt: skip


def _name(row: Criterion) -> Message:
    weight = row.weight.number if row.weight is not None else None
    name = row.level3.text.strip()
    return (
        say("{name}", name=name)
        if weight is None
        else say("{name}（{points}分）", name=name, points=show_number(weight))
    )


def _working(line: ScoreLine | None) -> Message | None:
    if line is None:
        return None
    return chained([*line.steps, *([line.reason] if line.reason is not None else [])])
