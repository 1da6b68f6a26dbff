"""What a form in report.json says of money that is planned: the tasks of a department, the rows of a budget table."""

from __future__ import annotations

from typing import Any

from xlperf.budget import BudgetTable, MainTask
from xlperf.entries import Figure
from xlperf.form import Form
from xlperf.quantity import Unparsed
from xlperf.recognition.tasks import spent_line
from xlperf.reports.json_values import plain
from xlperf.scoring.execution import exact_rate


def planned_document(form: Form) -> dict[str, Any]:
    """`tasks` of a form that lists some, `table` of a budget table; nothing for any other form."""
    tasks = {"tasks": [_task(task) for task in form.tasks]} if form.tasks else {}
    return tasks | ({"table": _table(form.table)} if form.table is not None else {})


def _task(task: MainTask) -> dict[str, Any]:
    """A task with its amounts, and its rate, which is worked out: no form has a column for it."""
    amounts = [
        {"source": amount.source.text, "field": amount.field, "role": amount.role, "amount": _number(amount.figure)}
        for amount in task.amounts
    ]
    content = task.content.text if task.content is not None and not task.content.is_blank else None
    return {
        "label": task.label.text,
        "content": content,
        "is_total": task.is_total,
        "amounts": amounts,
        "execution_rate": plain(exact_rate(spent_line(task))),
        "row": task.label.ref.row,
    }


def _table(table: BudgetTable) -> dict[str, Any]:
    """The rows in print order; an amount by its column, a rate as a ratio."""
    rows = [
        {
            "kind": row.kind,
            "label": row.label.text,
            "code": row.code or None,
            "side": row.side or None,
            "amounts": {field: _number(figure) for field, figure in row.amounts.items()},
            "row": row.number,
        }
        for row in table.rows
    ]
    return {"subject": table.subject, "title": table.title.text, "rows": rows}


def _number(figure: Figure) -> str | dict[str, str] | None:
    if isinstance(figure.value, Unparsed):
        return {"text": figure.text}
    return None if figure.amount is None else f"{figure.amount:f}"
