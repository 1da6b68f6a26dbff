"""F209: each way in which a department's tasks may fail to add up, and nothing beside it."""

from __future__ import annotations

import pytest

from tests.recognition.test_statements import TASKS
from tests.support.snapshots import Row, make_snapshot
from xlperf.evaluation import evaluate
from xlperf.findings import Finding


def findings(changes: dict[tuple[int, int], object]) -> list[Finding]:
    rows: list[Row] = [tuple(changes.get((r, c), value) for c, value in enumerate(row)) for r, row in enumerate(TASKS)]
    (evaluation,) = evaluate(make_snapshot(rows, ("D4:F4",))).forms
    return list(evaluation.findings)


def test_what_adds_up_is_left_alone() -> None:
    assert findings({}) == []
    assert findings({(7, 3): 1104.0}) == []
    assert findings({(5, 5): None, (5, 3): 100, (7, 3): "1,074", (7, 5): None}) == []


@pytest.mark.parametrize(
    ("changes", "cell", "expected"),
    [
        ({(7, 3): "1,204"}, "D8", "1,104"),
        ({(5, 3): 310}, "D6", "130"),
        ({(5, 4): 190}, "E6", "100"),
        ({(6, 5): 60}, "F7", "0"),
        ({(7, 4): None}, "E8", "1074"),
        ({(6, 3): None}, "D7", "974"),
    ],
    ids=["sum", "total", "source", "other source", "blank sum", "blank total"],
)
def test_a_wrong_amount(changes: dict[tuple[int, int], object], cell: str, expected: str) -> None:
    (found,) = findings(changes)
    assert (found.code, found.severity.value, found.ref.address) == ("F209", "error", cell)
    assert found.expected == expected


def test_a_task_left_out_shows_in_every_column() -> None:
    rows = [row for row in TASKS if row[1:2] != ("课题调研",)]
    (evaluation,) = evaluate(make_snapshot(rows, ("D4:F4",))).forms
    assert [(f.code, f.ref.address) for f in evaluation.findings] == [("F209", "D7"), ("F209", "E7"), ("F209", "F7")]


def test_rounded_amounts_are_told_as_such() -> None:
    (found,) = findings({(7, 3): "1,105"})
    assert (found.code, found.severity.value, found.ref.address) == ("F209", "info", "D8")


def test_a_text_among_the_amounts_is_told_once() -> None:
    (found,) = findings({(5, 4): "约一百"})
    assert (found.code, found.ref.address) == ("F206", "E6")


def test_a_lone_source_is_a_share() -> None:
    rows = [tuple(row[:5]) for row in TASKS]
    rows[5] = (*rows[5][:4], 100)
    (evaluation,) = evaluate(make_snapshot(rows, ("D4:E4",))).forms
    assert evaluation.findings == ()
