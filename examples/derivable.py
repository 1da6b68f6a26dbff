"""Which printed figures follow from the others, so that `blank-scores` may leave them out."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

SCALAR = re.compile(r"[≥≤]?(?P<number>\d+(\.\d+)?)(?P<unit>\D*)")
REMARK = re.compile(r"（含.*）$")


def without_derivable(form: dict[str, Any], scored_by_rate: bool) -> dict[str, Any]:
    """The form with its derivable rates and scores blank; scores that are a person's judgement stay.

    `scored_by_rate`: whether the execution score follows from the execution rate.
    """
    return form | {
        "funds": [_blank_line(line, scored_by_rate) for line in form["funds"]],
        "indicators": [row | {"score": None} if _score_follows(row) else row for row in form["indicators"]],
        "total": form["total"] | {"score": None},
    }


def without_derivable_department(form: dict[str, Any]) -> dict[str, Any]:
    """The same of the department form, which prints no weights: no indicator's score follows from anything."""
    blank = {"execution_rate": None, "score": None}
    return form | {
        "budget_execution": form["budget_execution"] | blank,
        "total": form["total"] | {"score": None},
    }


def _blank_line(line: dict[str, Any], scored_by_rate: bool) -> dict[str, Any]:
    """A fund line without its rate, and without its score where points stand on it and follow from the rate."""
    if not _is_positive(line["full_year_budget"]):
        return line
    blank: dict[str, Any] = {"execution_rate": None}
    if scored_by_rate and _is_positive(line["score"]):
        blank["score"] = None
    return line | blank


def _score_follows(row: dict[str, Any]) -> bool:
    """Whether points stand on the row, and target and actual value are the same or two comparable numbers."""
    if not _is_positive(row["weight"]):
        return False
    return row["target"] == row["actual"] or _are_comparable(row["target"], row["actual"])


def _are_comparable(target: str, actual: str) -> bool:
    """Whether both are one number with the same unit: 8次 and 10次, not 8次 and 约10次."""
    wanted, reached = SCALAR.fullmatch(target), SCALAR.fullmatch(REMARK.sub("", actual))
    return wanted is not None and reached is not None and wanted["unit"] == reached["unit"]


def _is_positive(printed: str | None) -> bool:
    return printed is not None and bool(re.fullmatch(r"[\d,.]+", printed)) and Decimal(printed.replace(",", "")) > 0
