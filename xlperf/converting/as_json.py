"""Forms as JSON, and back: every field of a content, texts as they stand, numbers exactly."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlperf.cells import Cell, Sheet
from xlperf.converting.content import Fields
from xlperf.converting.forms import Converted

SCHEMA = "xlperf.form/1"


def render_json(forms: Sequence[Converted], source: str) -> bytes:
    """One document; numbers are decimal strings, beside what the cell shows where that is another text."""
    document = {"schema": SCHEMA, "source": source, "forms": [_form(form) for form in forms]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _form(form: Converted) -> dict[str, Any]:
    if form.plan is None:
        return {"form": form.content.definition, "head": _fields(form.content.head), **_sheet(form.sheet)}
    content = form.content
    return {
        "form": content.definition,
        "money_unit": content.money_unit,
        "head": _fields(content.head),
        "spending": [{"label": _leaf(label), "amount": _leaf(amount)} for label, amount in content.spending],
        "funds": [_fields(line) for line in content.funds],
        "goals": _fields(content.goals),
        "indicators": _indicators(content.indicators),
        "total": _fields(content.total),
        "reasons": _fields(content.reasons),
        "left": [cell.text for cell in form.left],
    }


def _indicators(rows: Sequence[Fields]) -> list[dict[str, Any]]:
    """Each row with its level 1; `block` numbers the blocks, for two of them may have one name."""
    blocks = {ref: number for number, ref in enumerate(dict.fromkeys(row["level1"].ref for row in rows), 1)}
    return [{"block": blocks[row["level1"].ref], **_fields(row)} for row in rows]


def _sheet(sheet: Sheet) -> dict[str, Any]:
    cells = {cell.ref.address: _leaf(cell) for _, cell in sorted(sheet.cells.items())}
    return {"cells": cells, "merges": [str(area) for area in sheet.merges]}


def _fields(fields: Fields) -> dict[str, Any]:
    return {field: _leaf(cell) for field, cell in fields.items()}


def _leaf(cell: Cell) -> Any:
    """None for a blank, a text, or a number with its format and what it shows."""
    if not cell.text:
        return None
    if isinstance(cell.value, Decimal):
        return {"value": str(cell.value), "format": cell.number_format, "shows": cell.text}
    return cell.text
