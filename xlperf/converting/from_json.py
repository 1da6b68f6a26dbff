"""Forms from JSON as `as_json` writes it, or as somebody else does in the same shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import count
from typing import Any

from xlperf.cells import Area, Cell, CellRef, Sheet, parse_address, read_area
from xlperf.converting.as_json import SCHEMA
from xlperf.converting.content import Content, Fields
from xlperf.converting.forms import Converted, fill_template
from xlperf.errors import UnreadableError
from xlperf.messages import say
from xlperf.numberformats import show_number
from xlperf.recognition.library import Library
from xlperf.templates.loading import load_layouts

_SHEET = "JSON"

_LARGEST_EXPONENT = 307
"""What a number has in a workbook at most."""


def read_json(data: bytes, name: str, library: Library) -> tuple[Converted, ...]:
    """The forms of a document. Raises UnreadableError, saying what is the matter."""
    try:
        document = json.loads(data, parse_float=Decimal)
        if document["schema"] != SCHEMA:
            raise ValueError(document["schema"])
        return tuple(_form(form, library) for form in document["forms"])
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        what = say("{name}：不是 xlperf 能读的表单 JSON（{schema}）。", name=name, schema=SCHEMA)
        raise UnreadableError(what, say("请用 xlperf convert 表.xlsx 表.json 生成一份，照它的写法改。")) from error


def _form(form: Mapping[str, Any], library: Library) -> Converted:
    content = _Reader().content(form)
    layout = load_layouts().get(content.definition)
    if layout is None or "cells" in form:
        return Converted(content, _sheet(form))
    plan, placed = fill_template(layout, content, library)
    left = [Cell(CellRef(_SHEET, row, 1), text, text) for row, text in enumerate(form.get("left", ()), 1)]
    return Converted(content, Sheet(_SHEET, {}), plan, placed, tuple(left))


def _sheet(form: Mapping[str, Any]) -> Sheet:
    cells = {at: leaf(told, CellRef(_SHEET, *at)) for at, told in _addressed(form["cells"])}
    areas = map(read_area, form.get("merges", ()))
    return Sheet(_SHEET, cells, tuple(area for area in areas if isinstance(area, Area)))


def _addressed(cells: Mapping[str, Any]) -> Iterator[tuple[tuple[int, int], Any]]:
    return ((parse_address(address), told) for address, told in cells.items())


class _Reader:
    """Reads one form, and gives each of its values a place of its own."""

    def __init__(self) -> None:
        self._rows = count(1000)

    def content(self, form: Mapping[str, Any]) -> Content:
        head = self._fields(form.get("head", {}))
        return Content(
            definition=str(form["form"]),
            money_unit=str(form.get("money_unit", "")),
            head=_with_year_in_title(head),
            spending=tuple(
                (self._leaf(each["label"]), self._leaf(each["amount"])) for each in form.get("spending", ())
            ),
            funds=tuple(map(self._fields, form.get("funds", ()))),
            goals=self._fields(form.get("goals", {})),
            indicators=tuple(map(self._indicator, form.get("indicators", ()))),
            total=self._fields(form.get("total", {})),
            reasons=self._fields(form.get("reasons", {})),
        )

    def _indicator(self, row: Mapping[str, Any]) -> Fields:
        """Rows of one block have their level 1 in one place."""
        fields = self._fields({field: told for field, told in row.items() if field != "block"})
        level1 = leaf(row.get("level1"), CellRef(_SHEET, int(row["block"]), 1))
        return {**fields, "level1": level1, "level2": fields.get("level2") or self._leaf(None)}

    def _fields(self, fields: Mapping[str, Any]) -> dict[str, Cell]:
        return {field: self._leaf(told) for field, told in fields.items()}

    def _leaf(self, told: Any) -> Cell:
        return leaf(told, CellRef(_SHEET, next(self._rows), 1))


def _with_year_in_title(head: dict[str, Cell]) -> Fields:
    """A year that the title says has no line of its own."""
    title, year = head.get("title"), head.get("year")
    same = title is not None and year is not None and title.text == year.text
    return {**head, "year": title} if same and title is not None else head


def leaf(told: Any, ref: CellRef) -> Cell:
    """A value of the document as a cell. Raises TypeError or ValueError for what is none."""
    if told is None:
        return Cell(ref, None, "")
    if isinstance(told, Mapping):
        number, number_format = _number(told["value"]), str(told.get("format", "General"))
        return Cell(ref, number, show_number(number, number_format), None, number_format)
    if isinstance(told, bool) or not isinstance(told, str | int | Decimal):
        raise TypeError(told)
    return Cell(ref, told or None, told) if isinstance(told, str) else Cell(ref, _number(told), str(told))


def _number(text: Any) -> Decimal:
    try:
        number = Decimal(str(text))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError(text)
    return number
