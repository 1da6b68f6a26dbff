"""未处理文件, the sheet of the files that a batch could not judge, or passed over."""

from __future__ import annotations

from xlperf.messages import say
from xlperf.outcomes import BatchResult, FileOutcome
from xlperf.pages.table import Column, table_page
from xlperf.pages.wording import STATUS
from xlperf.sheets import Page, Spot

NAME = "未处理文件"


def unhandled(batch: BatchResult) -> tuple[FileOutcome, ...]:
    """The files without a validated copy: first those that failed, then those passed over."""
    failures = [outcome for outcome in batch.outcomes if outcome.is_failure]
    return (*failures, *(outcome for outcome in batch.outcomes if outcome.status == "skipped"))


def failures_page(batch: BatchResult) -> Page | None:
    """The sheet 未处理文件; None where every file was handled."""
    left = unhandled(batch)
    if not left:
        return None
    failed = sum(outcome.is_failure for outcome in left)
    passed_over = len(left) - failed
    remark = say("{failed} 个文件未能处理，不在汇总之内；另有 {skipped} 个略过。", failed=failed, skipped=passed_over)
    return table_page(NAME, say("未处理文件"), remark, COLUMNS, left, 2)


COLUMNS: tuple[Column[FileOutcome], ...] = (
    Column(say("文件"), 40, lambda outcome: Spot(outcome.path)),
    Column(say("情况"), 10, lambda outcome: Spot(STATUS[outcome.status], "error" if outcome.is_failure else "info")),
    Column(say("原因"), 50, lambda outcome: Spot(outcome.error or "—")),
    Column(say("怎么办"), 50, lambda outcome: Spot(outcome.remedy or "—")),
)
