"""X604: what a department's form states for its projects, and the sum of its projects' forms.

Forms that are missing can only make the sum larger. So a sum that is larger already is an error, whatever is missing; a
smaller one is an error only where it is known that all projects are there, and else worth a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from xlperf.across.collation import Alone, Collation, lone_form
from xlperf.across.details import FormDetails, FundDetails, Number
from xlperf.across.folder import DEPARTMENTS, FormAt, UnitKey, unit_of
from xlperf.across.money import YUAN, Money, read_money, sum_money
from xlperf.across.word_list import across_words
from xlperf.checks.x604_department_sum import X604
from xlperf.findings import Finding, Severity
from xlperf.messages import Message, say
from xlperf.recognition.folding import bare, fold
from xlperf.rounding import show_number

Field = Literal["full_year_budget", "executed"]
FIELDS: tuple[Field, ...] = ("full_year_budget", "executed")
_NAMES = {"full_year_budget": say("全年预算数"), "executed": say("全年执行数")}

_DOUBTFUL = ("F203", "F206", "F207")
"""Checks whose findings say that a form's amounts may not be what they should."""

_WHAT = say("部门与项目合计")

Key = tuple[str, int | None]
"""Unit and year."""


class Stated(NamedTuple):
    """An amount of a department's form that its projects are held against."""

    field: Field
    figure: Number
    money: Money


class _Project(NamedTuple):
    """What of a project's form is added up; `least` is what of it is the department's own spending in any case.

    Money that may be handed on, or come from another budget, is not, nor is what is no appropriation.
    """

    name: str
    amounts: tuple[Money | None, Money | None]
    least: tuple[Money | None, Money | None]
    is_sure: bool


class DepartmentSums:
    """The projects of each unit and of the units below it.

    `completeness` says how grave it is that the sum of a unit's projects is smaller than what its form states: an error
    where all of them are surely there, a warning where they are likely to be; None where nobody knows.
    """

    def __init__(self, unit_key: UnitKey, completeness: Callable[[Key], Severity | None] = lambda key: None) -> None:
        self._unit_key = unit_key
        self._completeness = completeness
        self._own: dict[Key, list[_Project]] = {}
        self._below: dict[Key, list[_Project]] = {}
        self._held = 0
        self._unjudged: list[Alone] = []

    def notice(self, at: FormAt) -> None:
        """A project's amounts."""
        if at.form.kind != "project":
            return
        unit, project = self._unit_key(unit_of(at.form)), _read_project(at)
        above = self._unit_key(at.form.department.text) if at.form.department is not None else ""
        self._own.setdefault((unit, at.form.year), []).append(project)
        if above and above != unit:
            self._below.setdefault((above, at.form.year), []).append(project)

    def judge(self, at: FormAt) -> Iterator[Finding]:
        """A department's amounts, each that its form states, and its tasks that are called like a project."""
        key = (self._unit_key(unit_of(at.form)), at.form.year)
        own = self._own.get(key, [])
        every = [*own, *self._below.get(key, ())]
        if at.form.kind not in DEPARTMENTS or not key[0] or not every:
            return
        self._held += 1
        stated = list(find_stated(at.form))
        if not stated and not at.form.tasks:
            self._unjudged.append(lone_form(_WHAT, at, say("表上没有项目支出的数")))
        for each in stated:
            yield from self._judge(at, key, each, own, every)
        yield from _judge_tasks(at, own)

    def collate(self) -> Collation | None:
        """How many departments were held against their projects, and which could not be judged; None without any."""
        return Collation(_WHAT, "", self._held, tuple(self._unjudged)) if self._held else None

    def _judge(
        self, at: FormAt, key: Key, stated: Stated, own: list[_Project], every: list[_Project]
    ) -> Iterator[Finding]:
        place = FIELDS.index(stated.field)
        sums = [sum_money(_amounts(projects, place)) for projects in (own, every)]
        if any(each.agrees(stated.money) for each in sums):
            return
        if not all(project.is_sure for project in every):
            why = say("{name}：有项目表的金额存疑，或几份表分不出新旧", name=_NAMES[stated.field])
            self._unjudged.append(lone_form(_WHAT, at, why))
            return
        least = sum_money(money for project in own if (money := project.least[place]) is not None)
        grave = self._completeness(key) if all(project.amounts[place] is not None for project in every) else None
        if least.exceeds(stated.money):
            yield _finding(at, stated, least, say("大于部门整体表的数，无论是否报齐都不可能"), Severity.ERROR)
        elif grave is not None:
            yield _finding(at, stated, sums[0], say("批复预算中该单位的项目已报齐"), grave)
        elif stated.money.exceeds(sums[1]):
            yield _finding(at, stated, sums[1], say("可能还有项目没有报来，未作判断"), Severity.INFO)


