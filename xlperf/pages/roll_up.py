"""部门汇总, 单位汇总 and 项目明细: what the projects of each come to, and the cells that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from xlperf.across.roll_up import RollUp
from xlperf.across.roll_up_rows import ProjectRow, Source
from xlperf.across.sums import Owner, Sums
from xlperf.cells import CellRef, parse_address
from xlperf.messages import Message, say
from xlperf.pages.links import output_spot, place_spot
from xlperf.pages.overview import Overview
from xlperf.pages.parts import number_spot
from xlperf.pages.statistics import GRADES
from xlperf.pages.table import Column, LongPage, table_frame, table_lines, table_row
from xlperf.pages.table_ends import Ends
from xlperf.sheets import Line, Spot

DEPARTMENTS, UNITS, PROJECTS = "部门汇总", "单位汇总", "项目明细"


class _Row(NamedTuple):
    """A unit or a department with its sums."""

    owner: Owner
    sums: Sums
    own: tuple[str, ...]


def departments_page(overview: Overview) -> LongPage | None:
    """The sheet 部门汇总; None where no department has several units."""
    found = overview.roll_up
    if found is None or all(sums.units < 2 for sums in found.departments.values()):
        return None
    units: Column[_Row] = Column(say("单位数"), 7, lambda row: Spot(row.sums.units, "integer"), "sum")
    columns = (_DEPARTMENT, _YEAR, units, *_sum_columns())
    return _sums_page(DEPARTMENTS, say("部门汇总表"), columns, found.departments, found)


def units_page(overview: Overview) -> LongPage | None:
    """The sheet 单位汇总, with the office's own columns; None where there are no two projects."""
    found = overview.roll_up
    if found is None:
        return None
    own = (_own_column(place, header) for place, header in enumerate(found.columns))
    columns = (_DEPARTMENT, _UNIT, _YEAR, *_sum_columns(), *own)
    return _sums_page(UNITS, say("单位汇总表"), columns, found.units, found)


def _sums_page(
    name: str, title: Message, columns: Sequence[Column[_Row]], sums: Mapping[Owner, Sums], found: RollUp
) -> LongPage:
    def lines() -> Iterator[Line]:
        ends = Ends(columns)
        owners = (_Row(owner, sums[owner], found.own.get(owner.unit, ())) for owner in found.order(sums))
        yield from table_lines(title, _REMARK, columns, ends.watch(table_row(columns, row) for row in owners))
        yield from islice(ends.lines(), 1)  # means of means say nothing

    return LongPage(table_frame(name, columns, len(sums), 2), lines())


_REMARK = say(
    "只计项目支出绩效自评表，重复报送的不计。金额单位：元。预算数、执行数只计两项都读得出的项目；加权得分以全年预算数为权重。"
    "每个数由哪些单元格得来，见“项目明细”。"
)

_DEPARTMENT: Column[_Row] = Column(say("主管部门"), 26, lambda row: Spot(row.owner.department))
_UNIT: Column[_Row] = Column(say("单位"), 28, lambda row: Spot(row.owner.unit))
_YEAR: Column[_Row] = Column(say("年度"), 6, lambda row: year_spot(row.owner.year))


def year_spot(year: int | None) -> Spot:
    """A year, or a dash."""
    return Spot(year, "integer") if year is not None else Spot("—", "info")


def _own_column(place: int, header: str) -> Column[_Row]:
    return Column(say("{header}", header=header), 14, lambda row: Spot(row.own[place]))


