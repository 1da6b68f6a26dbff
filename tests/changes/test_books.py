"""What was changed in a workbook, told by its meaning."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.folders import form
from tests.support.snapshots import Row, make_sheet, shown
from xlperf.cells import Snapshot
from xlperf.changes.books import BookChange, compare_books

ROWS: list[Row] = form("96.4", "9.64")
SCORE_ROW, TRAINING_ROW = 4, 8
"""Places of the rows of 年度资金总额 and of the indicator 培训次数, from 0."""


def book(*sheets, names=("自评表",)) -> Snapshot:
    return Snapshot("表.xlsx", tuple(make_sheet(rows, name=name) for rows, name in zip(sheets, names, strict=True)))


def changed(rows, row, column, value) -> list[Row]:
    return [(*each[:column], value, *each[column + 1 :]) if at == row else each for at, each in enumerate(rows)]


def told(change: BookChange):
    return [(cell.old.address, cell.new.address, cell.before, cell.after, cell.label) for cell in change.cells]


def test_nothing_changed():
    assert compare_books(book(ROWS), book(ROWS)).is_empty


def test_a_cell_with_what_stood_what_stands_and_its_row():
    change = compare_books(book(ROWS), book(changed(ROWS, TRAINING_ROW, 7, 45)))
    assert told(change) == [("H9", "H9", "50", "45", "数量指标 培训次数")]
    assert (change.lines, change.formats) == ((), 0)


def test_a_row_put_in_above_is_one_line_and_the_cell_below_is_known_again():
    new = changed(ROWS, TRAINING_ROW, 7, 45)
    new.insert(SCORE_ROW + 1, (None, "其中：财政拨款", 1000, 1000, 964))
    change = compare_books(book(ROWS), book(new))
    assert told(change) == [("H9", "H10", "50", "45", "数量指标 培训次数")]
    assert [(line.place, line.is_new, line.words) for line in change.lines] == [
        ("6", True, "其中：财政拨款 1000 1000 964")
    ]


def test_an_empty_row_is_no_change():
    assert compare_books(book(ROWS), book([*ROWS[:3], (None,), *ROWS[3:]])).is_empty


def test_a_column_put_in_is_one_line():
    new = [(*row[:5], "说明" if at == 7 else f"注{at}" if at > 7 else None, *row[5:]) for at, row in enumerate(ROWS)]
    change = compare_books(book(ROWS), book(new))
    assert told(change) == []
    assert [(line.place, line.is_new, line.words) for line in change.lines] == [("F", True, "说明")]


def test_a_blank_filled_and_a_text_taken_out():
    change = compare_books(book(ROWS), book(changed(changed(ROWS, TRAINING_ROW, 8, "天气"), 6, 1, None)))
    assert sorted(told(change)) == [
        ("B7", "B7", "目标", "", ""),
        ("I9", "I9", "", "天气", "数量指标 培训次数"),
    ]


def test_a_number_shown_otherwise_is_a_format_and_no_change():
    new = changed(ROWS, TRAINING_ROW, 7, shown("50", "50.00", "0.00"))
    change = compare_books(book(ROWS), book(new))
    assert (change.cells, change.formats) == ((), 1)


def test_a_formula_that_gave_way_to_a_figure():
    old = changed(ROWS, TRAINING_ROW, 7, shown("50", "50", "General")._replace(formula="G9"))
    (cell,) = compare_books(book(old), book(ROWS)).cells
    assert (cell.before, cell.after, cell.formula) == ("50", "50", False)
    (cell,) = compare_books(book(ROWS), book(old)).cells
    assert cell.formula is True


def test_sheets_added_removed_renamed():
    other: list[Row] = [("附件",), ("一", "二")]
    old, new = book(ROWS, other, names=("自评表", "附件")), book(other, ROWS, names=("附件", "自评表2021"))
    change = compare_books(old, new)
    assert (change.added, change.removed, change.renamed) == ((), (), (("自评表", "自评表2021"),))
    assert change.cells == ()
    assert compare_books(book(ROWS), new).added == ("附件",)
    assert compare_books(old, book(ROWS)).removed == ("附件",)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 3)), max_size=4))
def test_empty_and_new_rows_anywhere_change_no_cell(places):
    new = list(ROWS)
    for number, (at, count) in enumerate(places):
        new[at:at] = [(None, f"新的一行{number}", f"甲{number}{n}", f"乙{number}{n}") for n in range(count)]
    change = compare_books(book(ROWS), book(new))
    assert change.cells == ()
    assert sum(line.is_new for line in change.lines) == sum(count for _, count in places)
    assert all(line.is_new for line in change.lines)
