"""A folder of 300 workbooks of 40 units without a fault of their own, and faults planted across them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from tests.support.folders import write
from tests.support.snapshots import Row, project_rows

SIGNS = "东南西北中春夏秋冬梅兰竹菊松柏桂榕金银铜铁锡江河湖海溪泉云雨风雪霜露日月星辰光华"
UNITS = tuple(f"云川市{sign}华事务管理中心" for sign in SIGNS[:40])
TOPICS = ("讲座培训", "设备更新", "信息系统", "宣传推广", "课题研究", "场馆维护", "志愿服务")
RATE = Decimal("0.96")
REASON = "由于项目立项较晚，部分合同尚未达到付款条件，下年尽快支付"
DEPARTMENTS = 8
"""The first units have a department's form each, with the exact sum of their projects."""

Found = tuple[str, str, str]
"""Path, check, cell."""


@dataclass
class Planted:
    """What was written, and what is to be found: findings across workbooks, missing units, forms that do not count."""

    folder: Path
    targets: Path
    budget: Path
    roster: Path
    expected: set[Found] = field(default_factory=set)
    missing: tuple[str, ...] = ()
    uncounted: set[str] = field(default_factory=set)


@dataclass
class Project:
    """A project as it is written and as it was approved."""

    unit: str
    topic: str
    budget: int
    count: int
    goal: str
    rate: Decimal = RATE
    reason: str | None = None

    @property
    def name(self) -> str:
        return f"{self.unit[3]}华{self.topic}"

    @property
    def path(self) -> str:
        return f"{self.unit}/{self.name}.xlsx"

    @property
    def executed(self) -> Decimal:
        return self.budget * self.rate

    def lines(self) -> list[tuple[str, str, str, str, int]]:
        """Level 1, level 2, indicator, target, points."""
        return [
            ("产出指标", "数量指标", f"{self.topic}次数", f"≥{self.count}次", 50),
            ("效益指标", "社会效益指标", "服务满意人群", "得到提升", 30),
            ("满意度指标", "满意度指标", "对象满意度", "≥90%", 10),
        ]

    def rows(self) -> list[Row]:
        """The form: every indicator full, unless there is a reason."""
        done = self.count - 1 if self.reason else self.count
        points = 50 if not self.reason else (Decimal(50) * done / self.count).quantize(Decimal("0.01"))
        score = 10 * self.rate
        first, *others = self.lines()
        rows: list[Row] = [(f"{first[0]}（50分）", *first[1:4], f"{done}次", 50, points, self.reason)]
        answers = ("得到提升", "95%")
        rows += [
            (f"{a}（{w}分）", b, c, d, told, w, w, None) for (a, b, c, d, w), told in zip(others, answers, strict=True)
        ]
        total = Decimal(40) + points + score
        funds = [("年度资金总额", self.budget, self.budget, self.executed, 10, f"{self.rate:.2%}", score)]
        table = project_rows(funds, rows, (100, total), unit=self.unit)
        table[1] = ("项目名称", self.name, None, None, "实施年度", "2021年")
        table[2] = ("主管部门", "云川市人民政府办公室", None, None, "实施单位", self.unit)
        table[6] = (None, self.goal, None, None, "完成")
        return table


def make_projects() -> list[Project]:
    """Seven projects of each unit, no two of a size."""
    return [
        Project(
            unit,
            topic,
            100_000 + 1000 * (7 * at + place),
            10 + at,
            f"{unit}全年开展{topic}，服务群众{at * 7 + place + 100}人次",
        )
        for at, unit in enumerate(UNITS)
        for place, topic in enumerate(TOPICS)
    ]


