"""X602: targets and weights of a form, and those that were approved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from xlperf.across.approved_targets import ApprovedIndicator, Targets
from xlperf.across.collation import Collation, Collator
from xlperf.across.details import FormDetails, IndicatorDetails, Number
from xlperf.across.folder import COMPARED, FormAt, UnitKey
from xlperf.across.reference_files import Source
from xlperf.across.same_targets import Difference, compare_targets
from xlperf.across.texts import plain_text
from xlperf.checks.x602_changed_target import X602
from xlperf.findings import Finding, Severity
from xlperf.form import NOT_APPLICABLE
from xlperf.messages import Message, say
from xlperf.rounding import HUNDRED, show_number


class Pair(NamedTuple):
    """An indicator of a form with the approved one that it goes by; `is_renamed`: under another name."""

    row: IndicatorDetails
    approved: ApprovedIndicator
    is_renamed: bool = False


class Paired(NamedTuple):
    """The indicators of a form and those approved, side by side; and those that only one side has."""

    pairs: tuple[Pair, ...]
    added: tuple[IndicatorDetails, ...]
    missing: tuple[ApprovedIndicator, ...]


class ChangedTargets:
    """The forms of a folder held against the approved targets."""

    def __init__(self, approved: Targets, file: str, unit_key: UnitKey) -> None:
        self._collator = Collator(say("批复目标"), file, approved.projects, unit_key)
        for each in approved.unused:
            self._collator.tell(each.whose, each.why)

    def notice(self, at: FormAt) -> None:
        """Which of the approved ones it is held against."""
        if at.form.kind in COMPARED:
            self._collator.notice(at)

    def judge(self, at: FormAt) -> Iterator[Finding]:
        """Each difference at its cell."""
        approved = self._collator.find(at.form) if at.form.kind in COMPARED else None
        if approved is not None and at.form.indicators:  # T102 tells of a form without any
            paired = pair_indicators(at.form, approved.indicators)
            for pair in paired.pairs:
                yield from _judge_target(at, pair)
            yield from _judge_weights(at, paired)
            yield from (_missing(at, each) for each in paired.missing)
            yield from (_added(at, each) for each in paired.added)

    def collate(self) -> Collation:
        """How the whole folder and the whole reference go together."""
        return self._collator.collate()


def pair_indicators(form: FormDetails, approved: Sequence[ApprovedIndicator]) -> Paired:
    """Each row with the approved indicator of its name, of several with that of its level 2, else the next in order.

    Of what is left, a row is taken for a renamed indicator where level 2 and target are the same.
    """
    rows = [row for row in form.indicators if row.level3.text and row.level3.text != NOT_APPLICABLE]
    left, pairs, added = list(approved), list[Pair](), list[IndicatorDetails]()
    for row in rows:
        named = [each for each in left if plain_text(each.level3) == plain_text(row.level3.text)]
        _take(row, sorted(named, key=lambda each: not _same_level2(row, each)), False, left, pairs, added)
    others, added = added, []
    for row in others:
        alike = [
            each
            for each in left
            if _same_level2(row, each) and compare_targets(row.target, each.target, form.year) is Difference.NONE
        ]
        _take(row, alike, True, left, pairs, added)
    return Paired(tuple(pairs), tuple(added), tuple(left))


def _take(
    row: IndicatorDetails,
    found: Sequence[ApprovedIndicator],
    is_renamed: bool,
    left: list[ApprovedIndicator],
    pairs: list[Pair],
    added: list[IndicatorDetails],
) -> None:
    """Puts a row with the first of those found, or with the added ones."""
    if found:
        left.remove(found[0])
        pairs.append(Pair(row, found[0], is_renamed))
    else:
        added.append(row)


def _same_level2(row: IndicatorDetails, approved: ApprovedIndicator) -> bool:
    return _kind(row.level2.text) == _kind(approved.level2)


def _kind(level2: str) -> str:
    return plain_text(level2).removesuffix("指标")


def _judge_target(at: FormAt, pair: Pair) -> Iterator[Finding]:
    """A renamed indicator has the same target; a blank target is Q501's."""
    row, approved = pair.row, pair.approved
    if pair.is_renamed:
        message = say("指标名称“{name}”，批复为“{approved}”", name=row.level3.text, approved=approved.level3)
        yield _finding(at, message, row.level3.cell, approved.source, Severity.WARNING)
    elif row.target.text and approved.target.text:
        told = _tell_difference(pair, compare_targets(row.target, approved.target, at.form.year))
        if told is not None:
            finding = _finding(at, told[0], row.target.cell, approved.source, told[1])
            yield replace(finding, expected=approved.target.text, actual=row.target.text)


