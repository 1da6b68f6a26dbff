"""Whether a difference in one score moves the grade, which makes any difference an error (the contract)."""

from __future__ import annotations

from decimal import Decimal

from xlperf.checks.check import Case


def moves_grade(case: Case, stated: Decimal, exact: Decimal) -> bool:
    """The total falls into another grade when the exact score takes the stated one's place.

    Grades of a clause that does not bind make no error.
    """
    figure = case.form.total.score if case.form.total else None
    line = case.scores.at(figure.ref) if figure else None
    if line is None or line.exact is None or not case.pack.clause("grades").binding:
        return False
    return case.pack.grade(line.exact) != case.pack.grade(line.exact - stated + exact)
