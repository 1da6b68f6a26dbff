"""What clerks write, by origin, each with the one reading of it, or the reason why there is none."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from xlperf.quantity import Quantity, Unparsed, parse_quantity

HERE = Path(__file__).parent
FACTS = HERE.parents[2] / "shared" / "facts"
ORIGINS = [HERE / f"{name}.toml" for name in ("facts", "domain", "clerks")] + sorted(HERE.glob("origins/*.toml"))
KNOWN_WRONG = HERE / "known_wrong.toml"

Expected = str | list[str]


def cases(*origins: Path) -> Iterator[tuple[str, Expected]]:
    for origin in origins:
        table = tomllib.loads(origin.read_text("utf-8"))
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


@pytest.mark.parametrize("origin", ORIGINS, ids=lambda origin: origin.stem)
def test_every_text_of_an_origin_is_read_as_a_person_reads_it(origin: Path) -> None:
    wrong = [
        (text, expected, quantity)
        for text, expected in cases(origin)
        if not agrees(quantity := parse_quantity(text), expected) or quantity.text != text
    ]
    assert wrong == []


def test_no_text_is_listed_twice() -> None:
    times = Counter(text for text, _ in cases(*ORIGINS, KNOWN_WRONG))
    assert [text for text, count in times.items() if count > 1] == []


@pytest.mark.parametrize(("text", "expected"), list(cases(KNOWN_WRONG)))
@pytest.mark.xfail(strict=True, reason="not read yet")
def test_known_wrong(text: str, expected: Expected) -> None:
    assert agrees(parse_quantity(text), expected)


@pytest.mark.parametrize(("text", "expected"), list(cases(KNOWN_WRONG)))
def test_what_is_not_read_yet_is_not_misread(text: str, expected: Expected) -> None:
    assert isinstance(parse_quantity(text), Unparsed)


TWO_READINGS = {
    "培训20人次、讲座3场": ("20人次", "3场"),
    "发放补贴120人36万元": ("120人", "36万元"),
    "由5家增加到10家": ("5家", "10家"),
    "1.培训5次\n2.会议3次": ("5次", "3次"),
    "培训5次，会议5次": ("5次", "5次"),
    "9月底前完成200公里": ("9月底前", "200公里"),
}


@pytest.mark.parametrize(("text", "readings"), TWO_READINGS.items())
def test_two_readings_are_named(text: str, readings: tuple[str, str]) -> None:
    quantity = parse_quantity(text)
    assert isinstance(quantity, Unparsed)
    assert quantity.reason.endswith(f"：{'、'.join(readings)}")


@pytest.mark.parametrize(
    "text", ["1" * 400, "1," * 200, "一" * 400, "9-" * 200, "(" * 400, "1a" * 200, "每个" * 200, "1" * 99999]
)
def test_absurd_texts_are_answered(text: str) -> None:
    assert isinstance(parse_quantity(text), Unparsed)


@pytest.mark.skipif(not FACTS.is_dir(), reason="the transcribed forms are not at hand")
def test_every_value_of_the_published_forms_is_listed() -> None:
    listed = {text for text, _ in cases(*ORIGINS)}
    assert set(published_values()) <= listed


def published_values() -> Iterator[str]:
    for path in FACTS.glob("*/*.json"):
        for row in json.loads(path.read_text("utf-8")).get("indicators", ()):
            yield from (row[key] for key in ("target", "actual") if row.get(key))
