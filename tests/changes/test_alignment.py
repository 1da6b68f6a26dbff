"""Rows and columns are known again by what stands in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xlperf.changes.alignment import align_columns, align_rows

TEXTS = st.lists(
    st.tuples(st.sampled_from("甲乙丙丁戊"), st.sampled_from("一二三"), st.text("0123", max_size=2)), max_size=9
)


def told(old, new):
    return list(align_rows([tuple(row.split()) for row in old], [tuple(row.split()) for row in new]))


def test_a_row_put_in_is_one_change():
    old = ["数量 培训 10 9", "质量 合格率 90 80", "时效 及时率 100 100"]
    assert told(old, [old[0], "数量 新的 1 1", *old[1:]]) == [(0, 0), (None, 1), (1, 2), (2, 3)]


def test_a_row_taken_out_is_one_change():
    old = ["数量 培训 10 9", "质量 合格率 90 80", "时效 及时率 100 100"]
    assert told(old, [old[0], old[2]]) == [(0, 0), (1, None), (2, 1)]


def test_a_row_that_was_changed_stays_itself_beside_one_put_in():
    old = ["数量 培训 10 9 10 9", "质量 合格率 90 80 20 18"]
    new = ["数量 新的 1 1 0 0", "数量 培训 10 10 10 10", "质量 合格率 90 85 20 19"]
    assert told(old, new) == [(None, 0), (0, 1), (1, 2)]


def test_one_against_one_is_a_change():
    assert told(["旧标题"], ["新标题"]) == [(0, 0)]


@given(TEXTS, TEXTS)
def test_every_row_comes_once_and_in_order(old, new):
    pairs = list(align_rows(old, new))
    assert [i for i, _ in pairs if i is not None] == list(range(len(old)))
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))
    assert all(pair != (None, None) for pair in pairs)


@given(TEXTS)
def test_what_is_the_same_is_not_changed(rows):
    assert list(align_rows(rows, rows)) == [(at, at) for at in range(len(rows))]


@given(TEXTS, st.integers(0, 9))
def test_rows_of_their_own_words_put_in_leave_all_others(rows, at):
    pairs = list(align_rows(rows, [*rows[:at], ("全新", "一行"), *rows[at:]]))
    assert sum(i is not None and j is not None for i, j in pairs) == len(rows)


def agreeing(old, new):
    return lambda column, other: sum(a == b for a, b in zip(old[column], new[other], strict=True))


def test_a_column_put_in_moves_the_others():
    old = {1: "甲乙", 2: "丙丁", 3: "戊己"}
    new = {1: "甲乙", 2: "新新", 3: "丙丁", 4: "戊己"}
    assert align_columns([1, 2, 3], [1, 2, 3, 4], agreeing(old, new)) == {1: 1, 2: 3, 3: 4}


def test_columns_that_changed_altogether_stay_where_they_are():
    old = {1: "甲乙", 2: "丙丁"}
    new = {1: "甲乙", 2: "戊己"}
    assert align_columns([1, 2], [1, 2], agreeing(old, new)) == {1: 1, 2: 2}
