"""A target, whole in its cell or split into comparison sign, value and unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from xlperf.cells import Cell
from xlperf.form import NOT_APPLICABLE, Measure
from xlperf.quantity import Quantity, parse_quantity
from xlperf.recognition.definitions import load_vocabulary
from xlperf.recognition.folding import bare, fold
from xlperf.recognition.reading import read_measure
from xlperf.units import UNITS

_SIGNS = re.compile(r"[≥≤><=≧≦]")
_SCALED = re.compile(r"\d([百千]?[万亿千][^\d%]{0,6})$")
FARTHEST = 100
"""Nobody reaches less than a hundredth of a target and says no word; such a number leaves out the 万 of the target."""

_NUMBER = re.compile(r"[-+]?[\d,]+(?:\.\d+)?%?")
_SIGN_IN_NAME = re.compile(r"^([≥≤><≧≦]=?)|([≥≤><≧≦]=?)$")
_UNIT_IN_NAME = re.compile(r"\((?:单位:)?([≥≤><≧≦]?=?)([^()≥≤><≧≦=]{1,6})\)[≥≤><=≧≦]*$")


def read_target(cells: Mapping[str, Cell]) -> Measure:
    """The target of a row by its cells; a sign and a unit in columns of their own are read together with the value.

    A sign or a unit in the indicator's name serves a target that is a bare number; the text stays as written then.
    """
    measure = read_measure(cells["target"])
    if measure.is_blank or measure.is_mark or measure.text == NOT_APPLICABLE:
        return measure
    split = _sign(cells, measure.text) + measure.text + _unit(cells, measure.text)
    if split != measure.text:
        return replace(measure, text=split, quantity=parse_quantity(split))
    return _completed(measure, cells["level3"].text)


def read_actual(cell: Cell, target: Measure) -> Measure:
    """An actual value; a bare number far below a target in 万亩 or 亿元 is written in the target's unit."""
    measure, scale = read_measure(cell), _SCALED.search(fold(target.text))
    raw, goal = measure.quantity, target.quantity
    if scale is None or not isinstance(raw, Quantity) or not isinstance(goal, Quantity):
        return measure
    if not _NUMBER.fullmatch(fold(measure.text)) or abs(raw.amount) * FARTHEST >= abs(goal.amount):
        return measure
    whole = parse_quantity(measure.text + scale[1])
    return replace(measure, quantity=whole) if isinstance(whole, Quantity) else measure


def _sign(cells: Mapping[str, Cell], text: str) -> str:
    """The comparison sign of the row's own column, where the value has none."""
    cell = cells.get("operator")
    if cell is None or _SIGNS.search(fold(text)) or not _NUMBER.match(fold(text)):
        return ""
    return _operators().get(fold(cell.text), "")


@cache
def _operators() -> Mapping[str, str]:
    """Spelling → sign."""
    return {fold(word): sign for sign, words in load_vocabulary().operators.items() for word in words}


def _unit(cells: Mapping[str, Cell], text: str) -> str:
    """The unit of the row's own column, where the value is a number without one."""
    cell = cells.get("unit")
    is_bare = _NUMBER.fullmatch(_SIGNS.sub("", fold(text))) and "%" not in fold(text)
    return bare(cell.text) if cell is not None and is_bare and fold(cell.text) not in ("-", "—", "/") else ""


def _completed(measure: Measure, name: str) -> Measure:
    quantity = measure.quantity
    bare_number = _SIGNS.sub("", fold(measure.text))
    if not isinstance(quantity, Quantity) or not _NUMBER.fullmatch(bare_number):
        return measure
    sign, unit = _said_in_name(fold(name))
    told = unit if unit in UNITS and not quantity.unit else ""
    whole = parse_quantity((sign if not quantity.comparator else "") + measure.text + told)
    return replace(measure, quantity=whole) if isinstance(whole, Quantity) else measure


def _said_in_name(name: str) -> tuple[str, str]:
    """Comparison sign and unit at the end of an indicator's name, or its sign at the beginning; "" for none.

    >>> _said_in_name("培训人数(≥人次)"), _said_in_name("培训人数(人次)≥")
    (('≥', '人次'), ('≥', '人次'))
    """
    unit, sign = _UNIT_IN_NAME.search(name), _SIGN_IN_NAME.search(name)
    return (unit[1] if unit and unit[1] else sign[0] if sign else ""), (unit[2] if unit else "")
