"""What in a workbook should add up beside the funds of its forms: tasks, budget tables, and these together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.checks.budget_across import lonely_items, sums_across
from xlperf.checks.budget_lists import list_sums
from xlperf.checks.budget_rows import table_sums
from xlperf.checks.sums import Sum, Sums
from xlperf.checks.task_sums import task_sums
from xlperf.form import Form


def gather_sums(forms: Sequence[Form]) -> Sums:
    """The sums of each form, then those between forms, and what one table has and the other lacks."""
    return Sums(_sums(forms), lonely_items(forms))


def _sums(forms: Sequence[Form]) -> Iterator[Sum]:
    for form in forms:
        yield from task_sums(form)
        if form.table is not None:
            yield from table_sums(form.table)
            yield from list_sums(form.table)
    yield from sums_across(forms)
