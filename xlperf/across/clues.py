"""What about a form makes it one to look at: by its own figures and findings, and by what the folder says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from xlperf.across.details import FormDetails
from xlperf.across.folder import FormAt
from xlperf.across.full_marks import has_full_marks
from xlperf.across.money import read_money
from xlperf.across.repeats import Place, Standing
from xlperf.across.spot_weights import load_weights
from xlperf.findings import Finding, Severity
from xlperf.messages import Message, say
from xlperf.rounding import show_number, show_percent


class Clue(NamedTuple):
    """Why a form should be looked at: how often, and in which cells of its sheet."""

    reason: str
    message: Message
    cells: tuple[str, ...]
    times: int = 1

    @property
    def points(self) -> int:
        """What it counts."""
        weighting = load_weights().reasons[self.reason]
        return min(self.times * weighting.points, weighting.most)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the folder says of its forms: findings across, scores for words that are not the usual, versions, amounts.

    `large` is the amount in 元 from which on a budget is among the largest; None where there are too few forms.
    """

    told: Mapping[Place, Sequence[Finding]] = field(default_factory=dict)
    outliers: Mapping[Place, Sequence[str]] = field(default_factory=dict)
    standings: Mapping[Place, Standing] = field(default_factory=dict)
    large: Decimal | None = None


class _Told(NamedTuple):
    """A finding of the form or across: check, whether it is an error, cell."""

    code: str
    is_error: bool
    cell: str | None


def find_clues(at: FormAt, around: Surroundings) -> Iterator[Clue]:
    """What speaks for looking at a form."""
    yield from _by_findings(at, around)
    for find in (_unspent, _recomputed, _full, _border):
        yield from find(at.form)
    yield from _by_folder(at, around)


def _by_findings(at: FormAt, around: Surroundings) -> Iterator[Clue]:
    told = [_Told(each.code, each.severity == Severity.ERROR, each.cell) for each in at.form.found]
    for finding in around.told.get(at.place, ()):
        cell = finding.ref.address if finding.ref is not None else None
        told.append(_Told(finding.code, finding.severity is Severity.ERROR, cell))
    errors = [each for each in told if each.is_error and each.code not in ("X602", "X603", "D401")]
    yield from _counted("errors", errors, lambda count: say("错误 {count} 处", count=count))
    for reason, codes, tell in _COUNTED:
        yield from _counted(reason, [each for each in told if each.code in codes], tell)


def _counted(reason: str, told: Sequence[_Told], tell: Callable[[int], Message]) -> Iterator[Clue]:
    if told:
        cells = dict.fromkeys(each.cell for each in told if each.cell is not None)
        yield Clue(reason, tell(len(told)), tuple(cells), len(told))


_COUNTED: tuple[tuple[str, tuple[str, ...], Callable[[int], Message]], ...] = (
    ("targets", ("X602",), lambda count: say("与批复目标不符 {count} 处", count=count)),
    ("budget", ("X603",), lambda count: say("与批复预算不符 {count} 处", count=count)),
    ("unexplained", ("D401",), lambda count: say("失分或未完成而没有写原因 {count} 处", count=count)),
    ("copied", ("D405", "X606"), lambda count: say("文字与别的表雷同，或疑似他人的 {count} 处", count=count)),
    ("unit_full", ("X605",), lambda count: say("该单位各表全部满分")),
)


def _unspent(form: FormDetails) -> Iterator[Clue]:
    """Money hardly spent, and every indicator full."""
    line, others = form.total_line, [block for block in form.blocks if block.kind != "EXECUTION"]
    rate = line.rate if line is not None else None
    is_full = bool(others) and all(block.score is not None and block.score == block.weight for block in others)
    if rate is not None and rate.value is not None and rate.value < load_weights().spent and is_full:
        cells = (rate.cell, *([form.total.cell] if form.total is not None else []))
        yield Clue("unspent", say("执行率 {rate}，各项指标却都是满分", rate=show_percent(rate.value)), cells)


def _recomputed(form: FormDetails) -> Iterator[Clue]:
    """The total is higher than the rules make it, by a point at least."""
    total, recomputed = form.total, form.recomputed
    if total is not None and total.value is not None and recomputed is not None and total.value - recomputed >= 1:
        message = say("总分 {score}，按规则重算 {other}", score=show_number(total.value), other=show_number(recomputed))
        yield Clue("recomputed", message, (total.cell,), int(total.value - recomputed))


def _full(form: FormDetails) -> Iterator[Clue]:
    if has_full_marks(form) and form.total is not None:
        yield Clue("full", say("总分填满分"), (form.total.cell,))


def _border(form: FormDetails) -> Iterator[Clue]:
    """The total lies just above the bound of a grade."""
    weights, total = load_weights(), form.total
    score = total.value if total is not None else None
    if total is None or score is None or form.grade is None:
        return
    if any(bound <= score < bound + weights.margin for bound in weights.bounds):
        message = say("{score} 分，刚过“{grade}”的界线", score=show_number(score), grade=form.grade)
        yield Clue("border", message, (total.cell,))


def _by_folder(at: FormAt, around: Surroundings) -> Iterator[Clue]:
    line, budget = at.form.total_line, budget_of(at.form)
    if line is not None and around.large is not None and at.form.kind == "project" and budget >= around.large > 0:
        figure = line.full_year_budget or line.initial_budget
        message = say("预算 {amount} 元，是文件夹里最大的几个之一", amount=f"{budget:,.2f}")
        yield Clue("large", message, (figure.cell,) if figure is not None else ())
    if cells := around.outliers.get(at.place):
        message = say("同样的用语，得分与多数不同 {count} 处", count=len(cells))
        yield Clue("words", message, tuple(cells), len(cells))
    place = at.form.project or at.form.unit
    cells = (place.cell,) if place is not None else ()
    if around.standings.get(at.place) == "undecided":
        yield Clue("undecided", say("报了几份，分不出哪一份最新"), cells)
    elif at.place in around.standings:
        yield Clue("versions", say("先后报过几份，以这一份为准"), cells)


def budget_of(form: FormDetails) -> Decimal:
    """The full-year budget of a form in 元, the initial one where it states no other; zero for none."""
    line = form.total_line
    figures = (line.full_year_budget, line.initial_budget) if line is not None else ()
    amounts = (read_money(figure, form.money_unit) for figure in figures)
    return next((money.yuan for money in amounts if money is not None), Decimal(0))
