"""Parts of a criterion that follow from what the input sheet states: judgements, counts, choices, a veto."""

from __future__ import annotations

from decimal import Decimal

from xlperf.form import Input
from xlperf.messages import say
from xlperf.rounding import show_number
from xlperf.rules.criteria import Part
from xlperf.scoring.earned import Earned, Inputs, any_of, exactly, number_of, why_wanting

YES, NO = ("是", "有", "符合", "到位"), ("否", "无", "没有", "不符合", "不到位")
"""How people answer whether something is so."""


def earn_judged(part: Part, inputs: Inputs) -> Earned:
    """A judgement, where the input sheet states it: its points, or whether the standard is met."""
    given = inputs.get(part.of[0]) if part.of else None
    met = answer(given)
    points = part.points * met if met is not None else given.figure.number if given is not None else None
    if points is None or not 0 <= points <= part.points:
        why = say("“{text}”须由人评定", text=part.of[0] if part.of else part.text)
        return Earned(((Decimal(0), part.points),), None, why)
    return exactly(points, say("“{text}”评 {points} 分", text=part.of[0], points=show_number(points)))


def earn_deducted(part: Part, inputs: Inputs) -> Earned:
    """All points, less so many for each of what the input counts."""
    count, less = number_of(part.of[0], inputs), part.less or part.points
    if count is None or count < 0:
        counts = range(int(part.points / less) + 2)
        spans = any_of(max(Decimal(0), part.points - less * number) for number in counts)
        return Earned(spans, None, why_wanting(part.of, inputs))
    points = max(Decimal(0), part.points - less * count)
    step = say(
        "{name}为 {count}，每项扣 {less} 分，得 {score} 分",
        name=part.of[0],
        count=show_number(count),
        less=show_number(less),
        score=show_number(points),
    )
    return exactly(points, step)


def earn_chosen(part: Part, inputs: Inputs) -> Earned:
    """The points of the word that the input says."""
    found = inputs.get(part.of[0])
    words = found.figure.text.strip() if found is not None else ""
    if words not in part.options:
        return Earned(any_of(part.options.values()), None, why_wanting(part.of, inputs))
    points = part.options[words]
    return exactly(
        points, say("{name}：{words}，得 {score} 分", name=part.of[0], words=words, score=show_number(points))
    )


def earn_veto(part: Part, inputs: Inputs) -> Earned:
    """Nothing of its own; whether the whole criterion earns nothing says `answer`."""
    nothing = Decimal(0)
    if answer(inputs.get(part.of[0])) is None:
        return Earned(((nothing, nothing),), None, why_wanting(part.of, inputs))
    return exactly(nothing, say("{name}：{words}", name=part.of[0], words=inputs[part.of[0]].figure.text.strip()))


def answer(found: Input | None) -> bool | None:
    """Whether an input says yes or no; None where it says neither."""
    text = found.figure.text.strip() if found is not None else ""
    return True if text in YES else False if text in NO else None
