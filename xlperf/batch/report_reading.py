"""What a run left in its folder, read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xlperf.batch.planning import REPORT
from xlperf.changes.reported import ReportedFile, read_file
from xlperf.disk import explain, is_file
from xlperf.errors import UnreadableError, UsageError
from xlperf.messages import say
from xlperf.reports.json import report_files, report_unchecked


def read_report(out: Path) -> Iterator[ReportedFile]:
    """The files of a run's report, one at a time.

    Raises UsageError where the folder is none of a run, UnreadableError where the report is damaged.
    """
    report = out / REPORT
    if not is_file(report):
        raise UsageError(
            say("{out} 里没有 {report}，不是批量处理的输出文件夹。", out=out, report=REPORT),
            say("请先运行 xlperf batch 文件夹 -o 输出，再写这个输出文件夹。"),
        )
    try:
        with report.open(encoding="utf-8") as lines:
            yield from map(read_file, report_files(lines))
    except OSError as error:
        raise UnreadableError(say("{path} 读不了：{why}。", path=report, why=explain(error)), _AGAIN) from error
    except (ValueError, TypeError, LookupError) as error:
        raise UnreadableError(say("{path} 已损坏，或不是这个版本写的。", path=report), _AGAIN) from error


def read_unchecked(out: Path) -> frozenset[str]:
    """The checks that a run did not make, by its report. Raises OSError."""
    with (out / REPORT).open(encoding="utf-8") as lines:
        return report_unchecked(lines)


_AGAIN = say("请用 xlperf batch 加 --resume 重新生成。")
