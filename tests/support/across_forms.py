"""Folders of forms held against each other, without writing workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tests.support.snapshots import INDICATOR_HEADER, Row, make_snapshot
from xlperf.across.detailing import gather_details
from xlperf.across.folder import FolderCheck, FormAt, Told, judge_form
from xlperf.across.repeats import Place
from xlperf.evaluation import Options, evaluate
from xlperf.outcomes import judged

Folder = Mapping[str, list[Row]]
"""Path → the rows of its one form."""


class Brief(NamedTuple):
    """A finding in short."""

    path: str
    code: str
    severity: str
    cell: str


def forms_of(folder: Folder, uncounted: Sequence[str] = ()) -> list[FormAt]:
    """The forms of a folder by their paths; those `uncounted` have versions of which nobody knows which counts."""
    return [
        FormAt(Place(path, number), form, path not in uncounted)
        for path, rows in sorted(folder.items())
        for number, form in enumerate(
            gather_details(judged(path, None, evaluate(make_snapshot(rows), Options(batch=True))))
        )
    ]


def judge_folder(forms: Sequence[FormAt], checks: Sequence[FolderCheck]) -> Iterator[Told]:
    """What checks find among forms, each of which they have seen before they judge the first."""
    for at in forms:
        for check in checks:
            check.notice(at)
    for at in forms:
        yield from judge_form(at, checks)


def find(check: FolderCheck, forms: Sequence[FormAt]) -> Iterator[Brief]:
    """What a check finds among forms."""
    for place, finding in judge_folder(forms, [check]):
        cell = finding.ref.address if finding.ref is not None else ""
        yield Brief(place.path, finding.code, finding.severity.value, cell)


def department(
    unit: str = "某市某局",
    *,
    year: str = "2021年",
    score: object = 90,
) -> list[Row]:
    """A department's form: of 1000 budgeted and 900 spent, 800 and 700 are for projects (row 6)."""
    return [
        ("部门整体支出绩效自评表",),
        ("单位名称", unit, None, None, "年度", year),
        ("预算执行情况（元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        (None, "年度资金总额", None, 1000, 900, 10, None, None),
        (None, "基本支出", None, 200, 200),
        (None, "项目支出", None, 800, 700),
        ("年度总体目标", "预期目标", None, None, "实际完成情况"),
        (None, "全年目标", None, None, "全部完成"),
        INDICATOR_HEADER,
        (None, "产出指标（50分）", "数量指标", "培训次数", "5次", "5次", 50, 50, None),
        (None, "效益指标（30分）", "社会效益指标", "影响力", "提升", "提升", 30, 30, None),
        (None, "满意度指标（10分）", "满意度指标", "满意度", "90%", "92%", 10, 10, None),
        ("总分", None, None, None, None, None, 100, score),
    ]  # fmt: skip
