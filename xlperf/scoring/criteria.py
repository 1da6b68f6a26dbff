"""A rubric's scores: what each criterion earns by its standard, or what it may earn while something is wanting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from itertools import product
from typing import NamedTuple

from xlperf.form import Criterion, Form, Input
from xlperf.messages import Message, say
from xlperf.quantity import Unparsed
from xlperf.recognition.folding import fold
from xlperf.rounding import round_half_up, show_number
from xlperf.rules import RulePack
from xlperf.rules.criteria import CriterionRule, Method, Part
from xlperf.scores import Clause, ScoreLine
from xlperf.scoring.differences import Difference, score_difference
from xlperf.scoring.earned import Earned, Inputs, Spans, merged
from xlperf.scoring.ratio_parts import earn_bands, earn_quarters, earn_ratio, earn_steps
from xlperf.scoring.stated_parts import answer, earn_chosen, earn_deducted, earn_judged, earn_veto

_METHODS: Mapping[Method, Callable[[Part, Inputs], Earned]] = {
    "judged": earn_judged,
    "ratio": earn_ratio,
    "bands": earn_bands,
    "steps": earn_steps,
    "quarters": earn_quarters,
    "deducted": earn_deducted,
    "chosen": earn_chosen,
    "veto": earn_veto,
}
"""The closed list: method → how it scores."""

_MEASURED: frozenset[Method] = frozenset({"ratio", "steps", "quarters"})
"""The methods that give any number of points, where the others give those that the standard lists."""


class Worth(NamedTuple):
    """What a criterion may earn: ranges of points, how they come about, why they are open, other readings of its words.

    `spans` is one of a single number where nothing is open.
    """

    spans: Spans
    steps: tuple[Message, ...]
    whys: tuple[Message, ...]
    is_listed: bool
    """Its points are all of the standard's own listing: to round them is none of its readings."""
    readings: tuple[Decimal, ...]


def find_rule(row: Criterion, pack: RulePack) -> CriterionRule | None:
    """The pack's criterion of that name; None where it knows none."""
    name = fold(row.level3.text)
    return next((rule for rule in pack.criteria if fold(rule.name) == name), None)


def first_inputs(form: Form) -> Inputs:
    """By name the first input that says something; one that is stated twice, and differently, says nothing."""
    found: dict[str, Input] = {}
    for each in (each for each in form.inputs if not each.figure.is_blank):
        first = found.setdefault(each.key, each)
        if first.figure.number != each.figure.number:
            unclear = Unparsed(first.figure.text, "几处填的不同")
            found[each.key] = replace(first, figure=replace(first.figure, value=unclear), quantity=None)
    return found


def weigh(rule: CriterionRule, inputs: Inputs) -> Worth:
    """What a criterion may earn by its parts; a veto leaves nothing."""
    parts = [(part, _METHODS[part.method](part, inputs)) for part in rule.parts]
    steps = tuple(earned.step for _, earned in parts if earned.step is not None)
    whys = tuple(dict.fromkeys(earned.why for _, earned in parts if earned.why is not None))
    vetoes = [answer(inputs.get(part.of[0])) for part in rule.parts if part.method == "veto"]
    nothing: Spans = ((Decimal(0), Decimal(0)),)
    if True in vetoes:
        return Worth(nothing, steps, (), True, ())
    spans = reduce(_sums, (earned.spans for _, earned in parts))
    spans = merged(spans + nothing if None in vetoes else spans)
    is_listed = not any(part.method in _MEASURED for part in rule.parts)
    return Worth(spans, steps, whys, is_listed, _readings([e for _, e in parts]))


def _sums(one: Spans, other: Spans) -> Spans:
    """Every range that two parts may make together."""
    return merged(tuple((a + c, b + d) for (a, b), (c, d) in product(one, other)))


def _readings(parts: list[Earned]) -> tuple[Decimal, ...]:
    """The sums where one part reads its words otherwise; none while anything is open."""
    known = [part.exact for part in parts]
    if None in known:
        return ()
    whole = sum((points for points in known if points is not None), Decimal(0))
    return tuple(whole - (part.exact or 0) + other for part in parts for other in part.readings)


def open_points(form: Form, row: Criterion, pack: RulePack) -> Spans:
    """What a criterion may earn while something is open; empty where its standard says no more than its points do."""
    rule = find_rule(row, pack)
    if rule is None or wrong_points(row, rule) is not None:
        return ()
    worth = weigh(rule, first_inputs(form))
    return worth.spans if worth.whys and worth.spans != ((Decimal(0), rule.points),) else ()


def criterion_difference(form: Form, row: Criterion, stated: Decimal, exact: Decimal, pack: RulePack) -> Difference:
    """How a stated score differs from the exact one; another reading of the standard's words makes it 口径差."""
    rule, difference = find_rule(row, pack), score_difference(stated, exact, pack.places)
    if difference is Difference.NONE or rule is None:
        return difference
    worth = weigh(rule, first_inputs(form))
    if stated in [round_half_up(points, pack.places) for points in worth.readings]:
        return Difference.BASIS
    return Difference.WRONG if worth.is_listed else difference


def score_criteria(form: Form, pack: RulePack) -> Iterable[ScoreLine]:
    """A line for each criterion with a cell for its score: computed, or open with the reason."""
    inputs = first_inputs(form)
    for row in form.criteria:
        if row.score is not None and row.is_applicable:
            yield _score(row, pack, inputs)


def _score(row: Criterion, pack: RulePack, inputs: Inputs) -> ScoreLine:
    assert row.score is not None  # score_criteria has seen to it
    rule = find_rule(row, pack)
    if rule is None:
        why = say("规则包没有“{name}”的评分标准", name=row.level3.text)
        return ScoreLine(row.score.ref, "score", None, None, None, reason=why)
    clause, wrong = criterion_clause(row, rule, pack), wrong_points(row, rule)
    worth = weigh(rule, inputs)
    if wrong is not None or worth.whys:
        reason = wrong if wrong is not None else _joined(worth.whys)
        steps = (_joined(worth.steps),) if worth.steps else ()
        return ScoreLine(row.score.ref, "score", None, None, clause, steps, reason)
    exact = worth.spans[0][0]
    return ScoreLine(row.score.ref, "score", exact, round_half_up(exact, pack.places), clause, (_joined(worth.steps),))


def wrong_points(row: Criterion, rule: CriterionRule) -> Message | None:
    """Why a criterion is not scored whose points are not the standard's; None where they are."""
    if row.weight is None or row.weight.number == rule.points:
        return None
    template = "分值填 {actual}，评分标准为 {points}，先核对分值"
    return say(template, actual=row.weight.text or say("空白"), points=show_number(rule.points))


def criterion_clause(row: Criterion, rule: CriterionRule, pack: RulePack) -> Clause:
    """The standard as a clause; it binds no form that prints another standard for the criterion."""
    printed = fold(row.standard.text) if row.standard is not None else ""
    is_same = printed in ("", fold(rule.clause))
    binds = rule.standing != "M" and not pack.is_fallback and is_same
    return Clause(pack.id, rule.name, rule.clause.strip(), rule.standing, binds)


def _joined(messages: Iterable[Message]) -> Message:
    return reduce(lambda first, rest: say("{first}；{rest}", first=first, rest=rest), messages)
