"""Deadlines and days of completion, read in the year of the form."""

from __future__ import annotations

from dataclasses import replace

from xlperf.deadlines import parse_deadline
from xlperf.form import Indicator, Measure
from xlperf.quantity import Quantity


def with_deadlines(rows: tuple[Indicator, ...], year: int | None) -> tuple[Indicator, ...]:
    """The rows with the dates that their targets and actual values name; none without the form's year."""
    return tuple(_dated(row, year) for row in rows) if year is not None else rows


def _dated(row: Indicator, year: int) -> Indicator:
    target, actual = _with_deadline(row.target, year), _with_deadline(row.actual, year)
    return row if target is row.target and actual is row.actual else replace(row, target=target, actual=actual)


def _with_deadline(measure: Measure, year: int) -> Measure:
    if measure.quantity is None or isinstance(measure.quantity, Quantity):
        return measure
    found = parse_deadline(measure.text, year)
    return measure if found is None else replace(measure, deadline=found)
