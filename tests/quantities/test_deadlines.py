"""Dates and deadlines as clerks write them, and whether one keeps the other."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.deadlines import Deadline, is_kept, parse_deadline

YEAR = 2021
TABLE = tomllib.loads((Path(__file__).parent / "deadlines.toml").read_text("utf-8"))

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def read(text: str) -> Deadline:
    deadline = parse_deadline(text, YEAR)
    assert deadline is not None, text
    return deadline


@pytest.mark.parametrize(("text", "expected"), TABLE["read"].items())
def test_reading(text: str, expected: list[str]) -> None:
    deadline = read(text)
    since, due, until = (date.fromisoformat(day) if day else date.min for day in expected)
    assert (deadline.text, deadline.since, deadline.due, deadline.until) == (text, since, due, until)


@pytest.mark.parametrize("text", TABLE["none"]["texts"])
def test_what_names_no_one_time(text: str) -> None:
    assert parse_deadline(text, YEAR) is None


@pytest.mark.parametrize(
    ("target", "done", "kept"),
    [
        (target, done, kept)
        for target, lists in TABLE["kept"].items()
        for kept, texts in zip((True, False, None), lists, strict=True)
        for done in texts
    ],
)
def test_what_keeps_a_deadline(target: str, done: str, kept: bool | None) -> None:
    assert is_kept(read(target), read(done)) is kept


@given(days, st.sampled_from(["{0}年{1}月{2}日", "{0}-{1:02}-{2:02}", "{0}/{1}/{2}", "{0}.{1}.{2}", "{0}年{1}月{2}号"]))
def test_a_day_that_is_printed_reads_back(day: date, fashion: str) -> None:
    deadline = read(fashion.format(day.year, day.month, day.day))
    assert (deadline.since, deadline.due, deadline.until) == (day, day, day)


@given(days, days)
def test_days_keep_each_other_in_their_order(one: date, other: date) -> None:
    target, done = read(f"{one.year}年{one.month}月{one.day}日前"), read(f"{other.year}年{other.month}月{other.day}日")
    assert is_kept(target, done) is (other <= one)


@given(st.integers(2000, 2099), st.integers(1, 12))
def test_the_year_of_the_form_is_that_of_a_text_without_one(year: int, month: int) -> None:
    bare, full = parse_deadline(f"{month}月底前", year), parse_deadline(f"{year}年{month}月底前", YEAR)
    assert bare is not None
    assert full is not None
    assert (bare.since, bare.due, bare.until) == (full.since, full.due, full.until)


@given(
    st.text(alphabet="0123456789年月日号底末前内之以上中下旬季度半第一二三十.-/~至每完成当次 %", max_size=20)
    | st.text()
)
def test_any_text_is_answered(text: str) -> None:
    deadline = parse_deadline(text, YEAR)
    assert deadline is None or deadline.since <= deadline.until >= deadline.due
