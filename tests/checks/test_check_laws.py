"""What holds of the checks whatever the form: fashions of writing, units, amounts in another scale, word lists."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.small_forms import SmallForm, judge_rows, judge_small, load_cases
from xlperf.checks.measures import same_unit
from xlperf.checks.words import WORD_LISTS, load_word_list
from xlperf.evaluation import Evaluation
from xlperf.units import UNITS

WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")


def found(evaluation: Evaluation) -> list[tuple[str, str, str | None]]:
    return sorted((f.code, f.severity.value, f.ref.address if f.ref else "") for f in evaluation.findings)


def in_another_fashion(case: SmallForm) -> dict[str, object]:
    """The case with its targets and actual values as full-width texts."""
    rows = [[*row[:3], *(str(text).translate(WIDE) for text in row[3:5]), *row[5:]] for row in case.data["rows"]]
    return case.data | {"rows": rows}


@pytest.mark.parametrize("case", [case for case in load_cases() if "rows" in case.data], ids=str)
def test_another_fashion_of_writing_changes_nothing(case: SmallForm) -> None:
    assert found(judge_rows(in_another_fashion(case))) == found(judge_small(case))


units = st.sampled_from(sorted(set(UNITS.values())))


@given(units, units)
def test_units_agree_both_ways(one: str, other: str) -> None:
    assert same_unit(one, other) == same_unit(other, one)
    assert same_unit(one, one) is True
    assert same_unit(one, "") is True


def test_what_is_counted_and_what_is_measured_are_never_one_unit() -> None:
    lists = load_word_list("units").words
    counted = {word for key in ("people", "events", "batches", "things", "texts") for word in lists[key]}
    assert counted & set(lists["measures"]) == set()
    assert [pair for pair in combinations(sorted(lists["measures"]), 2) if same_unit(*pair)] == []


@pytest.mark.parametrize("name", WORD_LISTS)
def test_words_are_written_as_they_are_looked_up(name: str) -> None:
    listed = load_word_list(name)
    assert listed.source
    assert listed.date
    for words in listed.words.values():
        assert words
        assert [word for word in words if unicodedata.normalize("NFKC", word) != word or " " in word] == []


AMOUNTS = ("C", "D", "E")
budgets = st.integers(20_000, 90_000_000).map(lambda cents: Decimal(cents) / 100)
rates = st.integers(40, 100)


def line(budget: Decimal, initial: Decimal, rate: int) -> list[Decimal]:
    return [initial, budget, (budget * rate / 100).quantize(Decimal("0.01"))]


def funds_of(parts: list[list[Decimal]]) -> list[list[object]]:
    """Lines that add up, each with the rate and the score that follow."""
    total = [sum(column, Decimal(0)) for column in zip(*parts, strict=True)]
    labels = ["年度资金总额", "其中：当年财政拨款", "上年结转资金"]
    lines = []
    for label, (initial, budget, executed) in zip(labels, [total, *parts], strict=True):
        rate = f"{(executed / budget * 100).quantize(Decimal('0.01'))}%"
        lines.append([label, str(initial), str(budget), str(executed), "—", rate, "—"])
    lines[0][4], lines[0][6] = 10, str((total[2] / total[1] * 10).quantize(Decimal("0.01")))
    return lines


@st.composite
def consistent_funds(draw: st.DrawFn) -> list[list[object]]:
    """Two lines of money and their total, the year's first budget not far from the last."""
    parts = []
    for _ in range(2):
        budget = draw(budgets)
        share = draw(st.integers(50, 150))
        parts.append(line(budget, (budget * share / 100).quantize(Decimal("0.01")), draw(rates)))
    return funds_of(parts)


def misscaled(funds: list[list[object]]) -> list[str]:
    return [f.ref.address for f in judge_rows({"funds": funds}).findings if f.code == "F207" and f.ref]


@given(consistent_funds())
def test_money_in_one_unit_is_never_suspected(funds: list[list[object]]) -> None:
    assert misscaled(funds) == []


@given(consistent_funds(), st.integers(0, 2), st.sampled_from(AMOUNTS), st.booleans())
def test_one_amount_in_another_unit_is_found_and_no_other(
    funds: list[list[object]], row: int, column: str, larger: bool
) -> None:
    at = 1 + AMOUNTS.index(column)
    moved = Decimal(str(funds[row][at])) * (10_000 if larger else Decimal("0.0001"))
    funds[row][at] = f"{moved:f}"
    assert misscaled(funds) == [f"{column}{5 + row}"]
