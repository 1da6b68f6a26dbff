"""The tables that the charts read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.batches import mixed_batch
from tests.support.evaluations import book_of, evaluation_of, published_form
from xlperf.outcomes import BatchResult, judged
from xlperf.pages.statistics import check_block, grade_block, rate_block, statistics
from xlperf.pages.summary import form_rows
from xlperf.pages.summary_columns import Row


def counts(block) -> dict[str, int]:
    return {str(label): numbers[0] for label, numbers in block.rows if numbers[0]}


def published() -> tuple[Row, ...]:
    names = [("shenzhen-2021", 12), ("shanghai-2020", 14)]
    forms = [evaluation_of(published_form(f"{pack}/{n:02}"), pack) for pack, last in names for n in range(1, last + 1)]
    return form_rows(BatchResult(tuple(judged("表.xlsx", None, book_of(form)) for form in forms)))


def test_grades_of_the_published_forms():
    # Read off the 26 printed totals: 89.90 and 83.32 in Shenzhen, 89, 89, 89 and 88 in Shanghai lie below 90.
    assert counts(grade_block(published())) == {"优": 20, "良": 6}


def test_execution_rates_of_the_published_forms():
    # Below 95 % are 70.66 (Shenzhen 09), 87.48 and 83.75 (Shanghai 04 and 14), 92.40 and 92.34 (Shanghai 01 and 09).
    bands = counts(rate_block(published()))
    assert {label: bands[label] for label in ("50%～80%", "80%～90%", "90%～95%")} == {
        "50%～80%": 1, "80%～90%": 2, "90%～95%": 2,
    }  # fmt: skip
    assert sum(bands.values()) == 26


@pytest.mark.parametrize(
    ("rate", "band"),
    [
        ("49.99%", "50% 以下"), ("50%", "50%～80%"), ("79.99%", "50%～80%"), ("80%", "80%～90%"), ("90%", "90%～95%"),
        ("95%", "95%～100%"), ("99.99%", "95%～100%"), ("100%", "100%"), ("100.01%", "100% 以上"),
        ("", "无数据"), ("—", "无数据"), ("0%", "50% 以下"), ("约九成", "无数据"),
    ],
)  # fmt: skip
def test_bounds_of_the_bands(rate, band):
    form = published_form("shenzhen-2021/01", changed={"G6": rate})
    row = Row(judged("表.xlsx", None, book_of()), evaluation_of(form, "shenzhen-2021"))
    assert counts(rate_block([row])) == {band: 1}


def test_a_form_without_a_total_has_no_grade():
    row = published()[0]
    assert counts(grade_block([Row(row.outcome, replace(row.evaluation, total_score=None))])) == {"无总分": 1}


def test_checks_stand_in_order_of_frequency_with_their_severities():
    findings = [finding for row in form_rows(mixed_batch()) for finding in row.evaluation.findings]
    block = check_block(findings)
    assert [label[:4] for label, _ in block.rows] == ["Q513", "F201", "F206", "S305", "S310"]
    assert block.rows[0][1] == (0, 3, 0, 3)
    assert block.rows[3][1] == (1, 0, 0, 1)


def test_tables_stand_where_the_charts_look_for_them():
    page, placed = statistics(mixed_batch())
    for table in placed:
        assert page.lines[table.title - 1].spots[0].value == table.block.title
        shown = [line.spots[0].value for line in page.lines[table.first - 1 : table.last]]
        assert shown == [label for label, _ in table.block.rows]
