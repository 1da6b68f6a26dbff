"""Labels with their value behind a colon in the same cell, 单位名称：某局."""

from __future__ import annotations

import re

from xlperf.cells import Cell
from xlperf.form import Entry
from xlperf.recognition.lexicon import Lexicon

_NEXT_LABEL = re.compile(r"\s+(?=[^\s:]{2,8}:)|\s{3,}")
"""Where another label begins in the same cell, as in 单位名称：某局      填报日期：……"""

_EMPTY = re.compile(r"填[报表](?:日期|时间|人):")
"""The label that follows one whose value was left out, as in 单位名称：      填报日期：……"""


def spoken_field(lexicon: Lexicon, text: str, block: str) -> str | None:
    """The field of a block that stands before the colon; None where no value follows it."""
    label, colon, value = text.replace("：", ":").partition(":")
    return lexicon.meanings(label).get(block) if colon and value.strip() else None


def spoken_value(cell: Cell) -> Entry:
    """What stands behind the colon, up to the next label."""
    value = said(cell)
    is_left_out = _EMPTY.match(value) is not None
    return Entry("" if is_left_out else _NEXT_LABEL.split(value)[0], cell.ref)


def said(cell: Cell) -> str:
    """All that stands behind the first colon, without blanks around it; empty where there is no colon."""
    return cell.text.replace("：", ":").partition(":")[2].strip()
