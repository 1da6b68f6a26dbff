"""Drafts from forms that were not recognised."""

from __future__ import annotations

from tests.support.snapshots import make_sheet, make_snapshot
from xlperf.cells import Snapshot
from xlperf.learning.guess import guess_form
from xlperf.recognition import load_library

MONEY = ("经费", "核定额", "支用额", "支用比", "得分")
GOALS = ("类", "项", "目", "约定", "达成", "得分", "佐证")
ROWS = [
    ("云川市项目自查表",),
    ("事项", "科普活动", "所属年份", "2024"),
    MONEY,
    ("经费总数", 860000, 800000, "93.02%", 15),
    GOALS,
    ("产出", "数量", "培训场次", "4场", "3场", 15, "照片"),
    ("产出", "质量", "到课率", "≥90%", "92%", "10", "签到表"),
]


def guessed(*rows: tuple[object, ...]):
    return guess_form(make_snapshot(rows or ROWS), load_library().lexicon, None)


def test_the_first_two_rows_of_words_are_funds_and_indicators() -> None:
    told = [(each.block, each.field, each.header) for each in guessed().recognised if each.header]
    assert told == [
        *(("funds", "score" if label == "得分" else "", label) for label in MONEY),
        *(("indicators", "score" if label == "得分" else "", label) for label in GOALS),
    ]


def test_one_row_of_words_is_that_of_the_indicators() -> None:
    form = guessed(*ROWS[:2], *ROWS[4:])
    assert {each.block for each in form.recognised if each.header} == {"indicators"}


def test_title_and_labels_stand_above() -> None:
    form = guessed()
    assert form.head.title.text == "云川市项目自查表"
    labels = [(each.field, each.entry.text) for each in form.recognised if each.block == "head"]
    assert labels == [("", "事项"), ("", "所属年份")]


def test_what_has_no_headers_is_no_form() -> None:
    assert guessed(("通讯录",), ("张三", "60000000", "一处")) is None
    assert guessed(("一季度", "二季度", "三季度", "四季度", "全年", 100)) is None
    assert guessed(("1月", "2月", "3月", "4月", "5月")) is None


def test_a_sheet_may_be_named() -> None:
    library = load_library()
    book = Snapshot("表.xlsx", (make_sheet(ROWS, name="甲"), make_sheet([*ROWS[:4], (*GOALS, "备注")], name="乙")))
    assert guess_form(book, library.lexicon, "乙").sheet == "乙"
    assert guess_form(book, library.lexicon, None).sheet == "甲"
