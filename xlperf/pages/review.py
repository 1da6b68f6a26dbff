"""复核对照 and 报回改动: what became of every finding since the submission before, and what else units have changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlperf.cells import CellRef, parse_address
from xlperf.changes.books import CellChange
from xlperf.changes.difference import ChangedBook, Difference
from xlperf.changes.fates import FindingFate
from xlperf.changes.reported import Reported
from xlperf.checks import check_name
from xlperf.messages import Message, say
from xlperf.pages.fate_words import FATE_WORDS, cell_words, count_fates, line_words, sheet_words
from xlperf.pages.links import place_spot
from xlperf.pages.overview import Overview
from xlperf.pages.parts import severity_spot
from xlperf.pages.table import Column, LongPage, table_frame, table_lines, table_row
from xlperf.sheets import Spot

NAME, CHANGES_NAME = "复核对照", "报回改动"

_LOOKS = {
    "cleared": "filled",
    "unchanged": "error",
    "added": "warning",
    "missing": "warning",
    "unchecked": "warning",
    "first_checked": "warning",
}


class Row(NamedTuple):
    """A finding with what became of it, and how its cell was changed."""

    fate: FindingFate
    touched: CellChange | None

    @property
    def finding(self) -> Reported:
        """The finding as it was last seen."""
        return self.fate.latest.finding


def review_page(overview: Overview) -> LongPage | None:
    """The sheet 复核对照; None where there is no submission before."""
    difference = overview.difference
    if difference is None:
        return None
    fates = difference.comparison.fates
    remark = say(
        "与上一次相比：{counts}。上一次是发退回意见时；没有发过的，是第一次运行时。未报回、未核对的，改没改不知道。",
        counts=count_fates(fates),
    )
    rows = (table_row(COLUMNS, Row(fate, difference.touched(fate))) for fate in fates)
    return LongPage(table_frame(NAME, COLUMNS, len(fates), 3), table_lines(say("复核对照"), remark, COLUMNS, rows))


def _fate_spot(row: Row) -> Spot:
    return Spot(FATE_WORDS[row.fate.fate], _LOOKS.get(row.fate.fate, "info"))


def _number_spot(row: Row) -> Spot:
    old = row.fate.old.finding.number if row.fate.old is not None else row.finding.number
    if old == row.finding.number:
        return Spot(old)
    return Spot(say("{number}（原 {old}）", number=row.finding.number, old=old))


def _form_spot(row: Row, field: str) -> Spot:
    form = row.fate.latest.form
    return Spot(getattr(form, field) or "—" if form is not None else "—")


def _place_spot(row: Row) -> Spot:
    seen, finding = row.fate.latest, row.finding
    if not finding.cell:
        return Spot("—")
    ref = CellRef(finding.sheet, *parse_address(finding.cell))
    return place_spot(seen.file.output if row.fate.new is not None else None, ref)


def _actual(row: Row, *, old: bool) -> Spot:
    seen = row.fate.old if old else row.fate.new
    return Spot(seen.finding.actual or "—" if seen is not None else None)


def _touched_spot(row: Row) -> Spot:
    return Spot(cell_words(row.touched) if row.touched is not None else None)


COLUMNS: tuple[Column[Row], ...] = (
    Column(say("复核结果"), 9, _fate_spot),
    Column(say("编号"), 13, _number_spot),
    Column(say("级别"), 7, lambda row: severity_spot(row.finding.severity)),
    Column(say("实施单位"), 18, lambda row: _form_spot(row, "unit")),
    Column(say("项目名称"), 22, lambda row: _form_spot(row, "project")),
    Column(say("文件"), 22, lambda row: Spot(row.fate.latest.file.path)),
    Column(say("工作表"), 10, lambda row: Spot(row.finding.sheet or "—")),
    Column(say("单元格"), 8, _place_spot),
    Column(say("检查"), 16, lambda row: Spot(say(check_name(row.finding.code)))),
    Column(say("上次表中数"), 13, lambda row: _actual(row, old=True)),
    Column(say("本次表中数"), 13, lambda row: _actual(row, old=False)),
    Column(say("应为"), 13, lambda row: Spot(row.finding.expected or "—")),
    Column(say("问题"), 40, lambda row: Spot(row.finding.message)),
    Column(say("本格改动"), 30, _touched_spot),
    Column(say("处理理由"), 20, lambda row: Spot((row.fate.decision.reason if row.fate.decision else "") or None)),
)


class Changed(NamedTuple):
    """A change in a workbook: where, its row in words, what stood, what stands, what it is beside that."""

    book: ChangedBook
    ref: CellRef | None
    label: str
    before: str
    after: str
    words: Message | None


def changes_page(overview: Overview) -> LongPage | None:
    """The sheet 报回改动; None where nothing is known to have changed."""
    changed = list(_changed(overview.difference)) if overview.difference is not None else []
    if not changed:
        return None
    remark = say(
        "共 {count} 处，按行的内容对照，插一行只算一处；字体、底色、列宽不比，数字格式只报总数。", count=len(changed)
    )
    rows = (table_row(CHANGES, each) for each in changed)
    lines = table_lines(say("报回的工作簿改了什么"), remark, CHANGES, rows)
    return LongPage(table_frame(CHANGES_NAME, CHANGES, len(changed), 2), lines)


def _changed(difference: Difference) -> Iterator[Changed]:
    for book in difference.books:
        change = book.change
        if change is None:
            continue
        for cell in change.cells:
            how = None if cell.formula is None else cell_words(cell)
            yield Changed(book, cell.new, cell.label, cell.before, cell.after, how)
        yield from (Changed(book, None, "", "", "", line_words(line)) for line in change.lines)
        yield from (Changed(book, None, "", "", "", words) for words in sheet_words(change))


CHANGES: tuple[Column[Changed], ...] = (
    Column(say("文件"), 30, lambda each: Spot(each.book.new.path)),
    Column(say("工作表"), 12, lambda each: Spot(each.ref.sheet if each.ref else "—")),
    Column(say("单元格"), 8, lambda each: place_spot(each.book.new.output, each.ref)),
    Column(say("所在行"), 26, lambda each: Spot(each.label or None)),
    Column(say("原为"), 28, lambda each: Spot(each.before or None)),
    Column(say("现为"), 28, lambda each: Spot(each.after or None)),
    Column(say("说明"), 40, lambda each: Spot(each.words)),
)
