"""Each way in which a statement of targets may be wrong is found, and nothing else is raised."""

from __future__ import annotations

import pytest

from tests.recognition.test_statements import HEAD, INDICATORS, MONEY, TASKS
from tests.support.snapshots import Row, make_snapshot
from xlperf.evaluation import evaluate
from xlperf.findings import Severity

PROJECT: list[Row] = [*HEAD, *MONEY, *INDICATORS]
"""Row 10 to 12 are the indicators."""

Changes = dict[tuple[int, int], object]


def found(rows: list[Row], changes: Changes, merges: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """What is found once some cells, by row and column from 1, hold something else."""
    width = max(map(len, rows))
    cells = [[*row, *[None] * (width - len(row))] for row in rows]
    for (row, column), value in changes.items():
        cells[row - 1][column - 1] = value
    (form,) = evaluate(make_snapshot(cells, merges)).forms
    return [(f.code, f.severity.value, f.ref.address if f.ref else "") for f in form.findings]


WAYS = {
    "the sources do not make the total": ({(5, 3): 150}, ("F203", "error", "C5")),
    "a source is left out": ({(7, 3): None}, ("F203", "error", "C5")),
    "the sources are off by rounding": ({(5, 3): 131}, ("F203", "info", "C5")),
    "a text for an amount": ({(6, 3): "约一百"}, ("F206", "error", "C6")),
    "a negative amount": ({(6, 3): -100, (5, 3): -70}, None),
    "no target": ({(10, 5): None}, ("Q501", "error", "E10")),
    "no points": ({(11, 6): None}, ("Q501", "error", "F11")),
    "no project": ({(3, 2): None}, ("Q501", "error", "B3")),
    "no unit": ({(4, 5): None}, ("Q501", "error", "E4")),
    "no year": ({(2, 1): "（    年度）"}, ("Q501", "error", "A2")),
    "the same indicator twice": ({(11, 3): "数量指标", (11, 4): "课题数量"}, ("Q505", "warning", "D11")),
    "a level 2 under another block": ({(12, 3): "数量指标"}, ("Q507", "warning", "C12")),
    "a count of good things with ≤": ({(10, 5): "≤6个"}, ("Q508", "warning", "E10")),
    "a cost with ≥": ({(10, 3): "成本指标", (10, 4): "课题成本", (10, 5): "≥6万元"}, ("Q508", "warning", "E10")),
    "another number in the name": ({(10, 4): "完成 8 个课题", (10, 5): "6个"}, ("Q511", "info", "E10")),
    "a placeholder left in": ({(10, 4): "……"}, ("Q512", "warning", "D10")),
    "instructions left in": ({(8, 2): "请填写年度目标"}, ("Q512", "warning", "B8")),
    "points that are none": ({(10, 6): "三十"}, ("S308", "error", "F10")),
    "points against the block's label": ({(10, 2): "产出指标（60分）"}, ("S303", "error", "B10")),
    "an Excel error": ({(10, 6): "#REF!"}, ("T104", "error", "F10")),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_project(way: str) -> None:
    changes, expected = WAYS[way]
    if expected is None:
        assert {code for code, _, _ in found(PROJECT, changes)} == {"F206"}
        return
    assert found(PROJECT, changes) == [expected]


DEPARTMENT = {
    "no target": ({(11, 5): None}, [("Q501", "error", "E11")]),
    "no unit": ({(3, 2): None}, [("Q501", "error", "B3")]),
    "a task's total": ({(6, 4): 310}, [("F209", "error", "D6")]),
    "the sum": ({(8, 5): 1047}, [("F209", "error", "E8")]),
    "a placeholder": ({(11, 4): "指标1"}, [("Q512", "warning", "D11")]),
}


@pytest.mark.parametrize("way", DEPARTMENT)
def test_a_department(way: str) -> None:
    changes, expected = DEPARTMENT[way]
    assert found(TASKS, changes, ("D4:F4",)) == expected


SOUND = {
    "different units of target and money": {(10, 5): "6个"},
    "a target in words": {(10, 5): "按时完成"},
    "no points at all": {(9, 6): None, (10, 6): None, (11, 6): None, (12, 6): None},
    "a target without ≥": {(10, 5): 6},
    "money of nought": {(5, 3): 100, (7, 3): 0},
    "money with a dash": {(5, 3): 100, (7, 3): "-"},
    "a saving with ≥": {(10, 3): "成本指标", (10, 4): "节约成本", (10, 5): "≥6万元"},
    "an indicator that does not apply": {(12, 4): "不适用", (12, 5): "不适用", (12, 6): "-"},
}


@pytest.mark.parametrize("way", SOUND)
def test_what_is_right_is_left_alone(way: str) -> None:
    assert [each for each in found(PROJECT, SOUND[way]) if each[1] != Severity.INFO.value] == []
