"""What a reviewing office gets from forty units: 300 workbooks, some of them with a fault that only shows across them.

Everything is right in itself: amounts add up, points are the national rule's. What is wrong is planted, and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

YEAR = 2023
_SIGNS = "云山湖河泉林桥港湾岭溪田原峰沙石松竹梅兰"
_KINDS = ("教育局", "水务局", "文化馆", "图书馆", "疾控中心", "园林所", "档案馆", "交通局", "体育中心", "救助站")
_THEMES = (
    ("技能培训", "培训场次", "场", "学员合格率", "结业及时率", "岗位胜任率", "学员满意度"),
    ("设备购置", "购置设备数量", "台", "验收合格率", "到货及时率", "设备使用率", "使用人员满意度"),
    ("宣传活动", "宣传活动次数", "次", "活动达标率", "活动按期率", "知晓率", "群众满意度"),
    ("房屋修缮", "修缮面积", "平方米", "工程合格率", "工期达标率", "房屋完好率", "住户满意度"),
    ("数据整理", "整理案卷数", "卷", "著录准确率", "整理按期率", "检索命中率", "查档人满意度"),
    ("环境监测", "监测点位数", "个", "数据有效率", "报告及时率", "达标点位比例", "居民满意度"),
    ("慰问帮扶", "帮扶户数", "户", "帮扶精准率", "发放及时率", "困难缓解率", "受助人满意度"),
)
_EXCUSE = "受疫情反复影响，下半年现场工作暂停两个月，部分任务顺延；今后将提前安排并准备线上方案"
PROJECTS = 7
"""Projects of a unit: one of each theme."""


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator: block label, level 2, name, target, actual, points, share of them that is earned, reason."""

    block: str
    level2: str
    name: str
    target: str
    actual: str
    weight: int
    score: Decimal
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project form as its unit sends it; amounts in 万元."""

    path: str
    unit: str
    department: str
    name: str
    code: str
    budget: Decimal
    executed: Decimal
    rows: tuple[Row, ...]
    goal: str
    achieved: str
    saved: int = 1
    """The month of 2024 in which the workbook was saved."""

    @property
    def rate(self) -> Decimal:
        return self.executed / self.budget

    @property
    def execution_score(self) -> Decimal:
        return min(_cent(10 * self.rate), Decimal(10))

    @property
    def total(self) -> Decimal:
        return self.execution_score + sum(row.score for row in self.rows)


@dataclass(frozen=True, slots=True)
class Department:
    """A unit's form as a whole: money for its staff, and for its projects."""

    path: str
    unit: str
    staff: Decimal
    projects: Decimal
    spent: Decimal

    @property
    def rate(self) -> Decimal:
        return (self.staff + self.spent) / (self.staff + self.projects)


@dataclass(slots=True)
class Office:
    """The folder, what the office knows beside it, and what is planted: code → paths of the workbooks that show it."""

    projects: list[Project] = field(default_factory=list)
    departments: list[Department] = field(default_factory=list)
    approved: list[Project] = field(default_factory=list)
    """The projects as they were approved: targets, points, budgets."""
    roster: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    planted: dict[str, set[str]] = field(default_factory=dict)
    superseded: set[str] = field(default_factory=set)
    """The workbooks that must not be counted."""


def make_office() -> Office:
    """40 units with seven projects each, ten forms of whole units, ten further versions."""
    chance, office = Random(20241121), Office()
    units = [_unit_name(number) for number in range(42)]
    office.roster, office.missing = units, units[40:]
    for number, unit in enumerate(units[:40]):
        office.projects += _projects(unit, number, chance)
    office.approved = list(office.projects)
    _plant(office)
    office.departments = [_department(unit, office.projects, chance) for unit in units[:10]]
    _plant_departments(office)
    return office


