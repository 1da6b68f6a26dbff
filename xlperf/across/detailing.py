"""What of a form that was judged is kept as its details."""

from __future__ import annotations

import re
from decimal import Decimal

from xlperf.across.details import (
    BlockDetails,
    Details,
    FormDetails,
    FoundAt,
    FundDetails,
    Goal,
    IndicatorDetails,
    Number,
    SpendingDetails,
    TaskDetails,
    Words,
)
from xlperf.budget import MainTask
from xlperf.evaluation import Evaluation
from xlperf.form import Entry, Figure, FundLine, Head, Indicator, Measure
from xlperf.outcomes import FileOutcome
from xlperf.quantity import Quantity
from xlperf.recognition.folding import fold

_CODE_BEFORE = re.compile(r"(\d[0-9A-Za-z]{11,29})[-_—:. ]+(?=[^\d\s])")
"""A project's code in front of its name, such as 51000021R000000019951-工资性支出 [F: published forms of Sichuan]."""


def gather_details(outcome: FileOutcome) -> Details:
    """The details of every form of a workbook; none of one that could not be judged."""
    book = outcome.evaluation
    return tuple(map(_form, book.forms)) if book is not None else ()


def split_code(text: str) -> tuple[str, str]:
    """The code in front of a project's name, empty for none, and the name.

    >>> split_code("51000021R000000019951-工资性支出"), split_code("2021年物业费")
    (('51000021R000000019951', '工资性支出'), ('', '2021年物业费'))
    """
    match = _CODE_BEFORE.match(text.strip())
    return (match[1], text.strip()[match.end() :]) if match else ("", text.strip())


def project_code(head: Head) -> Words | None:
    """The project's code with its cell, from its own label or in front of the project's name; None for none."""
    if head.code is not None and not head.code.is_blank and not head.code.is_mark:
        return Words(fold(head.code.text), head.code.ref.address)
    before = split_code(head.project.text)[0] if head.project is not None else ""
    return Words(before, head.project.ref.address) if before and head.project is not None else None


def _form(evaluation: Evaluation) -> FormDetails:
    form, head = evaluation.form, evaluation.form.head
    return FormDetails(
        sheet=form.sheet,
        definition=form.definition,
        kind=form.kind,
        pack=evaluation.pack.id,
        money_unit=form.money_unit,
        year=head.year,
        code=project_code(head),
        name=split_code(head.project.text)[1] if head.project is not None else "",
        project=_words(head.project),
        department=_words(head.department),
        unit=_words(head.unit),
        funds=tuple(_fund(line, evaluation) for line in form.funds),
        spending=tuple(
            SpendingDetails(_sure_words(each.label), _sure_number(each.amount, evaluation)) for each in form.spending
        ),
        goal_expected=_words(form.goal_expected),
        goal_actual=_words(form.goal_actual),
        indicators=tuple(_indicator(row, evaluation) for row in form.indicators),
        reason=_words(form.reason),
        blocks=tuple(
            BlockDetails(each.kind, each.label.strip(), each.weight, each.score) for each in evaluation.blocks
        ),
        total_weight=evaluation.total_weight,
        total=_number(form.total.score, evaluation) if form.total is not None else None,
        submitted=evaluation.submitted_total,
        recomputed=evaluation.recomputed_total,
        grade=evaluation.grade,
        found=tuple(
            FoundAt(each.code, each.severity.value, each.ref.address if each.ref is not None else None)
            for each in evaluation.findings
        ),
        tasks=tuple(_task(task, evaluation) for task in form.tasks),
    )


def _fund(line: FundLine, evaluation: Evaluation) -> FundDetails:
    return FundDetails(
        _sure_words(line.label),
        line.role,
        initial_budget=_number(line.initial_budget, evaluation),
        full_year_budget=_number(line.full_year_budget, evaluation),
        executed=_number(line.executed, evaluation),
        weight=_number(line.weight, evaluation),
        rate=_number(line.execution_rate, evaluation),
        score=_number(line.score, evaluation),
        expected=_expected(line.score, evaluation),
    )


def _task(task: MainTask, evaluation: Evaluation) -> TaskDetails:
    """The first of its amounts that are whole, of budget and of spending."""
    whole = {each.field: each.figure for each in reversed(task.amounts) if each.role == "total"}
    budget, executed = (_number(whole.get(field), evaluation) for field in ("full_year_budget", "executed"))
    return TaskDetails(_sure_words(task.label), budget, executed, task.is_total)


def _indicator(row: Indicator, evaluation: Evaluation) -> IndicatorDetails:
    return IndicatorDetails(
        block=row.block.kind,
        level1=_sure_words(row.block.label),
        level2=_sure_words(row.level2),
        level3=_sure_words(row.level3),
        target=_goal(row.target),
        actual=_goal(row.actual),
        kind=row.kind,
        weight=_number(row.weight, evaluation),
        score=_number(row.score, evaluation),
        expected=_expected(row.score, evaluation),
        reason=_words(row.reason),
    )


def _expected(score: Figure | None, evaluation: Evaluation) -> Decimal | None:
    """The score that the rule gives for a cell."""
    line = evaluation.scores.at(score.ref) if score is not None else None
    return line.awarded if line is not None else None


def _goal(measure: Measure) -> Goal:
    quantity = measure.quantity if isinstance(measure.quantity, Quantity) else None
    return Goal(measure.text.strip(), measure.ref.address, quantity)


def _words(entry: Entry | None) -> Words | None:
    return _sure_words(entry) if entry is not None else None


def _sure_words(entry: Entry) -> Words:
    return Words(entry.text.strip(), entry.ref.address)


def _number(figure: Figure | None, evaluation: Evaluation) -> Number | None:
    return _sure_number(figure, evaluation) if figure is not None else None


def _sure_number(figure: Figure, evaluation: Evaluation) -> Number:
    return Number(evaluation.standing(figure), figure.text.strip(), figure.ref.address)
