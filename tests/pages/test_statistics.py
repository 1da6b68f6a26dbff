"""The tables that the charts read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.batches import figures_of, mixed_files, overview_of
from tests.support.evaluations import book_of, evaluation_of, published_form, shenzhen_01
from xlperf.outcomes import judged
from xlperf.pages.overview import Figures
from xlperf.pages.statistics import check_block, grade_block, rate_block, statistics


def counts(block) -> dict[str, int]:
    return {str(label): numbers[0] for label, numbers in block.rows if numbers[0]}


def figures(*forms) -> Figures:
    return figures_of(judged("表.xlsx", None, book_of(form)) for form in forms)


def published() -> Figures:
    names = [("shenzhen-2021", 12), ("shanghai-2020", 14)]
    return figures(
        *(evaluation_of(published_form(f"{pack}/{n:02}"), pack) for pack, last in names for n in range(1, last + 1))
    )


def test_grades_of_the_published_forms():
    # Read off the 26 printed totals: 89.90 and 83.32 in Shenzhen, 89, 89, 89 and 88 in Shanghai lie below 90.
    assert counts(grade_block(published().grades)) == {"优": 20, "良": 6}


def test_execution_rates_of_the_published_forms():
    # Below 95 % are 70.66 (Shenzhen 09), 87.48 and 83.75 (Shanghai 04 and 14), 92.40 and 92.34 (Shanghai 01 and 09).
    bands = counts(rate_block(published().rates))
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
    assert counts(rate_block(figures(evaluation_of(form, "shenzhen-2021")).rates)) == {band: 1}


def test_a_form_without_a_total_has_no_grade():
    assert counts(grade_block(figures(replace(shenzhen_01(), total_score=None)).grades)) == {"无总分": 1}


def test_checks_stand_in_order_of_frequency_with_their_severities():
    block = check_block(figures_of(mixed_files()).codes)
    assert [label[:4] for label, _ in block.rows] == ["Q513", "F201", "F206", "S305", "S310"]
    assert block.rows[0][1] == (0, 3, 0, 3)
    assert block.rows[3][1] == (1, 0, 0, 1)


def test_tables_stand_where_the_charts_look_for_them():
    page, placed = statistics(overview_of(mixed_files()))
    for table in placed:
        assert page.lines[table.title - 1].spots[0].value == table.block.title
        shown = [line.spots[0].value for line in page.lines[table.first - 1 : table.last]]
        assert shown == [label for label, _ in table.block.rows]