def department_rows(unit: str, projects: list[Project], more: int = 0) -> list[Row]:
    """A department's form that states the sum of its projects, or so much more."""
    budget, executed = sum(each.budget for each in projects) + more, sum(each.executed for each in projects) + more
    rate = f"{(executed + 500) / (budget + 500):.2%}"
    score = Decimal(rate[:-1]) / 10
    points = round(10 * (executed + 500) / (budget + 500), 2)
    assert abs(points - score) < Decimal("0.01")
    return [
        ("部门整体支出绩效自评表",),
        ("单位名称", unit, None, None, "年度", "2021年"),
        ("预算执行情况（元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        (None, "年度资金总额", budget + 500, budget + 500, executed + 500, 10, rate, points),
        (None, "基本支出", 500, 500, 500),
        (None, "项目支出", budget, budget, executed),
        ("年度总体目标", "预期目标", None, None, "实际完成情况"),
        (None, "做好工作", None, None, "完成"),
        *project_rows()[7:8],
        (None, "产出指标（50分）", "数量指标", "会议次数", "≥5次", "5次", 50, 50, None),
        (None, "效益指标（30分）", "社会效益指标", "影响", "提升", "提升", 30, 30, None),
        (None, "满意度指标（10分）", "满意度指标", "满意度", "≥90%", "92%", 10, 10, None),
        ("总分", None, None, None, None, None, 100, points + 90),
    ]


def plant(folder: Path) -> Planted:
    """Writes the folder with its references, and tells what is to be found."""
    planted = Planted(folder / "收件", folder / "批复目标.xlsx", folder / "批复预算.xlsx", folder / "名单.xlsx")
    projects = make_projects()
    _plant_marks(projects, planted)
    _plant_texts(projects, planted)
    _write_targets(projects, planted)
    _write_budget(projects, planted)
    for project in projects:
        write(planted.folder / project.path, project.rows())
    _write_departments(projects, planted)
    _write_versions(projects, planted)
    _write_roster(planted)
    return planted


def _of(projects: list[Project], unit: int) -> list[Project]:
    return [each for each in projects if each.unit == UNITS[unit]]


def _plant_marks(projects: list[Project], planted: Planted) -> None:
    """Two units with full marks throughout."""
    for project in (*_of(projects, 20), *_of(projects, 21)):
        project.rate = Decimal(1)
        planted.expected.add((project.path, "X605", "H12"))


def _plant_texts(projects: list[Project], planted: Planted) -> None:
    """The reason of three units, a goal that names another unit, one that is another's."""
    for unit in (22, 23, 24):
        project = _of(projects, unit)[0]
        project.reason = REASON
        planted.expected.add((project.path, "D405", "I9"))
    foreign, one, other = _of(projects, 25)[1], _of(projects, 26)[2], _of(projects, 27)[3]
    foreign.goal = f"{UNITS[30]}全年组织活动四次"
    one.goal = other.goal = "全年组织各类活动四次，服务基层群众，群众对服务的评价进一步提高"
    planted.expected.update((each.path, "X606", "B7") for each in (foreign, one, other))


def _write_targets(projects: list[Project], planted: Planted) -> None:
    """Approved otherwise: two targets, the points of two indicators, an indicator that the form has not."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("2021年度项目支出绩效目标批复表",))
    sheet.append(("单位名称", "项目名称", "一级指标", "二级指标", "三级指标", "年度指标值", "分值"))
    raised, weighed, extended = (
        {_of(projects, 1)[1].path, _of(projects, 2)[2].path},
        _of(projects, 3)[3].path,
        _of(projects, 4)[4].path,
    )
    for project in projects:
        lines = project.lines()
        if project.path in raised:
            lines[0] = (*lines[0][:3], f"≥{project.count + 5}次", 50)
        if project.path == weighed:
            lines[1:] = [(*lines[1][:4], 25), (*lines[2][:4], 15)]
        if project.path == extended:
            lines.append(("效益指标", "可持续影响指标", "长效机制", "建立", 0))
        for line in lines:
            sheet.append((project.unit, project.name, *line))
    book.save(planted.targets)
    planted.expected.update((path, "X602", "E9") for path in raised)
    planted.expected.update({(weighed, "X602", "G10"), (weighed, "X602", "G11"), (extended, "X602", "B10")})


def _write_budget(projects: list[Project], planted: Planted) -> None:
    """In 万元, three of them other than the forms say."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("单位", "项目", "年初预算数（万元）"))
    wrong = {_of(projects, unit)[unit % 7].path for unit in (31, 32, 33)}
    for unit in UNITS:
        sheet.append((unit, None, float(sum(each.budget for each in projects if each.unit == unit)) / 10_000))
        for project in (each for each in projects if each.unit == unit):
            sheet.append((None, project.name, project.budget / 10_000 + (2 if project.path in wrong else 0)))
    book.save(planted.budget)
    planted.expected.update((path, "X603", "C5") for path in wrong)


def _write_departments(projects: list[Project], planted: Planted) -> None:
    """One states less than its projects, one more, though the budget says that all of them are there."""
    for at in range(DEPARTMENTS):
        path, more = f"部门/{UNITS[at]}.xlsx", {5: -50_000, 6: 70_000}.get(at, 0)
        write(planted.folder / path, department_rows(UNITS[at], _of(projects, at), more))
        if more:
            planted.expected.update({(path, "X604", "D6"), (path, "X604", "E6")})


def _write_versions(projects: list[Project], planted: Planted) -> None:
    """A newer one by name, one by number, and a copy."""
    later = datetime(2022, 3, 1)
    for unit, mark in ((10, "最终版2"), (11, "(1)")):
        project = _of(projects, unit)[0]
        path = project.path.replace(".xlsx", f"{mark}.xlsx")
        project.rate = Decimal("0.98")
        write(planted.folder / path, project.rows(), saved=later)
        planted.expected.update({(project.path, "X601", "B2"), (path, "X601", "B2")})
        planted.uncounted.add(project.path)
    project = _of(projects, 12)[0]
    copy = project.path.replace(".xlsx", " - 副本.xlsx")
    write(planted.folder / copy, project.rows())
    planted.expected.update({(project.path, "X601", "B2"), (copy, "X601", "B2")})
    planted.uncounted.add(copy)


def _write_roster(planted: Planted) -> None:
    """Three units that have not submitted, among those that have."""
    planted.missing = ("云川市水务管理处", "云川市林业管理处", "云川市农业管理处")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("单位名称", "联系科室"), *_roster_rows(planted.missing)):
        sheet.append(row)
    book.save(planted.roster)


def _roster_rows(missing: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from ((f"{unit}（本级）", "行财科") for unit in UNITS)
    yield from ((unit, "农业科") for unit in missing)