def _judge_tasks(at: FormAt, own: list[_Project]) -> Iterator[Finding]:
    """A task that is called like one project of the unit, and has another amount: it may be more than the project."""
    for task in at.form.tasks:
        named = [project for project in own if project.name == fold(task.label.text) and project.is_sure]
        if task.is_total or len(named) != 1:
            continue
        for field, figure, amount in zip(FIELDS, (task.full_year_budget, task.executed), named[0].amounts, strict=True):
            money = read_money(figure, at.form.money_unit)
            if figure is not None and money is not None and amount is not None and not money.agrees(amount):
                message = say(
                    "任务“{name}”的{field}填 {stated}，同名的项目表为 {amount}{unit}",
                    name=task.label.text,
                    field=_NAMES[field],
                    stated=figure.text,
                    amount=show_number(_in_unit(amount.yuan, at.form.money_unit)),
                    unit=say(at.form.money_unit),
                )
                yield X604.finding(message, at.ref(figure.cell), severity=Severity.WARNING, actual=figure.text)


def find_stated(form: FormDetails) -> Iterator[Stated]:
    """The line 项目支出 of the funds block, or 项目支出总额 of the head, for the columns that it is of.

    What the head states is the column with which 基本支出 and 项目支出 add up to the total line.
    """
    line = next((line for line in form.funds if bare(line.label.text) in across_words("department_projects")), None)
    for field in FIELDS:
        figure = _figure(line, field) if line is not None else _from_head(form, field)
        money = read_money(figure, form.money_unit)
        if figure is not None and money is not None:
            yield Stated(field, figure, money)


def _from_head(form: FormDetails, field: Field) -> Number | None:
    amounts = {bare(each.label.text): each.amount for each in form.spending}
    figures = [
        next((amounts[word] for word in across_words(key) if word in amounts), None)
        for key in ("department_basic", "department_projects")
    ]
    parts = [read_money(figure, form.money_unit) for figure in figures]
    total = read_money(_figure(form.total_line, field), form.money_unit)
    if parts[0] is None or parts[1] is None or total is None:
        return None
    return figures[1] if sum_money([parts[0], parts[1]]).agrees(total) else None


def _figure(line: FundDetails | None, field: Field) -> Number | None:
    figure: Number | None = getattr(line, field, None)
    return figure


def _read_project(at: FormAt) -> _Project:
    form = at.form
    amounts = [read_money(_figure(form.total_line, field), form.money_unit) for field in FIELDS]
    least = [_least(form, field, money) for field, money in zip(FIELDS, amounts, strict=True)]
    is_doubtful = any(found.code in _DOUBTFUL for found in form.found)
    return _Project(fold(form.name), (amounts[0], amounts[1]), (least[0], least[1]), at.counts and not is_doubtful)


def _least(form: FormDetails, field: Field, total: Money | None) -> Money | None:
    if total is None or any(word in fold(form.name) for word in across_words("outside_department")):
        return None
    others = [line for line in form.funds if bare(line.label.text) in across_words("other_funds")]
    money = [read_money(_figure(line, field), form.money_unit) for line in others]
    return Money(total.yuan - sum(each.yuan for each in money if each is not None), total.step)


def _amounts(projects: list[_Project], place: int) -> Iterator[Money]:
    return (amount for project in projects if (amount := project.amounts[place]) is not None)


def _finding(at: FormAt, stated: Stated, total: Money, why: Message, severity: Severity) -> Finding:
    unit = at.form.money_unit
    shown = [show_number(_in_unit(yuan, unit)) for yuan in (total.yuan, abs(total.yuan - stated.money.yuan))]
    message = say(
        "项目支出的{name}填 {stated}，各项目表合计 {total}{unit}，相差 {gap}{unit}：{why}",
        name=_NAMES[stated.field],
        stated=stated.figure.text,
        total=shown[0],
        gap=shown[1],
        unit=say(unit),
        why=why,
    )
    ref, actual = at.ref(stated.figure.cell), stated.figure.text
    return X604.finding(message, ref, severity=severity, expected=shown[0], actual=actual)


def _in_unit(yuan: Decimal, unit: str) -> Decimal:
    return (yuan / YUAN[unit]).normalize()
