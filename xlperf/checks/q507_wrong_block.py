"""Q507: a level-2 indicator under the wrong level-1 block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from xlperf.cells import CellRef
from xlperf.checks.check import PASSED, Case, Check, Inapplicable, Result, Unjudged
from xlperf.checks.words import words
from xlperf.findings import Severity
from xlperf.form import Indicator
from xlperf.messages import Message, say
from xlperf.recognition.folding import bare
from xlperf.recognition.placeholders import is_placeholder

KINDS: Mapping[str, Message] = {
    "OUTPUT": say("产出指标"),
    "BENEFIT": say("效益指标"),
    "SATISFACTION": say("满意度指标"),
    "COST": say("成本指标"),
}

ALLOWED: Mapping[str, tuple[str, ...]] = {
    "OUTPUT": ("OUTPUT", "COST"),
    "BENEFIT": ("BENEFIT", "SATISFACTION", "COST"),
    "SATISFACTION": ("SATISFACTION",),
    "COST": ("COST",),
}
"""Block → kinds of level 2 in it: 成本 and 满意度 stand in several places, as the regions have it [F]."""


def check_wrong_block(case: Case) -> Iterator[Result]:
    """Each level-2 cell, once; also those of 不适用 rows, which stand in a block all the same."""
    rows: dict[CellRef, Indicator] = {}
    for row in case.form.indicators:
        if not row.level2.is_blank and not row.level2.is_mark and not is_placeholder(row.level2.text):
            rows.setdefault(row.level2.ref, row)
    yield from map(_judge, rows.values())
    if not rows:
        yield Inapplicable(say("没有写了名称的二级指标"))


def _judge(row: Indicator) -> Result:
    kind, allowed = _kind(row.level2.text), ALLOWED.get(row.block.kind)
    if allowed is None:
        return Unjudged(say("一级指标不是产出、效益、满意度、成本之一"))
    if kind is None:
        return Unjudged(say("二级指标不是通行的名称，看不出应在哪个一级指标下"))
    if kind in allowed:
        return PASSED
    message = say(
        "二级指标“{name}”放在“{block}”下，通常属于{kind}",
        name=row.level2.text,
        block=row.block.label.text,
        kind=KINDS[kind],
    )
    return CHECK.finding(message, row.level2.ref, expected=str(KINDS[kind]), actual=row.level2.text)


@lru_cache(maxsize=2048)
def _kind(text: str) -> str | None:
    """The kind of a level-2 name; a name that is not listed may be anything."""
    name = bare(text).removesuffix("指标")
    return next((kind for kind in KINDS if name in words("level2", kind)), None)


CHECK = Check(
    code="Q507",
    slug="wrong-block",
    name="二级指标放错一级指标",
    severity=Severity.WARNING,
    holds_when="二级指标放在了不相应的一级指标下，如数量指标放在效益指标下（成本、满意度的位置各地不一，不在此列）",
    source="财预〔2020〕10号所附表样：产出下为数量、质量、时效、成本，效益下为经济、社会、生态效益和可持续影响",
    remedy="请把该行移到相应的一级指标下，或改正二级指标的名称，并核对各一级指标的分值。",
    wrong="效益指标下的二级指标“数量指标”",
    right="产出指标下的二级指标“数量指标”",
    run=check_wrong_block,
)
