"""What clerks write, by origin, each with the one reading of it, or the reason why there is none."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from xlperf.quantity import Quantity, Unparsed, parse_quantity

HERE = Path(__file__).parent
FACTS = HERE.parents[2] / "shared" / "facts"
ORIGINS = ("facts", "domain", "clerks")

Expected = str | list[str]


def cases(origin: str) -> Iterator[tuple[str, Expected]]:
    table = tomllib.loads((HERE / f"{origin}.toml").read_text("utf-8"))
    yield from table["read"].items()
    for reason, texts in table.get("unparsed", {}).items():
        yield from ((text, reason) for text in texts)


def agrees(quantity: Quantity | Unparsed, expected: Expected) -> bool:
    if isinstance(quantity, Unparsed) or isinstance(expected, str):
        return isinstance(quantity, Unparsed) and isinstance(expected, str) and quantity.reason.startswith(expected)
    comparator, amounts, unit = expected
    low, _, high = amounts.partition("..")
    upper = Decimal(high) if high else None
    return (quantity.comparator, quantity.amount, quantity.upper, quantity.unit) == (
        comparator,
        Decimal(low),
        upper,
        unit,
    )


@pytest.mark.parametrize(("text", "expected"), [case for origin in ORIGINS for case in cases(origin)])
def test_reading(text: str, expected: Expected) -> None:
    quantity = parse_quantity(text)
    assert quantity.text == text
    assert agrees(quantity, expected), quantity


@pytest.mark.parametrize(("text", "expected"), list(cases("known_wrong")))
@pytest.mark.xfail(strict=True, reason="not read yet")
def test_known_wrong(text: str, expected: Expected) -> None:
    assert agrees(parse_quantity(text), expected)


@pytest.mark.parametrize(("text", "expected"), list(cases("known_wrong")))
def test_what_is_not_read_yet_is_not_misread(text: str, expected: Expected) -> None:
    assert isinstance(parse_quantity(text), Unparsed)


def test_two_readings_are_named() -> None:
    quantity = parse_quantity("培训20人次、讲座3场")
    assert isinstance(quantity, Unparsed)
    assert "20人次" in quantity.reason
    assert "3场" in quantity.reason


@pytest.mark.parametrize(
    "text", ["1" * 400, "1," * 200, "一" * 400, "9-" * 200, "(" * 400, "1a" * 200, "每个" * 200, "1" * 99999]
)
def test_absurd_texts_are_answered(text: str) -> None:
    assert isinstance(parse_quantity(text), Unparsed)


@pytest.mark.skipif(not FACTS.is_dir(), reason="the transcribed forms are not at hand")
def test_every_value_of_the_published_forms_is_listed() -> None:
    listed = {text for text, _ in cases("facts")} | {text for text, _ in cases("domain")}
    assert set(published_values()) <= listed


def published_values() -> Iterator[str]:
    for path in FACTS.glob("*/*.json"):
        for row in json.loads(path.read_text("utf-8")).get("indicators", ()):
            yield from (row[key] for key in ("target", "actual") if row.get(key))