def _sum_columns() -> Iterator[Column[_Row]]:
    yield Column(say("项目数"), 7, lambda row: Spot(row.sums.projects, "integer"), "sum")
    yield Column(say("年初预算数（元）"), 16, lambda row: number_spot(row.sums.initial), "sum")
    yield Column(say("全年预算数（元）"), 16, lambda row: number_spot(row.sums.budget), "sum")
    yield Column(say("全年执行数（元）"), 16, lambda row: number_spot(row.sums.executed), "sum")
    yield Column(say("执行率"), 9, lambda row: number_spot(row.sums.rate, "percent"), "share")
    yield Column(say("资金读不出的项目"), 9, lambda row: _warned(row.sums.without_money), "sum")
    yield Column(say("平均得分"), 9, lambda row: number_spot(row.sums.mean))
    yield Column(say("按资金加权得分"), 9, lambda row: number_spot(row.sums.weighted_mean))
    for grade in GRADES:
        yield _grade_column(grade)
    yield Column(say("无总分"), 6, lambda row: _warned(row.sums.grades[None]), "sum")
    yield Column(say("平均每表失分"), 9, lambda row: number_spot(row.sums.mean_loss))


def _grade_column(grade: str) -> Column[_Row]:
    return Column(say("{grade}", grade=grade), 5, lambda row: Spot(row.sums.grades[grade], "integer"), "sum")


def _warned(count: int) -> Spot:
    return Spot(count, "warning" if count else "integer")


def projects_page(overview: Overview) -> LongPage | None:
    """The sheet 项目明细: the cells that the sums are made of."""
    found = overview.roll_up
    if found is None:
        return None
    columns = tuple(_project_columns(found.columns, overview.names))
    rows = (table_row(columns, row) for row in found.projects())
    remark = say("汇总数的来源：每个金额和得分后面是它所在的单元格，点开可跳到校验后的工作簿。金额单位：元。")
    lines = table_lines(say("项目明细（汇总溯源）"), remark, columns, rows)
    return LongPage(table_frame(PROJECTS, columns, found.counts["project"], 3), lines)


def _project_columns(own: tuple[str, ...], names: Mapping[str, str | None]) -> Iterator[Column[ProjectRow]]:
    yield Column(say("主管部门"), 22, lambda row: Spot(row.department))
    yield Column(say("单位"), 24, lambda row: Spot(row.unit))
    yield Column(say("年度"), 6, lambda row: year_spot(row.year))
    yield Column(say("项目编码"), 14, lambda row: Spot(row.code or "—"))
    yield Column(say("项目名称"), 26, lambda row: Spot(row.project))
    yield from traced_columns(say("年初预算数（元）"), 15, lambda row: row.initial, names)
    yield from traced_columns(say("全年预算数（元）"), 15, lambda row: row.budget, names)
    yield from traced_columns(say("全年执行数（元）"), 15, lambda row: row.executed, names)
    yield from traced_columns(say("得分"), 8, lambda row: row.score, names)
    yield Column(say("等级"), 6, lambda row: Spot(row.grade or "—", "info"))
    yield Column(say("工作表"), 10, lambda row: Spot(row.sheet))
    yield Column(say("校验后的工作簿"), 28, lambda row: output_spot(row.path, names.get(row.path)))
    for place, header in enumerate(own):
        yield _own_project_column(place, header)


def _own_project_column(place: int, header: str) -> Column[ProjectRow]:
    return Column(say("{header}", header=header), 14, lambda row: Spot(row.own[place]))


def traced_columns(
    header: Message, width: float, choose: Callable[[Any], Source | None], names: Mapping[str, str | None]
) -> Iterator[Column[Any]]:
    """A figure and the cell where it stands, side by side; of what is no number, the text."""

    def figure(row: Any) -> Spot:
        source = choose(row)
        if source is None or source.value is None:
            return Spot(source.text if source is not None else "—", "warning" if source is not None else "info")
        return Spot(source.value, "money")

    def place(row: Any) -> Spot:
        source = choose(row)
        return cell_spot(names.get(row.path), row.sheet, source.cell if source is not None else "")

    yield Column(header, width, figure)
    yield Column(say("单元格"), 7, place)


def cell_spot(output: str | None, sheet: str, cell: str) -> Spot:
    """A cell of a workbook as a link into its validated copy; a dash for none."""
    return place_spot(output, CellRef(sheet, *parse_address(cell)) if cell else None)
