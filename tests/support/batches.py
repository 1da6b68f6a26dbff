"""A batch of published forms with every way in which a file can end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.support.evaluations import book_of, shanghai_01_wrong, shenzhen_01, shenzhen_01_blank
from xlperf.across.facts import gather_facts
from xlperf.checks.same_words import Use, find_uses
from xlperf.errors import UnreadableError
from xlperf.messages import say
from xlperf.outcomes import FileOutcome, failed, judged
from xlperf.pages.failures import unhandled
from xlperf.pages.issues import issue_rows
from xlperf.pages.overview import Figures, Overview
from xlperf.pages.summary import summary_rows

DAMAGED = UnreadableError(say("文件不是 Excel 工作簿。"), say("请用 Excel 打开后另存为 .xlsx。"))
LOCKED = UnreadableError(say("这是 Excel 的锁文件。"), say("无须处理。"))


def judged_files() -> tuple[FileOutcome, ...]:
    """Three workbooks: hints alone, blanks that were filled, errors; the last name has signs that links misread."""
    return (
        judged("深圳/01.xlsx", "深圳/01.xlsx", book_of(shenzhen_01())),
        judged("深圳/01 空白.xlsx", "深圳/01 空白.xlsx", book_of(shenzhen_01_blank())),
        judged("上海/#1 100%[终].xlsx", "上海/#1 100%[终].xlsx", book_of(shanghai_01_wrong())),
    )


def mixed_files() -> tuple[FileOutcome, ...]:
    """The three, a lock file and a damaged file."""
    lock = failed("深圳/~$01.xlsx", LOCKED, "skipped")
    return (*judged_files(), lock, failed("上海/坏.xlsx", DAMAGED))


def figures_of(outcomes: Iterable[FileOutcome]) -> Figures:
    """The figures of a folder of these files."""
    figures = Figures()
    for facts in map(gather_facts, outcomes):
        figures.add(facts.forms, [facts.codes])
    return figures


def uses_of(outcome: FileOutcome) -> Iterator[Use]:
    """The words that earned points in a workbook."""
    for form in outcome.evaluation.forms if outcome.evaluation is not None else ():
        yield from find_uses(form.form, form.pack, form.standing)


def overview_of(outcomes: Iterable[FileOutcome] = ()) -> Overview:
    """What a summary of these files is drawn from."""
    files = tuple(outcomes)
    return Overview(
        figures_of(files),
        lambda: (row for outcome in files for row in summary_rows(outcome)),
        lambda: (row.spots for outcome in files for row in issue_rows(outcome)),
        lambda: ((outcome.path, use) for outcome in files for use in uses_of(outcome)),
        unhandled(files),
    )
