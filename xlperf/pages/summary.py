"""汇总, the sheet with a row for every form of a batch."""

from __future__ import annotations

from xlperf.messages import say
from xlperf.outcomes import BatchResult
from xlperf.pages.settings import settings_sentence
from xlperf.pages.summary_columns import Row, summary_columns
from xlperf.pages.table import table_page
from xlperf.pages.table_ends import end_lines
from xlperf.pages.wording import BLOCKS
from xlperf.sheets import Page

NAME = "汇总"


def form_rows(batch: BatchResult) -> tuple[Row, ...]:
    """Every form of a batch, in the order of the files."""
    judged = ((outcome, outcome.evaluation) for outcome in batch.outcomes)
    return tuple(Row(outcome, form) for outcome, book in judged if book is not None for form in book.forms)


def summary_page(batch: BatchResult) -> Page:
    """The sheet 汇总: blocks that no form has get no column; the sums and means below follow the filter."""
    rows = form_rows(batch)
    present = {block.kind for row in rows for block in row.evaluation.blocks}
    columns = summary_columns(tuple(kind for kind in BLOCKS if kind in present))
    remark = say("共 {count} 张表。金额单位：元，原表以万元填列的已换算；各部分得分为处理后表内的数。", count=len(rows))
    for practice in batch.practices:
        remark = say("{remark}计分方法：{practice}。", remark=remark, practice=practice.message)
    if (told := settings_sentence(batch.settings)) is not None:
        remark = say("{remark}{settings}。", remark=remark, settings=told)
    return table_page(NAME, say("绩效自评汇总表"), remark, columns, rows, 3, end_lines(columns, rows))
