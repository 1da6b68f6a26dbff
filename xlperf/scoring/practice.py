"""How a folder's forms were scored in fact: a method of the closed list that they follow and their pack does not name.

A whole folder that contradicts its pack in one and the same way speaks of another rule, not of a hundred errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
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


class _Sighting(NamedTuple):
    """A stated figure of a form, and what each method gives for it."""

    form: int
    stated: Decimal
    by_method: Mapping[str, Decimal]


def find_practices(judged: Iterable[tuple[Form, RulePack]]) -> tuple[Practice, ...]:
    """The methods that the forms of a pack follow instead of the pack's own, pack by pack."""
    groups: dict[tuple[str, str], list[_Sighting]] = {}
    packs: dict[str, RulePack] = {}
    for number, (form, pack) in enumerate(judged):
        packs[pack.id] = pack
        for key in _METHODS:
            if _method(pack, key) != "as-given" and key not in pack.printed:
                groups.setdefault((pack.id, key), []).extend(_sightings(number, form, pack, key))
    found = (_judge(packs[pack], key, sightings) for (pack, key), sightings in groups.items())
    return tuple(practice for practice in found if practice is not None)


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


def _sightings(number: int, form: Form, pack: RulePack, key: str) -> Iterator[_Sighting]:
    """The stated figures on which the methods differ."""
    packs = {method: _with_method(pack, key, method) for method in _METHODS[key]} | {_method(pack, key): pack}
    for figure, lines in _scored(form, key, packs):
        if figure.number is not None and len(lines) == len(packs) and len(set(lines.values())) > 1:
            yield _Sighting(number, figure.number, lines)


def _scored(form: Form, key: str, packs: Mapping[str, RulePack]) -> Iterator[tuple[Figure, Mapping[str, Decimal]]]:
    """Each figure that the clause speaks of, with what every method gives."""
    if key == "inverse":
        overrun = (row for row in form.weighed if compare(row).outcome is Outcome.OVERRUN)
        scored = [(row.score, {name: score_indicator(row, pack) for name, pack in packs.items()}) for row in overrun]
    else:
        lines = (line for line in (form.total_line,) if line is not None)
        scored = [(line.score, {name: score_execution(line, pack) for name, pack in packs.items()}) for line in lines]
    yield from ((figure, _awards(scores)) for figure, scores in scored if figure is not None)


def _awards(lines: Mapping[str, ScoreLine | None]) -> Mapping[str, Decimal]:
    return {method: line.awarded for method, line in lines.items() if line is not None and line.awarded is not None}


def _judge(pack: RulePack, key: str, sightings: list[_Sighting]) -> Practice | None:
    """The one other method that nearly all figures follow, where the pack's own does not explain them."""
    own = _method(pack, key)
    against = [seen for seen in sightings if seen.stated != seen.by_method[own]]
    forms = {seen.form for seen in against}
    if len(against) < _LEAST_FIGURES or len(forms) < _LEAST_FORMS:
        return None
    least = len(sightings) * _CONSISTENT
    fitting = [m for m in _METHODS[key] if m != own and sum(s.stated == s.by_method[m] for s in sightings) >= least]
    return Practice(pack.id, key, fitting[0], len(against), len(forms)) if len(fitting) == 1 else None
