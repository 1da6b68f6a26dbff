"""核对情况, the sheet of what has no other half: forms without a row in a reference, rows without a form."""

from __future__ import annotations

from collections.abc import Mapping

from xlperf.across.collation import Alone, Collation
from xlperf.messages import Message, say
from xlperf.pages.links import output_spot, place_spot
from xlperf.pages.overview import Overview
from xlperf.pages.table import Column, LongPage, table_frame, table_lines, table_row
from xlperf.pages.wording import listed
from xlperf.sheets import Spot

NAME = "核对情况"


def collation_page(overview: Overview) -> LongPage | None:
    """The sheet 核对情况; None where nothing was held against the folder."""
    if not overview.collations:
        return None
    columns = _columns(overview.names)
    alone = [each for collation in overview.collations for each in collation.alone]
    rows = (table_row(columns, each) for each in alone)
    lines = table_lines(say("核对情况"), _remark(overview), columns, rows)
    return LongPage(table_frame(NAME, columns, len(alone), 2), lines)


def _remark(overview: Overview) -> Message:
    held = [say("{what}：核对 {held} 张表", what=collation_name(each), held=each.held) for each in overview.collations]
    return say("{held}，不符的见“问题清单”；没有对上、不能判断的列在下面。", held=listed(held))


def collation_name(collation: Collation) -> Message:
    """What the forms were held against, with its file."""
    return say("{what} {file}", what=collation.what, file=collation.file) if collation.file else collation.what


def _columns(names: Mapping[str, str | None]) -> tuple[Column[Alone], ...]:
    def file(alone: Alone) -> Spot:
        return Spot(alone.file) if alone.form is None else output_spot(alone.file, names.get(alone.file))

    def cell(alone: Alone) -> Spot:
        return place_spot(None if alone.form is None else names.get(alone.file), alone.ref)

    return (
        Column(say("核对"), 12, lambda alone: Spot(alone.what)),
        Column(say("哪一边"), 14, lambda alone: Spot(_side(alone))),
        Column(say("单位"), 26, lambda alone: Spot(alone.unit or "—")),
        Column(say("项目"), 30, lambda alone: Spot(alone.project or "—")),
        Column(say("文件"), 34, file),
        Column(say("工作表"), 14, lambda alone: Spot(alone.ref.sheet if alone.ref is not None else "—")),
        Column(say("单元格"), 8, cell),
        Column(say("情况"), 44, lambda alone: Spot(alone.why)),
    )


def _side(alone: Alone) -> Message:
    return say("报来的表") if alone.form is not None else say("对照的文件")
