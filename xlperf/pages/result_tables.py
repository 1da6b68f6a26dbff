"""The tables of a form's result: findings, figures given, checks that could not be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlperf.evaluation import Evaluation, Filled
from xlperf.findings import Finding, Verdict
from xlperf.messages import say
from xlperf.pages.figures import is_ratio, name_figure, working
from xlperf.pages.parts import cell_spot, heading_line, severity_spot, why_text
from xlperf.pages.tally import group_unjudged, ranked
from xlperf.pages.wording import check_title
from xlperf.sheets import Line, Spot


def finding_table(findings: Iterable[Finding], home: str) -> Iterator[Line]:
    """Findings, numbered, the gravest first; `home` is the form's sheet."""
    place = (say("序号"), say("级别"), say("检查"), say("单元格"))
    yield heading_line(*place, say("表中数"), say("应为"), say("问题与依据"), say("怎么办"))
    for number, finding in enumerate(ranked(findings), 1):
        yield Line((
            Spot(number, "integer"),
            severity_spot(finding.severity),
            Spot(check_title(finding.code)),
            cell_spot(finding.ref, home),
            Spot(finding.actual or "—"),
            Spot(finding.expected or "—"),
            Spot(why_text(finding)),
            Spot(finding.remedy or "—"),
        ))  # fmt: skip


def figure_table(evaluation: Evaluation, given: Iterable[Filled]) -> Iterator[Line]:
    """Figures that the run gave: where, what, instead of what, and how they come about."""
    yield heading_line(say("序号"), (say("项目"), 2), say("单元格"), say("原来"), say("填入"), (say("怎么算出来的"), 2))
    for number, filled in enumerate(given, 1):
        yield Line((
            Spot(number, "integer"),
            Spot(name_figure(filled, evaluation), "text", 2),
            cell_spot(filled.ref, evaluation.form.sheet),
            Spot(say("（空白）") if filled.before is None else str(filled.before)),
            Spot(filled.value, "percent" if is_ratio(filled, evaluation) else "money"),
            Spot(working(filled), "text", 2),
        ))  # fmt: skip


def unjudged_table(verdicts: Iterable[Verdict]) -> Iterator[Line]:
    """Checks that were not, or not wholly, judged, together where the reason is the same; no line where all were."""
    groups = group_unjudged(verdicts)
    if groups:
        yield heading_line((say("检查"), 5), (say("原因"), 3))
    for reason, codes in groups:
        names = "、".join(check_title(code) for code in codes)
        yield Line((Spot(names, "text", 5), Spot(reason, "text", 3)))
