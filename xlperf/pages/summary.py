"""汇总, the sheet with a row for every form of a batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from xlperf.findings import Severity
from xlperf.messages import Message, say
from xlperf.outcomes import FileOutcome, Found
from xlperf.pages.overview import Overview
from xlperf.pages.settings import settings_sentence
from xlperf.pages.summary_columns import Row, severity_spot, summary_columns
from xlperf.pages.table import Column, LongPage, Spots, table_frame, table_lines, table_row
from xlperf.pages.table_ends import Ends
from xlperf.pages.wording import BLOCKS, SEVERITY
from xlperf.sheets import Line

NAME = "汇总"


@cache
def every_column() -> tuple[Column[Row], ...]:
    """The columns with those of every block there is."""
    return summary_columns(tuple(BLOCKS))


def summary_rows(outcome: FileOutcome) -> Iterator[Spots]:
    """A row for each form of a workbook, with every column."""
    book = outcome.evaluation
    yield from (table_row(every_column(), Row(outcome, form)) for form in (book.forms if book is not None else ()))


def with_found(row: Spots, found: Found) -> Spots:
    """A form's row with what was found across workbooks counted too."""
    if not any(found):
        return row
    spots = list(row)
    for severity, more in zip(Severity, found, strict=True):
        at = _places()[SEVERITY[severity]]
        spots[at] = severity_spot(severity, int(str(spots[at].value)) + more)
    return tuple(spots)


@cache
def _places() -> dict[Message, int]:
    """Where the columns stand among all, by header."""
    return {column.header: place for place, column in enumerate(every_column())}


def summary_page(overview: Overview) -> LongPage:
    """The sheet 汇总: blocks that no form has get no column; the sums and means below follow the filter."""
    columns = summary_columns(tuple(kind for kind in BLOCKS if kind in overview.figures.kinds))
    frame = table_frame(NAME, columns, overview.figures.forms, 3)
    return LongPage(frame, _lines(overview, columns))


def _lines(overview: Overview, columns: Sequence[Column[Row]]) -> Iterator[Line]:
    ends = Ends(columns)
    rows = ends.watch(_without_others(overview.forms(), columns))
    yield from table_lines(say("绩效自评汇总表"), summary_remark(overview), columns, rows)
    yield from ends.lines()


def _without_others(rows: Iterable[Spots], columns: Sequence[Column[Row]]) -> Iterator[Spots]:
    """The cells of the columns that the sheet has."""
    headers = {column.header for column in columns}
    places = [place for place, column in enumerate(every_column()) if column.header in headers]
    return (tuple(row[place] for place in places) for row in rows)


def summary_remark(overview: Overview) -> Message:
    """How many forms count, in what unit amounts are, and what else is to be known of the folder."""
    remark = say(
        "共 {count} 张表。金额单位：元，原表以万元填列的已换算；各部分得分为处理后表内的数。",
        count=overview.figures.forms,
    )
    if overview.left:
        remark = say("{remark}运行中断，还有 {left} 个工作簿没有处理。", remark=remark, left=overview.left)
    if out := sum(not repeat.is_counted for repeat in overview.repeats):
        remark = say("{remark}另有 {out} 张重复报送的表不计入，见“重复报送”。", remark=remark, out=out)
    for practice in overview.practices:
        remark = say("{remark}计分方法：{practice}。", remark=remark, practice=practice.message)
    if (told := settings_sentence(overview.settings)) is not None:
        remark = say("{remark}{settings}。", remark=remark, settings=told)
    return remark