def _unit_name(number: int) -> str:
    """Each with a place of its own; every fifth is written with （本级）."""
    place = _SIGNS[number % 20] + _SIGNS[(number * 7 + number // 20 + 3) % 20]
    return f"{place}市{_KINDS[number % 10]}" + ("（本级）" if number % 5 == 0 else "")


def _projects(unit: str, number: int, chance: Random) -> Iterator[Project]:
    place = unit.removesuffix("（本级）")
    for at, theme in enumerate(_THEMES):
        budget = _cent(Decimal(chance.randint(20_00, 900_00)) / 100)
        executed = _cent(budget * chance.randint(82, 99) / 100)
        name, count = f"{place}{theme[0]}", chance.randint(12, 180)
        rows = tuple(_rows(theme, count, name, missed=chance.random() < 0.3, chance=chance))
        goal = f"完成{name}，{theme[1]}不少于{count}{theme[2]}，{theme[5]}有所提高。"
        done = f"{name}按计划实施，{theme[1]}与{theme[5]}见各项指标，由{place}第{at + 1}科负责。"
        path = f"{number + 1:02}-{place}/{at + 1}-{theme[0]}.xlsx"
        code = f"2023{number + 1:03}{at + 1:02}"
        yield Project(path, unit, f"{place[:3]}财政局", name, code, budget, executed, rows, goal, done)


def _rows(theme: Sequence[str], count: int, name: str, *, missed: bool, chance: Random) -> Iterator[Row]:
    _, quantity, unit, quality, timely, benefit, content = theme
    done = count - chance.randint(1, 5) if missed else count + chance.randint(0, 2)
    score = _cent(Decimal(20) * min(done, count) / count)
    why = f"{name}因供应商{chance.randint(2, 11)}月停工少做{count - done}{unit}；约定次年{chance.randint(1, 6)}月补齐"
    yield Row(
        "产出指标（50分）", "数量指标", quantity, f"≥{count}{unit}", f"{done}{unit}", 20, score, why if missed else None
    )
    yield _met("产出指标（50分）", "质量指标", quality, chance.randint(90, 96), 15, chance)
    yield _met("产出指标（50分）", "时效指标", timely, chance.randint(90, 96), 15, chance)
    yield _met("效益指标（30分）", "社会效益指标", benefit, chance.randint(80, 90), 30, chance)
    yield _met("满意度指标（10分）", "服务对象满意度指标", content, chance.randint(85, 92), 10, chance)


def _met(block: str, level2: str, name: str, target: int, weight: int, chance: Random) -> Row:
    return Row(block, level2, name, f"≥{target}%", f"{target + chance.randint(1, 4)}%", weight, Decimal(weight))


def _department(unit: str, projects: Sequence[Project], chance: Random) -> Department:
    own = list({project.code: project for project in projects if project.unit == unit}.values())  # the newest of each
    budget, spent = sum(p.budget for p in own), sum(p.executed for p in own)
    staff = _cent(Decimal(chance.randint(100_00, 2000_00)) / 100)
    return Department(f"{own[0].path.partition('/')[0]}/整体自评.xlsx", unit, staff, budget, spent)


def _plant(office: Office) -> None:
    """Each kind of fault in workbooks of its own."""
    _plant_versions(office)
    _plant_targets(office, range(70, 105, 7))
    _plant_weights(office, range(106, 120, 7))
    _plant_budgets(office, range(122, 157, 7))
    _plant_full_marks(office, 160 // PROJECTS)
    _plant_foreign_texts(office, (170, 191))
    _plant_reasons(office, (212, 219, 226))


def _change(office: Office, at: int, code: str, **changes: object) -> None:
    """Another project as sent than as approved."""
    office.projects[at] = replace(office.projects[at], **changes)  # type: ignore[arg-type]
    office.planted.setdefault(code, set()).add(office.projects[at].path)


_NAMES = ("最终版2", " (1)", "（修改版）", "_终稿", "最终版", " (2)", "0315", "-重报")


def _plant_versions(office: Office) -> None:
    """Eight newer versions by their names, in which more has been spent; two copies word for word, elsewhere."""
    for number, suffix in enumerate(_NAMES):
        old = office.projects[number * 7]
        newer = old.path.removesuffix(".xlsx") + suffix + ".xlsx"
        spent = _cent((old.executed + old.budget) / 2)
        office.projects.append(replace(old, path=newer, executed=spent, saved=3))
        office.superseded.add(old.path)
        office.planted.setdefault("X601", set()).update({old.path, newer})
    for number in (63, 64):
        same = office.projects[number]
        office.projects.append(replace(same, path=f"补收邮件附件/{same.path.rpartition('/')[2]}"))
        office.planted["X601"] |= {same.path, office.projects[-1].path}


def _plant_targets(office: Office, places: Sequence[int]) -> None:
    """The quantity was approved higher than it says now."""
    for at in places:
        first, *others = office.projects[at].rows
        number = _number(first.target)
        lower = first.target.replace(str(number), str(number - 2))
        done = first.target.removeprefix("≥")
        eased = replace(first, target=lower, actual=done, score=Decimal(20), reason=None)
        _change(office, at, "X602", rows=(eased, *others))


def _plant_weights(office: Office, places: Sequence[int]) -> None:
    """Points moved from one indicator of a block to another."""
    for at in places:
        rows = list(office.projects[at].rows)
        rows[1] = replace(rows[1], weight=20, score=Decimal(20))
        rows[2] = replace(rows[2], weight=10, score=Decimal(10))
        _change(office, at, "X602", rows=tuple(rows))


def _plant_budgets(office: Office, places: Sequence[int]) -> None:
    """A budget other than the approved one."""
    for at in places:
        _change(office, at, "X603", budget=office.projects[at].budget + 5)


def _plant_departments(office: Office) -> None:
    """One with less for its projects than they have, one that spent more than they did."""
    less, more = office.departments[8], office.departments[9]
    office.departments[8] = replace(less, projects=less.projects - 11, spent=less.spent - 9)
    office.departments[9] = replace(more, spent=more.spent + 3)
    office.planted["X604"] = {less.path, more.path}


def _plant_full_marks(office: Office, unit: int) -> None:
    for at in range(unit * PROJECTS, unit * PROJECTS + PROJECTS):
        project = office.projects[at]
        first, *others = project.rows
        target = first.target.removeprefix("≥")
        full = replace(first, actual=target, score=Decimal(20), reason=None)
        _change(office, at, "X605", executed=project.budget, rows=(full, *others))


def _plant_foreign_texts(office: Office, places: Sequence[int]) -> None:
    """What another unit achieved, left in."""
    for at in places:
        _change(office, at, "X606", achieved=office.projects[at + 14].achieved)


def _plant_reasons(office: Office, places: Sequence[int]) -> None:
    """The same excuse word for word in three units."""
    for at in places:
        first, *others = office.projects[at].rows
        number = _number(first.target)
        done = first.target.removeprefix("≥").replace(str(number), str(number - 3))
        missed = replace(first, actual=done, score=_cent(Decimal(20) * (number - 3) / number), reason=_EXCUSE)
        _change(office, at, "D405", rows=(missed, *others))


def _number(text: str) -> int:
    return int("".join(filter(str.isdigit, text)))


def _cent(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
