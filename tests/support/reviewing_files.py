"""The reviewing office's folder as files: forms, roster, approved targets and budget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
from xlsxwriter import Workbook

from tests.support.reviewing_office import YEAR, Department, Office, Project

Line = Sequence[object]

_HEADER = ("项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_INDICATORS = (
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)


def write_office(office: Office, folder: Path) -> None:
    """Every workbook of the folder; every other one as openpyxl writes it."""
    for number, project in enumerate(office.projects):
        write = _with_openpyxl if number % 2 else _with_xlsxwriter
        write(folder / project.path, _project_lines(project), project.saved)
    for department in office.departments:
        _with_xlsxwriter(folder / department.path, _department_lines(department), 1)


def _project_lines(project: Project) -> list[Line]:
    budget, executed = project.budget, project.executed
    money = (budget, budget, executed, 10, _percent(project.rate), project.execution_score)
    lines: list[Line] = [
        ("项目支出绩效自评表",),
        (f"（{YEAR}年度）",),
        ("项目名称", project.name, None, None, "项目编码", project.code),
        ("主管部门", project.department, None, None, "实施单位", project.unit),
        _HEADER,
        (None, "年度资金总额", *money),
        (None, "其中：当年财政拨款", budget, budget, executed, "—", _percent(project.rate), "—"),
        (None, "其他资金", 0, 0, 0, "—", "—", "—"),
        ("年度总体目标", "预期目标", None, None, "实际完成情况"),
        (None, project.goal, None, None, project.achieved),
        _INDICATORS,
    ]
    for row in project.rows:
        texts = (row.block, row.level2, row.name, row.target, row.actual)
        lines.append((None, *texts, row.weight, row.score, row.reason))
    return [*lines, ("总分", None, None, None, None, None, 100, project.total)]


def _department_lines(department: Department) -> list[Line]:
    whole, spent = department.staff + department.projects, department.staff + department.spent
    score = min(_cent(10 * department.rate), Decimal(10))
    return [
        ("部门整体支出绩效自评表",),
        (f"（{YEAR}年度）",),
        ("部门名称", department.unit),
        _HEADER,
        (None, "部门整体支出总额", whole, whole, spent, 10, _percent(department.rate), score),
        (None, "基本支出", department.staff, department.staff, department.staff, "—", "100.00%", "—"),
        (None, "项目支出", department.projects, department.projects, department.spent, "—", _rate_of(department), "—"),
        ("年度总体目标", "预期目标", None, None, "实际完成情况"),
        (None, f"{department.unit}全年各项任务按期完成。", None, None, f"{department.unit}七个项目均已实施。"),
        _INDICATORS,
        (None, "产出指标（50分）", "数量指标", "实施项目数", "≥7个", "7个", 50, 50, None),
        (None, "效益指标（30分）", "社会效益指标", "服务对象知晓率", "≥80%", "84%", 30, 30, None),
        (None, "满意度指标（10分）", "服务对象满意度指标", "服务对象满意度", "≥85%", "88%", 10, 10, None),
        ("总分", None, None, None, None, None, 100, score + 90),
    ]


def _rate_of(department: Department) -> str:
    return _percent(department.spent / department.projects)


def _percent(rate: Decimal) -> str:
    return f"{_cent(100 * rate)}%"


def _cent(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _with_xlsxwriter(path: Path, lines: Iterable[Line], month: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(path) as book:
        book.set_properties({"created": datetime(2024, month, 10)})
        sheet = book.add_worksheet("自评表")
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, [_plain(cell) for cell in line])


def _with_openpyxl(path: Path, lines: Iterable[Line], month: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime(2024, month, 10)
    for line in lines:
        book.active.append([_plain(cell) for cell in line])
    book.save(path)


def _plain(cell: object) -> object:
    return float(cell) if isinstance(cell, Decimal) else cell


def write_references(office: Office, folder: Path) -> tuple[Path, Path, Path]:
    """The roster, the approved targets, the approved budget, as the office keeps them."""
    roster, targets, budget = (folder / f"{name}.xlsx" for name in ("单位名册", "批复绩效目标", "批复预算"))
    _with_xlsxwriter(roster, _roster_lines(office), 1)
    _with_openpyxl(targets, _target_lines(office), 1)
    _with_xlsxwriter(budget, _budget_lines(office), 1)
    return roster, targets, budget


def _roster_lines(office: Office) -> Iterable[Line]:
    yield (f"{YEAR}年度绩效自评单位名册",)
    yield ("序号", "单位编码", "单位名称", "联系科室")
    for number, unit in enumerate(office.roster, 1):
        yield (number, f"{number:03}", unit.removesuffix("（本级）"), f"预算{number % 3 + 1}科")


def _target_lines(office: Office) -> Iterable[Line]:
    yield ("单位名称", "项目名称", "项目编码", "一级指标", "二级指标", "三级指标", "年度指标值", "分值")
    for project in office.approved:
        for row in project.rows:
            whose = (project.unit, project.name, project.code)
            yield (*whose, row.block.partition("（")[0], row.level2, row.name, row.target, row.weight)


def _budget_lines(office: Office) -> Iterable[Line]:
    yield (f"{YEAR}年部门预算批复表",)
    yield ("单位名称", "项目编码", "项目名称", "批复预算数（万元）")
    for project in office.approved:
        yield (project.unit, project.code, project.name, project.budget)
    yield ("合计", None, None, sum(project.budget for project in office.approved))
