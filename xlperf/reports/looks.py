"""The looks of pages as formats of xlsxwriter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from xlperf.sheets import STYLES

FONT = {"font_name": "等线", "font_size": 10.5, "valign": "vcenter"}

_CELL = {"border": 1, "border_color": "#A6A6A6", "text_wrap": True}
_NUMBER = {**_CELL, "align": "right"}
_BADGE = {**_CELL, "align": "center"}

LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center"},
    "subtitle": {"bold": True, "font_size": 12, "bottom": 2, "bottom_color": "#1F4E79", "font_color": "#1F4E79"},
    "note": {"font_size": 9, "font_color": "#595959", "text_wrap": True},
    "heading": {**_BADGE, "bold": True, "bg_color": "#D9E1F2"},
    "label": {**_CELL, "bold": True, "bg_color": "#F2F2F2"},
    "text": {**_CELL, "align": "left"},
    "number": {**_NUMBER, "num_format": "General"},
    "money": {**_NUMBER, "num_format": "#,##0.00"},
    "percent": {**_NUMBER, "num_format": "0.00%"},
    "integer": {**_BADGE, "num_format": "0"},
    "link": {**_CELL, "align": "left", "font_color": "#0563C1", "underline": 1},
    "error": {**_BADGE, "bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "warning": {**_BADGE, "bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "info": _BADGE,
    "filled": {**_BADGE, "bg_color": "#DDEBF7"},
}


def add_formats(workbook: Workbook) -> Mapping[str, Format]:
    """A format of the workbook for each look."""
    return {style: workbook.add_format({**FONT, **LOOKS[style]}) for style in STYLES}
