"""How a folder's forms were scored in fact: a method of the closed list that they follow and their pack does not name.

A whole folder that contradicts its pack in one and the same way speaks of another rule, not of a hundred errors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple, cast

from xlperf.form import Figure, Form
from xlperf.messages import Message, say
from xlperf.rules import RulePack
from xlperf.scores import ScoreLine
from xlperf.scoring.achievement import Outcome, compare
from xlperf.scoring.execution import score_execution
from xlperf.scoring.indicators import score_indicator

_LEAST_FIGURES, _LEAST_FORMS = 3, 2
"""So many figures of so many forms must contradict the pack."""

_CONSISTENT = Decimal("0.95")
"""The share of the figures that the other method must give."""

_METHODS: Mapping[str, Mapping[str, Message]] = {
    "execution": {
        "proportional": say("分值×执行率"),
        "rounded": say("分值×执行率，取整"),
        "stepped": say("执行率达到90%得满分，每低1个百分点减1分"),
    },
    "inverse": {"target-over-actual": say("分值×指标值÷实际完成值"), "linear": say("分值×(1－超出部分÷指标值)")},
}
"""Clause → method → its words; the methods of `rules.pack` by which figures differ."""

Scorer = Callable[[RulePack], ScoreLine | None]
"""A figure as a pack gives it."""


@dataclass(frozen=True, slots=True)
class Practice:
    """What some forms of one pack do: `key` the clause, `method` the other method, on how many figures it rests."""

    pack: str
    key: str
    method: str
    figures: int
    forms: int

    @property
    def message(self) -> Message:
        """What a reviewer is told, and what to do about it."""
        return say(
            "{forms} 份表的{subject}（{figures} 处）一致按“{method}”计分，与规则包 {pack} 不同，已照此核对、只作提醒；"
            "核实后可在规则文件中写明，用 --rules 指定",
            forms=self.forms,
            subject=_SUBJECTS[self.key],
            figures=self.figures,
            method=_METHODS[self.key][self.method],
            pack=self.pack,
        )


_SUBJECTS = {"execution": say("预算执行得分"), "inverse": say("反向指标得分")}


class Sightings(NamedTuple):
    """What the figures of one form say of one clause, counted: a folder's forms are too many to be held at once.

    `figures`: those stated on which the methods differ; `against`: those that contradict the pack; `following`: method
    → how many it gives.
    """

    pack: str
    key: str
    figures: int
    against: int
    following: Mapping[str, int]


def count_sightings(form: Form, pack: RulePack) -> tuple[Sightings, ...]:
    """What a form's figures say of the clauses that some folders practise otherwise; `pack` as it stands in its file.

    Of a clause that says nothing, or that the form prints, they say nothing.
    """
    keys = (key for key in _METHODS if _method(pack, key) != "as-given" and key not in pack.printed)
    return tuple(seen for seen in (_count(form, pack, key) for key in keys) if seen.figures)


def _count(form: Form, pack: RulePack, key: str) -> Sightings:
    own, figures = _method(pack, key), tuple(_stated(form, pack, key))
    against = sum(stated != by_method[own] for stated, by_method in figures)
    others = (method for method in _METHODS[key] if method != own)
    following = {method: sum(stated == by[method] for stated, by in figures) for method in others}
    return Sightings(pack.id, key, len(figures), against, following)


def find_practices(forms: Iterable[Iterable[Sightings]]) -> tuple[Practice, ...]:
    """The methods that the forms of a pack follow instead of the pack's own, pack by pack."""
    sums: dict[tuple[str, str], _Sum] = {}
    for seen in (seen for form in forms for seen in form):
        sums.setdefault((seen.pack, seen.key), _Sum()).add(seen)
    found = (_judge(pack, key, total) for (pack, key), total in sums.items())
    return tuple(practice for practice in found if practice is not None)


class _Sum:
    """Sightings of one clause added up over forms."""

    def __init__(self) -> None:
        self.figures = self.against = self.forms = 0
        self.following = Counter[str]()

    def add(self, seen: Sightings) -> None:
        """Counts one form more."""
        self.figures += seen.figures
        self.against += seen.against
        self.forms += seen.against > 0
        self.following.update(seen.following)


def adopt_practices(pack: RulePack, practices: Iterable[Practice]) -> RulePack:
    """The pack with the methods that its folder follows; such a clause is nobody's rule yet, and warns at most."""
    for practice in practices:
        if practice.pack == pack.id and practice.key not in pack.printed:
            practised = {**pack.practised, practice.key: str(practice.message)}
            pack = replace(_with_method(pack, practice.key, practice.method), practised=practised)
    return pack


def _method(pack: RulePack, key: str) -> str:
    return pack.quantitative.inverse if key == "inverse" else pack.execution.method


def _with_method(pack: RulePack, key: str, method: str) -> RulePack:
    if key == "inverse":
        return replace(pack, quantitative=replace(pack.quantitative, inverse=cast("Any", method)))
    full_from, per_point = (Decimal(90), Decimal(1)) if method == "stepped" else (None, None)
    rule = replace(pack.execution, method=cast("Any", method), full_from=full_from, per_point=per_point)
    return replace(pack, execution=rule)


def _stated(form: Form, pack: RulePack, key: str) -> Iterator[tuple[Decimal, Mapping[str, Decimal]]]:
    """The stated figures on which the methods differ, each with what every method gives."""
    if not (figures := _figures(form, key)):
        return
    packs = {method: _with_method(pack, key, method) for method in _METHODS[key]} | {_method(pack, key): pack}
    for figure, lines in _scored(figures, packs):
        if figure.number is not None and len(lines) == len(packs) and len(set(lines.values())) > 1:
            yield figure.number, lines


def _figures(form: Form, key: str) -> list[tuple[Figure, Scorer]]:
    """Each figure that the clause speaks of, with what scores it by a pack."""
    if key == "inverse":
        overrun = (row for row in form.weighed if compare(row).outcome is Outcome.OVERRUN)
        return [(row.score, partial(score_indicator, row)) for row in overrun if row.score is not None]
    line = form.total_line
    return [(line.score, partial(score_execution, line))] if line is not None and line.score is not None else []


def _scored(
    figures: Iterable[tuple[Figure, Scorer]], packs: Mapping[str, RulePack]
) -> Iterator[tuple[Figure, Mapping[str, Decimal]]]:
    """Each figure with what every method gives."""
    for figure, score in figures:
        yield figure, _awards({name: score(pack) for name, pack in packs.items()})


def _awards(lines: Mapping[str, ScoreLine | None]) -> Mapping[str, Decimal]:
    return {method: line.awarded for method, line in lines.items() if line is not None and line.awarded is not None}


def _judge(pack: str, key: str, total: _Sum) -> Practice | None:
    """The one other method that nearly all figures follow, where the pack's own does not explain them."""
    if total.against < _LEAST_FIGURES or total.forms < _LEAST_FORMS:
        return None
    fitting = [method for method, count in total.following.items() if count >= total.figures * _CONSISTENT]
    return Practice(pack, key, fitting[0], total.against, total.forms) if len(fitting) == 1 else None
