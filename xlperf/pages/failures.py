"""未处理文件, the sheet of the files that a batch could not judge, or passed over."""

from __future__ import annotations

from collections.abc import Iterable

from xlperf.messages import say
from xlperf.outcomes import FileOutcome
from xlperf.pages.overview import Overview
from xlperf.pages.table import Column, LongPage, table_frame, table_lines, table_row
from xlperf.pages.wording import STATUS
from xlperf.sheets import Spot

NAME = "未处理文件"


def unhandled(outcomes: Iterable[FileOutcome]) -> tuple[FileOutcome, ...]:
    """The files without a validated copy: first those that failed, then those passed over."""
    left = [outcome for outcome in outcomes if outcome.is_failure or outcome.status == "skipped"]
    return tuple(sorted(left, key=lambda outcome: not outcome.is_failure))


def failures_page(overview: Overview) -> LongPage | None:
    """The sheet 未处理文件; None where every file was handled."""
    left = overview.unhandled
    if not left:
        return None
    failed = sum(outcome.is_failure for outcome in left)
    passed_over = len(left) - failed
    remark = say("{failed} 个文件未能处理，不在汇总之内；另有 {skipped} 个略过。", failed=failed, skipped=passed_over)
    rows = (table_row(COLUMNS, outcome) for outcome in left)
    frame = table_frame(NAME, COLUMNS, len(left), 2)
    return LongPage(frame, table_lines(say("未处理文件"), remark, COLUMNS, rows))


COLUMNS: tuple[Column[FileOutcome], ...] = (
    Column(say("文件"), 40, lambda outcome: Spot(outcome.path)),
    Column(say("情况"), 10, lambda outcome: Spot(STATUS[outcome.status], "error" if outcome.is_failure else "info")),
    Column(say("原因"), 50, lambda outcome: Spot(outcome.error or "—")),
    Column(say("怎么办"), 50, lambda outcome: Spot(outcome.remedy or "—")),
)
