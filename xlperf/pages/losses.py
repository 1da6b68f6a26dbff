"""失分分析 and 失分排名: where the forms of a folder lost points, and how the units rank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from xlperf.across.losses import NO_REASON, OTHER, LossHow, Lost
from xlperf.across.sums import Owner, Sums
from xlperf.messages import Message, say
from xlperf.pages.overview import Overview
from xlperf.pages.parts import GAP, full_line, heading_line, number_spot
from xlperf.pages.roll_up import year_spot
from xlperf.pages.table import Column, LongPage, table_frame, table_lines, table_row
from xlperf.pages.wording import BLOCKS
from xlperf.sheets import Line, Page, Spot

LOSSES, RANKING = "失分分析", "失分排名"

_WIDTHS = (34.0, 12.0, 12.0, 10.0)
_MOST_LEVELS = 20

HOWS: Mapping[LossHow, Message] = {
    "execution": say("预算没有全部执行"),
    "missed": say("没有达到指标值"),
    "met": say("达到了指标值，自评仍扣分"),
    "open": say("定量指标，规则没有计分办法"),
    "judged": say("定性指标扣分"),
}

THEMES: Mapping[str, Message] = {
    NO_REASON: say("没有写原因"),
    OTHER: say("其他原因"),
    "calamity": say("疫情、灾害、天气"),
    "funding": say("资金下达、拨付、结转"),
    "procurement": say("采购、招标、合同"),
    "policy": say("政策、职能、上级要求变化"),
    "delay": say("项目延期、进度滞后"),
    "replanning": say("计划调整、取消、压减"),
    "demand": say("报名、需求、参与不足"),
    "targets": say("指标值设置、预估不准"),
    "acceptance": say("验收、结算、审批"),
    "staff": say("人员变动、人手"),
}


def losses_page(overview: Overview) -> LongPage | None:
    """The sheet 失分分析; None where nothing was rolled up or no point was lost."""
    found = overview.roll_up
    if found is None or not found.losses.blocks:
        return None
    return LongPage(Page(LOSSES, _WIDTHS, (), landscape=False), _lines(overview))


def _lines(overview: Overview) -> Iterator[Line]:
    assert overview.roll_up is not None
    losses, columns = overview.roll_up.losses, len(_WIDTHS)
    yield full_line(say("失分分析"), "title", columns)
    yield full_line(say("{count} 个项目，按处理后表内的分值和得分。", count=_count(overview)), "note", columns)
    blocks = {BLOCKS.get(kind, kind): lost for kind, lost in losses.blocks.items()}
    yield from _table(say("按部分"), blocks)
    yield from _table(say("按怎样失分"), {HOWS[how]: lost for how, lost in losses.hows.items()})
    levels = sorted(losses.levels.items(), key=lambda item: -item[1].points)[:_MOST_LEVELS]
    named = {
        say("{block}：{level2}", block=BLOCKS.get(kind, kind), level2=two): lost for (kind, two), lost in levels if two
    }
    yield from _table(say("按二级指标（失分最多的 {most} 个）", most=_MOST_LEVELS), named)
    yield from _table(say("按写明的原因"), {THEMES[theme]: lost for theme, lost in losses.themes.items()})


def _count(overview: Overview) -> int:
    return overview.roll_up.counts["project"] if overview.roll_up is not None else 0


def _table(title: Message, rows: Mapping[str | Message, Lost] | Mapping[Message, Lost]) -> Iterator[Line]:
    """A heading with what was lost under it, the most first."""
    whole = sum((lost.points for lost in rows.values()), Decimal(0))
    yield GAP
    yield full_line(title, "subtitle", len(_WIDTHS))
    yield heading_line(say("项目"), say("失分合计"), say("占失分"), say("处数"))
    for label, lost in sorted(rows.items(), key=lambda item: -item[1].points):
        share = Spot(lost.points / whole, "percent")
        yield Line((Spot(label, "label"), Spot(lost.points, "money"), share, Spot(lost.places, "integer")))


class _Row(NamedTuple):
    """A unit among the others."""

    rank: int
    owner: Owner
    sums: Sums


def ranking_page(overview: Overview) -> LongPage | None:
    """The sheet 失分排名; None where there are no two units."""
    found = overview.roll_up
    if found is None or len(found.units) < 2:
        return None
    rows = tuple(_ranked(found.units))
    remark = say("按平均每个项目的失分从多到少排列；失分相同的名次相同。")
    lines = table_lines(say("单位失分排名"), remark, _COLUMNS, (table_row(_COLUMNS, row) for row in rows))
    return LongPage(table_frame(RANKING, _COLUMNS, len(rows), 2), lines)


def _ranked(units: Mapping[Owner, Sums]) -> Iterator[_Row]:
    """Units by the points lost per project; equal ones have the same rank."""
    ordered = sorted(units.items(), key=lambda item: (-(item[1].mean_loss or 0), item[0].unit))
    rank, before = 0, None
    for place, (owner, sums) in enumerate(ordered, 1):
        rank = rank if sums.mean_loss == before else place
        before = sums.mean_loss
        yield _Row(rank, owner, sums)


def _worst(row: _Row) -> Spot:
    """The part where most points were lost."""
    blocks = row.sums.blocks
    worst = max(blocks, key=lambda kind: blocks[kind], default=None)
    return Spot(BLOCKS.get(worst, worst) if worst is not None else "—")


_COLUMNS: tuple[Column[_Row], ...] = (
    Column(say("名次"), 6, lambda row: Spot(row.rank, "integer")),
    Column(say("单位"), 30, lambda row: Spot(row.owner.unit)),
    Column(say("主管部门"), 26, lambda row: Spot(row.owner.department)),
    Column(say("年度"), 6, lambda row: year_spot(row.owner.year)),
    Column(say("项目数"), 7, lambda row: Spot(row.sums.projects, "integer")),
    Column(say("失分合计"), 10, lambda row: number_spot(row.sums.lost)),
    Column(say("平均每表失分"), 10, lambda row: number_spot(row.sums.mean_loss)),
    Column(say("失分最多的部分"), 14, _worst),
    Column(say("平均得分"), 9, lambda row: number_spot(row.sums.mean)),
)
