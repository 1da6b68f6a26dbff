"""Laws that every quantity obeys, however it is written."""

from __future__ import annotations

import re
import time
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xlperf.amounts import parse_number, parse_rate
from xlperf.numerals import normalise, parse_numeral
from xlperf.quantity import Quantity, Unparsed, parse_quantity
from xlperf.units import PERIODS, UNITS

FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
# A year, its edition or a day reads as a date, a unit of one letter as part of a name: those have cases of their own.
SPELLINGS = sorted(unit for unit in UNITS if unit not in ("日", "年", "年度", "版"))

amounts = st.decimals(min_value=0, max_value=10**9, places=2).map(lambda number: number.normalize() + 0)
wholes = st.integers(min_value=0, max_value=10**9).map(Decimal)
units = st.sampled_from(SPELLINGS)
comparators = st.sampled_from(["", "≥", "≤", ">", "<", "=", "≈"])


def in_characters(count: int) -> str:
    """The numeral of a number below 10**8, as it is read aloud."""
    if count >= 10_000:
        high, low = divmod(count, 10_000)
        return in_characters(high) + "万" + ("零" if 0 < low < 1000 else "") + (in_characters(low) if low else "")
    digits, text = f"{count:04}", ""
    for digit, scale in zip(digits, ("千", "百", "十", ""), strict=True):
        text += f"{'零一二三四五六七八九'[int(digit)]}{scale if digit != '0' else ''}"
    text = re.sub("零+", "零", text).strip("零")
    return text.removeprefix("一") if text.startswith("一十") else text


def plain(number: Decimal) -> str:
    return f"{number:f}"


def read(text: str) -> Quantity:
    quantity = parse_quantity(text)
    assert isinstance(quantity, Quantity), quantity
    return quantity


@given(comparators, wholes, units)
def test_what_is_printed_reads_back(comparator: str, amount: Decimal, unit: str) -> None:
    quantity = read(f"{comparator}{plain(amount)}{unit}")
    assert (quantity.comparator, quantity.amount, quantity.unit) == (comparator, amount, UNITS[unit])
    again = read(f"{quantity.comparator}{plain(quantity.amount)}{quantity.unit}")
    assert (again.comparator, again.amount, again.unit) == (quantity.comparator, quantity.amount, quantity.unit)


@given(wholes, units)
def test_separators_change_nothing(amount: Decimal, unit: str) -> None:
    assert read(f"{amount:,}{unit}").amount == amount


@given(wholes, units)
def test_width_changes_nothing(amount: Decimal, unit: str) -> None:
    text = f"≥{amount:,}{unit}"
    wide, narrow = read(text.translate(FULL_WIDTH)), read(text)
    assert (wide.comparator, wide.amount, wide.unit) == (narrow.comparator, narrow.amount, narrow.unit)


@given(wholes, units)
def test_blanks_change_nothing(amount: Decimal, unit: str) -> None:
    spaced, tight = read(f" ≥ {amount} {unit}\n"), read(f"≥{amount}{unit}")
    assert (spaced.comparator, spaced.amount, spaced.unit) == (tight.comparator, tight.amount, tight.unit)


@given(
    wholes,
    units,
    st.sampled_from([("≥", "≥"), ("不低于", "≥"), ("＞＝", "≥"), ("不超过", "≤"), ("约", "≈"), ("超过", ">")]),
)
def test_a_sign_changes_the_comparator_alone(amount: Decimal, unit: str, sign: tuple[str, str]) -> None:
    bare, signed = read(f"{amount}{unit}"), read(f"{sign[0]}{amount}{unit}")
    assert signed.comparator == sign[1]
    assert (signed.amount, signed.upper, signed.unit) == (bare.amount, bare.upper, bare.unit)


@given(st.integers(1, 10**5), st.sampled_from(["人", "人次", "户", "亩"]))
def test_ten_thousand_is_a_scale_of_counts(count: int, unit: str) -> None:
    assert read(f"{count}万{unit}").amount == read(f"{count}0000{unit}").amount


@given(st.integers(0, 1000), st.integers(0, 1000), units, st.sampled_from(["-", "~", "～", "—", "至", "到"]))
def test_an_interval_keeps_both_ends(low: int, width: int, unit: str, dash: str) -> None:
    quantity = read(f"{low + 13}{dash}{low + 13 + width}{unit}")
    assert (quantity.amount, quantity.upper) == (Decimal(low + 13), Decimal(low + 13 + width))


@given(wholes, units, wholes, units)
def test_two_quantities_are_never_one(one: Decimal, unit: str, other: Decimal, another: str) -> None:
    assume(one != other)
    quantity = parse_quantity(f"{one}{unit}、{other}{another}")
    assert isinstance(quantity, Unparsed)
    assert "种读法" in quantity.reason


@given(wholes, units)
def test_the_same_twice_is_one_only_as_a_percentage_or_as_nothing(amount: Decimal, unit: str) -> None:
    quantity = parse_quantity(f"甲{amount}{unit}，乙{amount}{unit}")
    assert isinstance(quantity, Quantity) == (amount == 0 or UNITS[unit] == "%")


@given(wholes, wholes, units)
def test_parts_with_their_total_are_the_total(one: Decimal, other: Decimal, unit: str) -> None:
    assume(one and other)
    assert read(f"甲{one}{unit}、乙{other}{unit}，共{one + other}{unit}").amount == one + other
    assert isinstance(parse_quantity(f"甲{one}{unit}、乙{other}{unit}，共{one + other + 1}{unit}"), Unparsed)


