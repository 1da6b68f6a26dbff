"""What was recomputed of a department's published report: further sections of docs/published-forms.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from xlperf.evaluation import Evaluation
from xlperf.form import Criterion
from xlperf.rounding import show_number, show_percent, show_score
from xlperf.scoring.blocks import sum_level2

REPORT = json.loads((Path(__file__).parents[1] / "examples/data/shenzhen-dept-2020/narrative.json").read_text("utf-8"))

SAID = (
    # what the report says, the figure as printed, what it is a quotient of
    ("政府采购执行率", "95.15%", ("12560",), ("13200",)),
    ("预算总规模调整幅度，只计所称增人增资的 38.17 万元，对年初预算数", "3%", ("38.17",), ("1274.140004",)),
    ("同上，计所称预算总规模调整的全部 413.7 万元", "3%", ("413.7",), ("1274.140004",)),
    ("实际在用固定资产比率（文中为净值，评分标准为总额）", "98.22%", ("130457.85",), ("132825.86",)),
    ("财政供养人员控制率", "100%", ("20",), ("20",)),
    ("编外人员控制率", "13.04%", ("3",), ("3", "20")),
    ("编外人员占总人数（存在问题部分）", "15.00%", ("3",), ("3", "20")),
    ("“三公”经费控制率，不计因公出国（境）费", "10.6%", ("5841.00",), ("55100.00",)),
    ("“三公”经费控制率，按评分标准", "10.6%", ("161226.00",), ("55100.00",)),
    ("公用经费控制率", "78.67%", ("313869.54",), ("399015.91",)),
    ("预算执行率（不含冻结资金）", "98.76%", ("16316473.33",), ("16878372.51", "-357864.00")),
)  # fmt: skip


def department_sections(form: Evaluation) -> Iterator[str]:
    """A completion form task by task, a rubric criterion by criterion; none of another form."""
    if form.form.tasks:
        yield from _tasks(form)
    if form.form.criteria:
        yield from _rubric(form)


def _tasks(form: Evaluation) -> Iterator[str]:
    yield "| 任务 | 预算数 | 执行数 | 执行率（算得） |"
    yield "|---|---|---|---|"
    for line in form.form.funds:
        rate = form.rate(line)
        amounts = " | ".join(
            figure.text if figure is not None else "" for figure in (line.full_year_budget, line.executed)
        )
        yield f"| {line.label.text} | {amounts} | {show_percent(rate) if rate is not None else '—'} |"
    yield ""


def _rubric(form: Evaluation) -> Iterator[str]:
    """Each criterion, the sums by level, and the ratios of the report's text."""
    yield "逐项复算：\n"
    yield "| 指标 | 分值 | 所填 | 算得 | 算法，或为什么不能复算 |"
    yield "|---|---|---|---|---|"
    for row in form.form.criteria:
        yield _criterion(form, row)
    yield "\n按二级指标合计，与报告正文比较：\n"
    yield "| 二级指标 | 分值 | 得分 | 得分率 | 正文 |"
    yield "|---|---|---|---|---|"
    yield from _levels(form)
    yield "\n报告正文所写的比率：\n"
    yield "| 正文 | 所写 | 复算 | |"
    yield "|---|---|---|---|"
    yield from _ratios()
    yield "\n正文没有给出、因而不能复算的：四个季度的支出进度，预算编制和绩效目标不符合要求的项数，预决算公开的情况，"
    yield "各项由人评定的分数。\n"


def _criterion(form: Evaluation, row: Criterion) -> str:
    line = form.scores.at(row.score.ref) if row.score is not None else None
    words = [*(line.steps if line is not None else ()), *([line.reason] if line is not None and line.reason else [])]
    awarded = show_score(line.awarded) if line is not None and line.awarded is not None else "—"
    weight, score = (figure.text if figure is not None else "" for figure in (row.weight, row.score))
    return f"| {row.level3.text} | {weight} | {score} | {awarded} | {'；'.join(map(str, words))} |"


def _levels(form: Evaluation) -> Iterator[str]:
    said = {group["label"]: group for group in REPORT["groups"]}
    for found in sum_level2(form.form, form.scores.lines):
        weight, score = found.weight or Decimal(0), found.score or Decimal(0)
        group = said[found.level2]
        text = f"{group['weight']} 分得 {group['score']} 分，{group['score_rate']}"
        same = Decimal(group["score"]) == score and Decimal(group["weight"]) == weight
        own = (show_number(weight), show_number(score), show_percent(score / weight))
        yield f"| {found.level2} | {' | '.join(own)} | {text}，{'一致' if same else '不一致'} |"


def _ratios() -> Iterator[str]:
    for name, printed, above, below in SAID:
        ratio = sum(map(Decimal, above)) / sum(map(Decimal, below))
        places = len(printed.rstrip("%").partition(".")[2])
        shown = show_percent(ratio, places)
        working = f"{'＋'.join(above)}÷{'＋'.join(below).replace('＋-', '－')}"
        if len(below) > 1:
            working = f"{'＋'.join(above)}÷（{'＋'.join(below).replace('＋-', '－')}）"
        yield f"| {name} | {printed} | {working}＝{show_percent(ratio)} | {'一致' if shown == printed else '不一致'} |"
