"""What two quantities have to do with each other: units, figures in a text, comparison signs. Shared by checks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.checks.words import load_word_list, words
from xlperf.form import Indicator
from xlperf.numerals import normalise
from xlperf.quantity import Quantity

AT_LEAST, AT_MOST = frozenset({"≥", ">"}), frozenset({"≤", "<"})
"""Comparison signs by their direction."""

_DATE = re.compile(
    r"(?:[0-9]{2,4}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|[0-9]{2,4}年|第[0-9]+[^0-9]|[A-Za-z][0-9]+|[0-9]+[A-Za-z]"
)
_FIGURE = re.compile("[0-9]|[一两二三四五六七八九十百千万]+(?:余|多)?(?:个|家|人|名|次|场|期|份|项|篇|起|件)")
_ROUND_ABOUT = re.compile("[0-9十百千万亿][余多]")


def quantity_pairs(rows: tuple[Indicator, ...]) -> Iterator[tuple[Indicator, Quantity, Quantity]]:
    """(row, target, actual) of the rows where both are quantities."""
    for row in rows:
        target, actual = row.target.quantity, row.actual.quantity
        if isinstance(target, Quantity) and isinstance(actual, Quantity):
            yield row, target, actual


def same_unit(one: str, other: str) -> bool | None:
    """Two units count the same; a missing one is not a different one. None where only one is by something (次/月)."""
    if one == other:
        return True
    first, _, by_first = one.partition("/")
    second, _, by_second = other.partition("/")
    if first and second and not _same_word(first, second):
        return False
    if one and other and bool(by_first) != bool(by_second):
        return None
    return not by_first or not by_second or by_first == by_second


def _same_word(one: str, other: str) -> bool:
    lists = load_word_list("units").words
    alike = (lists[key] for key in ("people", "events", "batches", "things", "texts", "days"))
    return one == other or any(one in group and other in group for group in alike)


def counts_things(quantity: Quantity) -> bool:
    """A count of things one by one, not a share, a sum of money or a physical measure."""
    return quantity.unit.partition("/")[0] not in words("units", "measures")


def holds_figure(text: str) -> bool:
    """A figure stands in the text, dates and names such as 5G aside.

    >>> holds_figure("培训3场，讲座两场"), holds_figure("2021年6月完成"), holds_figure("由于疫情原因未开展")
    (True, False, False)
    """
    return bool(_FIGURE.search(_DATE.sub("", normalise(text))))


def is_round_about(text: str) -> bool:
    """The figure is called a little more than it is (120余人), which is no comparison sign."""
    return bool(_ROUND_ABOUT.search(normalise(text)))
