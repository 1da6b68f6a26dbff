"""X603: budgets of a form, and those that were approved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from xlperf.across.approved_budget import ApprovedBudget, Budget, Column
from xlperf.across.collation import Collation, Collator
from xlperf.across.details import FormDetails, FundDetails, Number
from xlperf.across.folder import FormAt, UnitKey
from xlperf.across.money import YUAN, Money, read_money
from xlperf.checks.x603_changed_budget import X603
from xlperf.findings import Finding, Severity
from xlperf.messages import Message, say
from xlperf.rounding import show_number

_NAMES: dict[str, Message] = {"initial_budget": say("年初预算数"), "full_year_budget": say("全年预算数")}


class ChangedBudget:
    """The projects of a folder held against the approved budget."""

    def __init__(self, budget: Budget, file: str, unit_key: UnitKey) -> None:
        self._is_full_year = all("full_year_budget" in project.amounts for project in budget.projects)
        self._collator = Collator(say("批复预算"), file, budget.projects, unit_key)
        for row in budget.unused:
            self._collator.tell(row.whose, row.why)

    def notice(self, at: FormAt) -> None:
        """Which project of the budget it is."""
        if at.form.kind == "project":
            self._collator.notice(at)

    def judge(self, at: FormAt) -> Iterator[Finding]:
        """Each column of the total line that differs."""
        approved = self._collator.find(at.form) if at.form.kind == "project" else None
        if approved is not None:
            for column, money in approved.amounts.items():
                yield from _judge(at, column, money, approved)

    def collate(self) -> Collation:
        """How the whole folder and the whole budget go together."""
        return self._collator.collate()

    def completeness(self, key: tuple[str, int | None]) -> Severity | None:
        """How sure it is that all projects of a unit and year are in the folder; None where it is not so, or not known.

        A budget of the beginning of the year does not have what was added within it, or carried over into it.
        """
        units = self._collator.index.units()
        found = [units[each] for each in (key, (key[0], None)) if each in units]
        if not found or not all(found):
            return None
        return Severity.ERROR if self._is_full_year else Severity.WARNING


def _judge(at: FormAt, column: Column, approved: Money, item: ApprovedBudget) -> Iterator[Finding]:
    """An amount that differs; one whose column nobody knows only where it is neither of the form's budgets."""
    fields = ("initial_budget", "full_year_budget") if column == "budget" else (column,)
    stated = [(field, figure) for field in fields if (figure := _stated(at.form.total_line, field, at.form.money_unit))]
    if not stated or any(_agrees(at.form, field, approved) for field, _ in stated):
        return
    field, figure = stated[0]
    unit = at.form.money_unit
    shown = show_number((approved.yuan / YUAN[unit]).normalize() + Decimal(0))
    template = "{name}填 {stated}，批复为 {approved}{unit}"
    message = say(template, name=_NAMES[field], stated=figure.text, approved=shown, unit=say(unit))
    finding = X603.finding(message, at.ref(figure.cell), expected=shown, actual=figure.text)
    yield replace(finding, source=f"批复预算 {item.whose.source}")


def _agrees(form: FormDetails, field: str, approved: Money) -> bool:
    """The total, one of its sources, or all sources but one: a budget may have been approved for some sources only."""
    total = read_money(_figure(form.total_line, field), form.money_unit)
    lines = [read_money(_figure(line, field), form.money_unit) for line in form.funds if line.role != "total"]
    parts = [part for part in lines if part is not None and part.yuan]
    others = [Money(total.yuan - part.yuan, total.step + part.step) for part in parts if total is not None]
    return any(each.agrees(approved) for each in (total, *parts, *others) if each is not None)


def _stated(line: FundDetails | None, field: str, unit: str) -> Number | None:
    """A figure that can be compared; None where there is none."""
    figure = _figure(line, field)
    return figure if read_money(figure, unit) is not None else None


def _figure(line: FundDetails | None, field: str) -> Number | None:
    figure: Number | None = getattr(line, field, None)
    return figure
