"""The tables of a form's result: findings, figures given, checks that could not be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from xlperf.checks import check_name
from xlperf.evaluation import Evaluation, Filled
from xlperf.findings import Finding, Verdict
from xlperf.form import Figure
from xlperf.messages import Message, say
from xlperf.pages.parts import cell_spot, heading_line, severity_spot, why_text
from xlperf.pages.tally import ranked
from xlperf.pages.wording import FIELDS, chained
from xlperf.sheets import Line, Spot


def finding_table(findings: Iterable[Finding], home: str) -> Iterator[Line]:
    """Findings, numbered, the gravest first; `home` is the form's sheet."""
    place = (say("序号"), say("级别"), say("检查"), say("单元格"))
    yield heading_line(*place, say("表中数"), say("应为"), say("问题与依据"), say("怎么办"))
    for number, finding in enumerate(ranked(findings), 1):
        yield Line((
            Spot(number, "integer"),
            severity_spot(finding.severity),
            Spot(f"{finding.code} {check_name(finding.code)}"),
            cell_spot(finding.ref, home),
            Spot(finding.actual or "—"),
            Spot(finding.expected or "—"),
            Spot(why_text(finding)),
            Spot(finding.remedy or "—"),
        ))  # fmt: skip


def figure_table(evaluation: Evaluation, given: Iterable[Filled]) -> Iterator[Line]:
    """Figures that the run gave: where, what, instead of what, and how they come about."""
    known = {figure.ref: figure for figure in evaluation.form.computed_figures()}
    yield heading_line(say("序号"), (say("项目"), 2), say("单元格"), say("原来"), say("填入"), (say("怎么算出来的"), 2))
    for number, filled in enumerate(given, 1):
        yield Line((
            Spot(number, "integer"),
            Spot(FIELDS.get(filled.field, filled.field), "text", 2),
            cell_spot(filled.ref, evaluation.form.sheet),
            Spot(say("（空白）") if filled.before is None else str(filled.before)),
            _value_spot(filled, known.get(filled.ref)),
            Spot(_working(filled), "text", 2),
        ))  # fmt: skip


def _value_spot(filled: Filled, figure: Figure | None) -> Spot:
    """The figure as the cell shows it: a rate goes in as a ratio, under a header with % as 96.99."""
    if filled.field == "execution_rate" and not (figure is not None and figure.in_percent):
        return Spot(filled.value, "percent")
    return Spot(filled.value, "money")


def _working(filled: Filled) -> Message:
    steps = chained(filled.line.steps) if filled.line.steps else say("按规则计算")
    return say("{steps}（依据：{source}）", steps=steps, source=filled.line.clause) if filled.line.clause else steps


def unjudged_table(verdicts: Iterable[Verdict]) -> Iterator[Line]:
    """Checks that were not, or not wholly, judged, together where the reason is the same; no line where all were."""
    groups: dict[tuple[str, Message], list[str]] = {}
    for verdict in verdicts:
        if verdict.reason is not None:
            groups.setdefault((verdict.verdict, verdict.reason), []).append(verdict.code)
    if groups:
        yield heading_line((say("检查"), 4), (say("结果"), 2), (say("原因"), 2))
    for (verdict_name, reason), codes in groups.items():
        names = "、".join(f"{code} {check_name(code)}" for code in codes)
        result = _VERDICTS.get(verdict_name, say("部分未能判断"))
        yield Line((Spot(names, "text", 4), Spot(result, "text", 2), Spot(reason, "text", 2)))


_VERDICTS: Mapping[str, Message] = {"no-data": say("数据不足"), "not-applicable": say("不适用")}
