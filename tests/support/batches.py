"""A batch of published forms with every way in which a file can end."""

from __future__ import annotations

from tests.support.evaluations import book_of, shanghai_01_wrong, shenzhen_01, shenzhen_01_blank
from xlperf.errors import UnreadableError
from xlperf.messages import say
from xlperf.outcomes import BatchResult, FileOutcome, failed, judged

DAMAGED = UnreadableError(say("文件不是 Excel 工作簿。"), say("请用 Excel 打开后另存为 .xlsx。"))
LOCKED = UnreadableError(say("这是 Excel 的锁文件。"), say("无须处理。"))


def judged_files() -> tuple[FileOutcome, ...]:
    """Three workbooks: hints alone, blanks that were filled, errors; the last name has signs that links misread."""
    return (
        judged("深圳/01.xlsx", "深圳/01.xlsx", book_of(shenzhen_01())),
        judged("深圳/01 空白.xlsx", "深圳/01 空白.xlsx", book_of(shenzhen_01_blank())),
        judged("上海/#1 100%[终].xlsx", "上海/#1 100%[终].xlsx", book_of(shanghai_01_wrong())),
    )


def mixed_batch() -> BatchResult:
    """The three, a lock file and a damaged file."""
    lock = failed("深圳/~$01.xlsx", LOCKED, "skipped")
    return BatchResult((*judged_files(), lock, failed("上海/坏.xlsx", DAMAGED)))