def _tell_difference(pair: Pair, difference: Difference) -> tuple[Message, Severity] | None:
    """An error only where the targets are surely others."""
    name, stated, approved = pair.row.level3.text, pair.row.target.text, pair.approved.target.text
    if difference is Difference.VALUE:
        message = say("“{name}”的指标值填 {stated}，批复为 {approved}", name=name, stated=stated, approved=approved)
        return message, Severity.ERROR
    if difference is Difference.WORDS:
        template = "“{name}”的指标值填“{stated}”，批复为“{approved}”，文字不同，请核对意思是否改变"
        return say(template, name=name, stated=stated, approved=approved), Severity.WARNING
    if difference is Difference.UNWRITTEN:
        template = "“{name}”的指标值填 {stated}，批复为 {approved}，只差比较符号没有写"
        return say(template, name=name, stated=stated, approved=approved), Severity.INFO
    return None


def _judge_weights(at: FormAt, paired: Paired) -> Iterator[Finding]:
    """Weights that differ; where most do and their sum as well, the statement counts other points than the form."""
    weights = list(_weights(paired))
    same = sum(stated.value == approved for _, stated, approved in weights)
    is_same_sum = sum(stated.value or 0 for _, stated, _ in weights) == sum(approved for *_, approved in weights)
    if 2 * same < len(weights) and not is_same_sum:
        return
    for pair, stated, approved in weights:
        if stated.value != approved:
            shown = show_number(approved)
            name = pair.row.level3.text
            message = say("“{name}”的分值填 {stated}，批复为 {approved}", name=name, stated=stated.text, approved=shown)
            finding = _finding(at, message, stated.cell, pair.approved.source, Severity.ERROR)
            yield replace(finding, expected=shown, actual=stated.text)


def _weights(paired: Paired) -> Iterator[tuple[Pair, Number, Decimal]]:
    """The weights that both sides state; approved ones that are shares of one are points of a hundred."""
    shares = [pair.approved.weight for pair in paired.pairs if pair.approved.weight is not None]
    scale = HUNDRED if shares and sum(shares) <= 1 else Decimal(1)
    for pair in paired.pairs:
        stated, approved = pair.row.weight, pair.approved.weight
        if stated is not None and stated.value is not None and approved is not None:
            yield pair, stated, approved * scale


def _missing(at: FormAt, approved: ApprovedIndicator) -> Finding:
    """At the level 2, else the level 1, in which the indicator would stand; at the first of all otherwise."""
    message = say("批复的指标“{name}”（{target}）表内没有", name=approved.level3, target=approved.target.text)
    return _finding(at, message, _home(at.form, approved), approved.source, Severity.ERROR)


def _home(form: FormDetails, approved: ApprovedIndicator) -> str:
    rows = form.indicators
    level2 = [row.level2.cell for row in rows if _same_level2(row, approved)]
    level1 = [row.level1.cell for row in rows if plain_text(row.level1.text)[:2] == plain_text(approved.level1)[:2]]
    others = [row.level1.cell for row in rows]
    return [*level2, *level1, *others][0]


def _added(at: FormAt, row: IndicatorDetails) -> Finding:
    message = say("指标“{name}”不在批复的绩效目标里", name=row.level3.text)
    return X602.finding(message, at.ref(row.level3.cell), severity=Severity.WARNING)


def _finding(at: FormAt, message: Message, cell: str, source: Source, severity: Severity) -> Finding:
    return replace(X602.finding(message, at.ref(cell), severity=severity), source=f"批复目标 {source}")
