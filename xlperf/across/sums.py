"""What the projects of a unit or a department come to: their number, money, scores and grades."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from xlperf.across.details import FormDetails, Number
from xlperf.across.losses import Loss
from xlperf.across.members import YUAN, project_funds


class Owner(NamedTuple):
    """Whose projects are added up, and of which year; `unit` is empty for all of a department."""

    department: str
    unit: str
    year: int | None


@dataclass(slots=True)
class Sums:
    """Projects added up, money in 元.

    Budget and executed are those of the projects that have both, `without_money` counts the others. `initial` is None
    where no project has an initial budget. A mean counts the projects with a score, a weighted one those of them with
    funds.
    """

    projects: int = 0
    initial: Decimal | None = None
    budget: Decimal = Decimal(0)
    executed: Decimal = Decimal(0)
    without_money: int = 0
    scores: Decimal = Decimal(0)
    scored: int = 0
    weighted: Decimal = Decimal(0)
    funds: Decimal = Decimal(0)
    lost: Decimal = Decimal(0)
    grades: Counter[str | None] = field(default_factory=Counter)
    blocks: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    """Points lost by kind of block."""
    units: int = 1

    def add(self, form: FormDetails, losses: Iterable[Loss]) -> None:
        """Adds a project with what it lost."""
        self.projects += 1
        self.grades[form.grade] += 1
        self._add_money(form)
        self._add_score(form)
        for loss in losses:
            self.lost += loss.points
            self.blocks[loss.block] += loss.points

    def _add_money(self, form: FormDetails) -> None:
        amounts = money(form)
        if amounts.initial is not None:
            self.initial = (self.initial or Decimal(0)) + amounts.initial
        if amounts.budget is None or amounts.executed is None:
            self.without_money += 1
        else:
            self.budget += amounts.budget
            self.executed += amounts.executed

    def _add_score(self, form: FormDetails) -> None:
        score, funds = form.total.value if form.total is not None else None, project_funds(form)
        if score is not None:
            self.scores += score
            self.scored += 1
        if score is not None and funds is not None:
            self.weighted += score * funds
            self.funds += funds

    def add_unit(self, other: Sums) -> None:
        """Adds the projects of another unit."""
        if other.initial is not None:
            self.initial = (self.initial or Decimal(0)) + other.initial
        for name in _ADDED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.grades.update(other.grades)
        for block, points in other.blocks.items():
            self.blocks[block] += points

    @property
    def rate(self) -> Decimal | None:
        """Executed as a part of the budget."""
        return self.executed / self.budget if self.budget else None

    @property
    def mean(self) -> Decimal | None:
        """The mean score."""
        return self.scores / self.scored if self.scored else None

    @property
    def weighted_mean(self) -> Decimal | None:
        """The mean score, weighted by funds."""
        return self.weighted / self.funds if self.funds else None

    @property
    def mean_loss(self) -> Decimal | None:
        """Points lost per project."""
        return self.lost / self.projects if self.projects else None


_ADDED = (
    "units", "projects", "budget", "executed", "without_money", "scores", "scored", "weighted", "funds", "lost",
)  # fmt: skip


def sum_departments(units: Mapping[Owner, Sums]) -> dict[Owner, Sums]:
    """The sums of departments, year by year; one with a single unit has that unit's own."""
    found: dict[Owner, list[Sums]] = {}
    for owner, sums in units.items():
        found.setdefault(owner._replace(unit=""), []).append(sums)
    return {owner: listed[0] if len(listed) == 1 else _together(listed) for owner, listed in found.items()}


def _together(listed: Iterable[Sums]) -> Sums:
    whole = Sums(units=0)
    for sums in listed:
        whole.add_unit(sums)
    return whole


class Money(NamedTuple):
    """The amounts of a project's total line in 元; None for what is blank or cannot be read."""

    initial: Decimal | None
    budget: Decimal | None
    executed: Decimal | None


def money(form: FormDetails) -> Money:
    """The amounts of a form's total line."""
    line = form.total_line
    if line is None:
        return Money(None, None, None)
    figures = (line.initial_budget, line.full_year_budget, line.executed)
    return Money(*(_in_yuan(figure, form.money_unit) for figure in figures))


def _in_yuan(figure: Number | None, unit: str) -> Decimal | None:
    return figure.value * YUAN[unit] if figure is not None and figure.value is not None else None
