"""重复报送, the sheet of the forms that are there more than once: which of them counts, and by what it was known."""

from __future__ import annotations

from collections.abc import Mapping

from xlperf.across.repeats import Repeat, Standing
from xlperf.cells import CellRef, parse_address
from xlperf.messages import Message, say
from xlperf.pages.links import output_spot, place_spot
from xlperf.pages.overview import Overview
from xlperf.pages.table import Column, LongPage, table_frame, table_lines, table_row
from xlperf.sheets import Page, Spot

NAME = "重复报送"

STANDINGS: Mapping[Standing, Message] = {
    "counts": say("计入"),
    "older": say("较旧，不计入"),
    "same": say("内容相同，不计入"),
    "undecided": say("待定，不计入"),
}


def repeats_page(overview: Overview) -> LongPage | None:
    """The sheet 重复报送; None where every form is there once."""
    repeats = overview.repeats
    if not repeats:
        return None
    open_ones = sum(repeat.standing == "undecided" for repeat in repeats)
    remark = say(
        "共 {count} 张。最新的一份计入汇总，其余只列出。待定的 {open} 张分不出新旧：请把不用的移出文件夹，"
        "或在文件名里写明“最终版”，再加 --resume 重跑。",
        count=len(repeats),
        open=open_ones,
    )
    columns = _columns(overview.names)
    rows = (table_row(columns, repeat) for repeat in repeats)
    return LongPage(_frame(columns, len(repeats)), table_lines(say("重复报送的表"), remark, columns, rows))


def _frame(columns: tuple[Column[Repeat], ...], count: int) -> Page:
    return table_frame(NAME, columns, count, 2)


def _columns(names: Mapping[str, str | None]) -> tuple[Column[Repeat], ...]:
    def file(repeat: Repeat) -> Spot:
        return output_spot(repeat.place.path, names.get(repeat.place.path))

    def place(repeat: Repeat) -> Spot:
        ref = CellRef(repeat.form.sheet, *parse_address(repeat.form.place))
        return place_spot(names.get(repeat.place.path), ref)

    return (
        Column(say("项目名称"), 26, lambda repeat: Spot(repeat.form.project or "—")),
        Column(say("实施单位"), 24, lambda repeat: Spot(repeat.form.unit or repeat.form.department or "—")),
        Column(say("年度"), 6, _year_spot),
        Column(say("文件"), 30, file),
        Column(say("工作表"), 12, lambda repeat: Spot(repeat.form.sheet)),
        Column(say("单元格"), 8, place),
        Column(say("处理"), 14, _standing_spot),
        Column(say("凭据"), 18, lambda repeat: Spot(repeat.evidence.message if repeat.evidence else "—")),
        Column(say("另见"), 34, lambda repeat: Spot("、".join(repeat.others))),
    )


def _year_spot(repeat: Repeat) -> Spot:
    return Spot(repeat.form.year, "integer") if repeat.form.year is not None else Spot("—")


def _standing_spot(repeat: Repeat) -> Spot:
    style = {"counts": "info", "undecided": "error"}.get(repeat.standing, "warning")
    return Spot(STANDINGS[repeat.standing], style)