@given(wholes, wholes, units)
def test_what_was_done_counts_beside_what_was_planned(plan: Decimal, done: Decimal, unit: str) -> None:
    assert read(f"计划{plan}{unit}，实际完成{done}{unit}").amount == done


@given(
    comparators, wholes, units, st.sampled_from(["完成", "全年共", "截至12月底，已", "2021年", "目标值：", "按计划，"])
)
def test_words_before_add_no_number(comparator: str, amount: Decimal, unit: str, words: str) -> None:
    bare, told = read(f"{comparator}{amount}{unit}"), read(f"{words}{comparator}{amount}{unit}")
    assert (told.comparator, told.amount, told.unit) == (bare.comparator, bare.amount, bare.unit)


@given(
    comparators,
    wholes,
    units,
    st.sampled_from(["。", "，达到预期目标", "（详见附件2）", "（其中2个在建）", "，其中新增1个"]),
)
def test_words_behind_add_no_number(comparator: str, amount: Decimal, unit: str, words: str) -> None:
    bare, told = read(f"{comparator}{amount}{unit}"), read(f"{comparator}{amount}{unit}{words}")
    assert (told.comparator, told.amount, told.unit) == (bare.comparator, bare.amount, bare.unit)


@given(st.integers(1, 99_999_999), st.sampled_from(["人", "人次", "户", "亩", "元"]))
def test_a_number_in_characters_is_the_one_in_digits(count: int, unit: str) -> None:
    quantity = read(f"{in_characters(count)}{unit}")
    scale = 10_000 if quantity.unit == "万元" else 1
    assert (quantity.amount * scale, quantity.unit.removeprefix("万")) == (count, unit)


@given(st.integers(1, 9999), st.sampled_from(["万", "亿"]), st.sampled_from(["人", "立方米", "条"]))
def test_a_scale_is_its_noughts(count: int, scale: str, unit: str) -> None:
    assert read(f"{count}{scale}{unit}").amount == count * {"万": 10**4, "亿": 10**8}[scale]


@given(st.integers(1, 10**6), st.sampled_from(["万元", "亿元"]))
def test_money_keeps_its_unit(amount: int, unit: str) -> None:
    quantity = read(f"{amount}{unit}")
    assert (quantity.amount, quantity.unit) == (amount, unit)


@given(wholes, st.sampled_from(["人", "户", "亩", "台"]), st.sampled_from(sorted(set(PERIODS) - {"d"})))
def test_a_rate_by_two_is_the_same_in_any_order(amount: Decimal, base: str, period: str) -> None:
    texts = (f"{amount}元/{base}/{period}", f"{amount}元/{period}·{base}", f"每{base}每{period}{amount}元")
    assert {read(text).unit for text in texts} == {f"元/{base}/{PERIODS[period]}"}


@given(amounts)
def test_a_margin_is_an_interval_about_nought(amount: Decimal) -> None:
    quantity = read(f"误差±{plain(amount)}%以内")
    assert (quantity.comparator, quantity.amount, quantity.upper) == ("", -amount, amount)


@given(wholes, st.sampled_from(sorted(PERIODS)))
def test_a_rate_is_by_its_period(amount: Decimal, period: str) -> None:
    assert read(f"{amount}次/{period}").unit == f"次/{PERIODS[period]}"


PIECES = st.text(
    alphabet="0123456789.,-+%≥~至年月日万亿元个次/()每以上内百分之零一十半率号;、 E", min_size=1, max_size=6
)


@settings(deadline=None, max_examples=40)
@given(PIECES, PIECES)
def test_a_long_text_costs_no_more_than_its_length_allows(piece: str, end: str) -> None:
    """Four times the text may cost 16 times as much, where each number looks at what stands before it; not more."""
    short, long = (min(cost((piece * size)[:size] + end) for _ in range(3)) for size in (90, 360))
    assert long < 60 * short + 0.01


def cost(text: str) -> float:
    begun = time.process_time()
    parse_quantity.__wrapped__(text)
    return time.process_time() - begun


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(
    st.text(alphabet="0123456789.,-+%≥≤<>~至到年月日万亿元个次/()（）每约以上内百分之零一二十 E", max_size=30)
    | st.text()
)
def test_any_text_is_answered(text: str) -> None:
    for parse in (parse_quantity, parse_number, parse_rate):
        answer = parse(text)
        if isinstance(answer, Quantity):
            assert answer.amount.is_finite()
        elif isinstance(answer, Decimal):
            assert answer.is_finite()


@given(amounts)
def test_amounts_read_back(amount: Decimal) -> None:
    assert parse_number(f"{amount:,f}") == amount
    assert parse_number(f"¥{amount:,f}元".translate(FULL_WIDTH)) == amount
    assert parse_number(f"({amount:f})") == -amount


@given(st.decimals(min_value=0, max_value=200, places=2))
def test_rates_read_back(points: Decimal) -> None:
    assert parse_rate(f"{points}%") == (points / 100, 2)
    assert parse_rate(f"{points}", percent_points=True) == (points / 100, 2)


HUNDREDS = [("九", 9), ("十", 10), ("十九", 19), ("九十", 90), ("一百", 100), ("一百零一", 101), ("一百一十", 110)]


@pytest.mark.parametrize(
    ("text", "number"), [*HUNDREDS, ("一千零一", 1001), ("三千五百万", 35_000_000), ("一亿", 10**8)]
)
def test_numerals(text: str, number: int) -> None:
    assert parse_numeral(text) == number


@pytest.mark.parametrize(
    "text", ["三百五", "十四五", "百", "千万", "二〇二一", "三五", "一百十", "十百", "一万五", "两亿三"]
)
def test_loose_numerals_are_none(text: str) -> None:
    assert parse_numeral(text) is None
