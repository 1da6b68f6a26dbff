"""催报表, the sheet of the units that have not submitted, and 名单外单位, of those that the list does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlperf.across.roll_call import Missing, RollCall, Situation, Stranger
from xlperf.messages import Message, say
from xlperf.pages.overview import Overview
from xlperf.pages.table import Column, LongPage, table_frame, table_lines, table_row
from xlperf.sheets import Spot

NAME, STRANGERS = "催报表", "名单外单位"

SITUATIONS: Mapping[Situation, Message] = {
    "nothing": say("未报"),
    "maybe": say("可能已报，未能认出"),
    "below": say("本单位未报，只见其下属单位的表"),
}


def roll_call_page(overview: Overview) -> LongPage | None:
    """The sheet 催报表; None without a list of units."""
    call = overview.roll_call
    if call is None:
        return None
    columns = tuple(_columns(call))
    rows = (table_row(columns, missing) for missing in call.missing)
    lines = table_lines(say("催报表"), _remark(call, overview.left), columns, rows)
    return LongPage(table_frame(NAME, columns, len(call.missing), 2), lines)


def strangers_page(overview: Overview) -> LongPage | None:
    """The sheet 名单外单位; None where the list knows every unit."""
    call = overview.roll_call
    if call is None or not call.strangers:
        return None
    remark = say(
        "表中写的单位，名单 {name} 里没有，或与其中几个都相符。请改表内的单位名称，或在名单里加上别名。",
        name=call.roster.name,
    )
    rows = (table_row(_STRANGER_COLUMNS, stranger) for stranger in call.strangers)
    lines = table_lines(say("名单以外的单位"), remark, _STRANGER_COLUMNS, rows)
    return LongPage(table_frame(STRANGERS, _STRANGER_COLUMNS, len(call.strangers), 2), lines)


def _remark(call: RollCall, left: int) -> Message:
    remark = say(
        "名单 {name} 共 {count} 个单位：已报 {arrived} 个，未报 {missing} 个。",
        name=call.roster.name,
        count=len(call.roster.units),
        arrived=call.arrived,
        missing=len(call.missing),
    )
    if call.roster.repeated:
        places = "、".join(map(str, call.roster.repeated))
        remark = say("{remark}名单中重复列出、只计一次：{places}。", remark=remark, places=places)
    if left:
        remark = say("{remark}运行中断，还有 {left} 个工作簿没有处理，不能据此催报。", remark=remark, left=left)
    return remark


def _columns(call: RollCall) -> Iterator[Column[Missing]]:
    """The unit, the office's own columns, and what may be theirs."""
    units = call.roster.units
    yield Column(say("单位"), 28, lambda missing: Spot(missing.unit.unit.name))
    if any(unit.code for unit in units):
        yield Column(say("单位编码"), 14, lambda missing: Spot(missing.unit.code))
    if any(unit.department for unit in units):
        yield Column(say("主管部门"), 22, lambda missing: Spot(missing.unit.department))
    yield Column(say("情况"), 18, lambda missing: Spot(SITUATIONS[missing.situation], _style(missing)))
    yield Column(say("可能是它的文件"), 40, lambda missing: Spot("、".join(missing.paths)))
    yield from (_own_column(place, header) for place, header in enumerate(call.roster.columns))


def _style(missing: Missing) -> str:
    return "error" if missing.situation == "nothing" else "warning"


def _own_column(place: int, header: str) -> Column[Missing]:
    return Column(say("{header}", header=header), 14, lambda missing: Spot(missing.unit.own[place]))


_STRANGER_COLUMNS: tuple[Column[Stranger], ...] = (
    Column(say("单位"), 28, lambda stranger: Spot(stranger.name)),
    Column(say("主管部门"), 22, lambda stranger: Spot(stranger.department or "—")),
    Column(say("表数"), 7, lambda stranger: Spot(stranger.forms, "integer")),
    Column(say("与名单中这些单位都相符"), 34, lambda stranger: Spot("、".join(stranger.candidates) or "—")),
    Column(say("文件"), 50, lambda stranger: Spot("、".join(stranger.paths))),
)
