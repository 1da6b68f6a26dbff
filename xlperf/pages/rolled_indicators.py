"""指标汇总, 指标溯源 and 未汇总指标: indicators over projects, what went into them, and what could not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlperf.across.roll_up_rows import MemberRow, RolledRow, UnrolledRow
from xlperf.across.rolling import HOW
from xlperf.messages import say
from xlperf.pages.links import output_spot
from xlperf.pages.overview import Overview
from xlperf.pages.parts import number_spot
from xlperf.pages.roll_up import cell_spot, traced_columns, year_spot
from xlperf.pages.table import Column, LongPage, table_frame, table_lines, table_row
from xlperf.pages.wording import BLOCKS
from xlperf.rounding import show_number
from xlperf.sheets import Spot

ROLLED, SOURCES, UNROLLED = "指标汇总", "指标溯源", "未汇总指标"


def rolled_page(overview: Overview) -> LongPage | None:
    """The sheet 指标汇总; None where no two projects of a department have an indicator in common."""
    found = overview.roll_up
    if found is None or not found.counts["rolled"]:
        return None
    remark = say(
        "同一部门、单位、年度里名称相同的指标：绝对值相加，相对值按资金加权平均，都先汇总完成数再按规则计分；定性指标的得分按资金加权平均"
        "（资金为全年预算数）。另有 {alone} 个指标只有一个项目有，不汇总。来源见“指标溯源”，不能汇总的见“未汇总指标”。",
        alone=found.alone,
    )
    rows = (table_row(_ROLLED_COLUMNS, row) for row in found.rolled())
    lines = table_lines(say("指标汇总表"), remark, _ROLLED_COLUMNS, rows)
    return LongPage(table_frame(ROLLED, _ROLLED_COLUMNS, found.counts["rolled"], 3), lines)


def _target_spot(row: RolledRow) -> Spot:
    return Spot("—", "info") if row.target is None else Spot(f"{row.sign}{show_number(row.target)}")


_ROLLED_COLUMNS: tuple[Column[RolledRow], ...] = (
    Column(say("主管部门"), 22, lambda row: Spot(row.department)),
    Column(say("单位"), 24, lambda row: Spot(row.unit or say("（全部门）"))),
    Column(say("年度"), 6, lambda row: year_spot(row.year)),
    Column(say("一级指标"), 8, lambda row: Spot(BLOCKS.get(row.block, row.block))),
    Column(say("二级指标"), 14, lambda row: Spot(row.level2)),
    Column(say("三级指标"), 26, lambda row: Spot(row.level3)),
    Column(say("汇总办法"), 24, lambda row: Spot(HOW[row.how])),
    Column(say("项目数"), 7, lambda row: Spot(row.members, "integer")),
    Column(say("同名未计入"), 7, lambda row: Spot(row.left_out, "warning" if row.left_out else "integer")),
    Column(say("计量单位"), 8, lambda row: Spot(row.measure or "—")),
    Column(say("指标值"), 12, _target_spot),
    Column(say("实际完成值"), 12, lambda row: number_spot(row.actual, "number")),
    Column(say("分值"), 8, lambda row: number_spot(row.weight)),
    Column(say("汇总得分"), 8, lambda row: number_spot(row.score)),
    Column(say("自评得分（按资金加权）"), 10, lambda row: number_spot(row.submitted)),
    Column(say("规则包"), 14, lambda row: Spot(row.pack)),
    Column(say("没有得分的原因"), 30, lambda row: Spot(row.unscored or "—")),
)


def sources_page(overview: Overview) -> LongPage | None:
    """The sheet 指标溯源: what each project puts into the figures of 指标汇总, with its cells."""
    found = overview.roll_up
    if found is None or not found.counts["source"]:
        return None
    columns = tuple(_source_columns(overview.names))
    rows = (table_row(columns, row) for row in found.sources())
    remark = say("“汇总序号”是“指标汇总”里的序号。后面是每个数所在的单元格，点开可跳到校验后的工作簿。")
    lines = table_lines(say("指标溯源"), remark, columns, rows)
    return LongPage(table_frame(SOURCES, columns, found.counts["source"], 3), lines)


def _source_columns(names: Mapping[str, str | None]) -> Iterator[Column[MemberRow]]:
    yield Column(say("汇总序号"), 7, lambda row: Spot(row.number, "integer"))
    yield Column(say("三级指标"), 24, lambda row: Spot(row.level3))
    yield Column(say("单位"), 22, lambda row: Spot(row.unit))
    yield Column(say("项目名称"), 24, lambda row: Spot(row.project))
    yield Column(say("指标值"), 12, lambda row: Spot(row.target.text))
    yield Column(say("单元格"), 7, lambda row: cell_spot(names.get(row.path), row.sheet, row.target.cell))
    yield Column(say("实际完成值"), 12, lambda row: Spot(row.actual.text))
    yield Column(say("计入的数"), 10, lambda row: number_spot(row.actual.value, "number"))
    yield Column(say("单元格"), 7, lambda row: cell_spot(names.get(row.path), row.sheet, row.actual.cell))
    yield from traced_columns(say("分值"), 7, lambda row: row.weight, names)
    yield from traced_columns(say("得分"), 7, lambda row: row.score, names)
    yield from traced_columns(say("资金（元）"), 14, lambda row: row.funds, names)
    yield Column(say("工作表"), 10, lambda row: Spot(row.sheet))
    yield Column(say("校验后的工作簿"), 26, lambda row: output_spot(row.path, names.get(row.path)))


def unrolled_page(overview: Overview) -> LongPage | None:
    """The sheet 未汇总指标; None where everything of one name goes together."""
    found = overview.roll_up
    if found is None or not found.counts["unrolled"]:
        return None
    columns = tuple(_unrolled_columns(overview.names))
    rows = (table_row(columns, row) for row in found.unrolled())
    remark = say("别的项目也有这个名称的指标，但这里的数不能与它们合成一个数。")
    lines = table_lines(say("未汇总指标"), remark, columns, rows)
    return LongPage(table_frame(UNROLLED, columns, found.counts["unrolled"], 3), lines)


def _unrolled_columns(names: Mapping[str, str | None]) -> Iterator[Column[UnrolledRow]]:
    yield Column(say("主管部门"), 20, lambda row: Spot(row.department))
    yield Column(say("单位"), 22, lambda row: Spot(row.unit))
    yield Column(say("项目名称"), 24, lambda row: Spot(row.project))
    yield Column(say("二级指标"), 14, lambda row: Spot(row.level2))
    yield Column(say("三级指标"), 24, lambda row: Spot(row.level3))
    yield Column(say("指标值"), 14, lambda row: Spot(row.target))
    yield Column(say("实际完成值"), 16, lambda row: Spot(row.actual))
    yield Column(say("为什么没有汇总"), 40, lambda row: Spot(row.why))
    yield Column(say("单元格"), 7, lambda row: cell_spot(names.get(row.path), row.sheet, row.cell))
    yield Column(say("工作表"), 10, lambda row: Spot(row.sheet))
    yield Column(say("校验后的工作簿"), 26, lambda row: output_spot(row.path, names.get(row.path)))
