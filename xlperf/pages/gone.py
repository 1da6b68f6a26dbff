"""往次处理, the sheet of what was decided about findings that are there no longer: kept, should they come again."""

from __future__ import annotations

from xlperf.decisions import Decision
from xlperf.messages import say
from xlperf.pages.issues import HANDLED, NUMBER, REASON, SENDS
from xlperf.pages.overview import Overview
from xlperf.pages.table import Column, LongPage, table_frame, table_lines, table_row
from xlperf.pages.wording import HANDLING, NO, YES
from xlperf.sheets import Spot

NAME = "往次处理"

Row = tuple[str, Decision]


def gone_page(overview: Overview) -> LongPage | None:
    """The sheet 往次处理; None where every number that something was decided about is listed."""
    if not overview.gone:
        return None
    remark = say(
        "共 {count} 个：这些编号本次没有出现，处理意见先留着，再出现时照用。不要了的，把这一行的三格清空即可。",
        count=len(overview.gone),
    )
    rows = (table_row(COLUMNS, row) for row in overview.gone.items())
    lines = table_lines(say("往次处理"), remark, COLUMNS, rows)
    return LongPage(table_frame(NAME, COLUMNS, len(overview.gone), 2), lines)


def _send_spot(row: Row) -> Spot:
    send = row[1].send
    return Spot(None if send is None else YES if send else NO, "info")


def _handling_spot(row: Row) -> Spot:
    handling = row[1].handling
    return Spot(HANDLING[handling] if handling else None, "info")


COLUMNS: tuple[Column[Row], ...] = (
    Column(NUMBER, 13, lambda row: Spot(row[0])),
    Column(say("原来的问题"), 80, lambda row: Spot(row[1].about or "—")),
    Column(SENDS, 9, _send_spot, choices=(YES, NO)),
    Column(HANDLED, 9, _handling_spot, choices=tuple(HANDLING.values())),
    Column(REASON, 30, lambda row: Spot(row[1].reason or None)),
)
