"""Which cell of a form's template gets what: address → the cell that is carried over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlperf.cells import Cell
from xlperf.converting.content import Content
from xlperf.recognition.lexicon import Lexicon
from xlperf.templates.plan import Plan

Placed = Mapping[str, Cell]
"""Address → cell."""

Found = tuple[str, Cell]


def place_content(plan: Plan, content: Content, lexicon: Lexicon) -> Placed:
    """What goes where; the fields that the template has no cell for are left out."""
    parts = (_head, _funds, _goals, _indicators, _total, _reasons)
    return {address: cell for part in parts for address, cell in part(plan, content, lexicon) if cell.text}


def _head(plan: Plan, content: Content, lexicon: Lexicon) -> Iterator[Found]:
    """Title and year in their lines, the others beside the label that means them."""
    head = dict(content.head)
    title = head.pop("title", None)
    if title is not None:
        yield "A1", title
    for row, labels in zip(plan.head, plan.layout.head, strict=True):
        for label, column in zip(labels, _value_columns(plan), strict=False):
            means = lexicon.meanings(label)
            if (field := means.get("head", "")) in head:
                yield f"{column}{row}", head.pop(field)
            elif "spending" in means:
                yield from _spending(content, lexicon, means["spending"], f"{column}{row}")
    if "year" in head and (title is None or head["year"].ref != title.ref):
        yield "A2", head["year"]


def _value_columns(plan: Plan) -> tuple[str, str]:
    return "B" if plan.layout.head_label_columns == 1 else "C", "F"


def _spending(content: Content, lexicon: Lexicon, field: str, address: str) -> Iterator[Found]:
    for label, amount in content.spending:
        if lexicon.meanings(label.text).get("spending") == field:
            yield address, amount


def _funds(plan: Plan, content: Content, lexicon: Lexicon) -> Iterator[Found]:
    for row, line in enumerate(content.funds, plan.fund_total):
        yield f"B{row}", line["label"]
        yield from ((address, line[field]) for field, address in plan.fund(row).items() if field in line)


def _goals(plan: Plan, content: Content, lexicon: Lexicon) -> Iterator[Found]:
    goal = plan.layout.goal
    row = plan.goal.first + bool(goal.expected)
    if "expected" in content.goals:
        yield f"B{row}", content.goals["expected"]
    if "actual" in content.goals and goal.expected:
        yield f"E{row}", content.goals["actual"]


def _indicators(plan: Plan, content: Content, lexicon: Lexicon) -> Iterator[Found]:
    """Level 1 once for its block; level 2 as the form repeats it."""
    for row, fields in enumerate(content.indicators, plan.indicators.first):
        for field, address in plan.indicator(row).items():
            if field in fields and (field != "level1" or _is_first(content, row - plan.indicators.first)):
                yield address, fields[field]


def _is_first(content: Content, number: int) -> bool:
    """The row begins a block."""
    above = content.indicators[number - 1]["level1"].ref if number else None
    return content.indicators[number]["level1"].ref != above


def _total(plan: Plan, content: Content, lexicon: Lexicon) -> Iterator[Found]:
    letters = plan.layout.indicators.letters
    columns = {"weight": letters.get("weight"), "score": letters["score"], "mark": letters.get("reason")}
    for field, letter in columns.items():
        if letter and field in content.total:
            yield f"{letter}{plan.total}", content.total[field]


def _reasons(plan: Plan, content: Content, lexicon: Lexicon) -> Iterator[Found]:
    for row, field in zip(plan.reasons, ("reason", "improvement"), strict=False):
        if field in content.reasons:
            yield f"B{row}", content.reasons[field]
