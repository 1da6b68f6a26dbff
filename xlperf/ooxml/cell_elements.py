"""What a cell's element says of the cell: where it is, its look, its content."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from xlperf.ooxml.columns import column_number
from xlperf.ooxml.outline import whole_number
from xlperf.ooxml.scan import RawCell


class Tags:
    """The names of a worksheet's elements in its namespace, as a parser gives them: ``{…}row``."""

    def __init__(self, namespace: str) -> None:
        space = f"{{{namespace}}}" if namespace else ""
        self.data, self.row, self.cell = f"{space}sheetData", f"{space}row", f"{space}c"
        self.value, self.formula, self.inline = f"{space}v", f"{space}f", f"{space}is"
        self.run, self.text = f"{space}r", f"{space}t"
        self.bare_row, self.bare_cell = self.row.removeprefix("{"), self.cell.removeprefix("{")  # as expat gives them
        self.merges, self.protection = f"{space}mergeCells", f"{space}sheetProtection"


@lru_cache(maxsize=4096)
def style_of(text: str) -> int:
    """A style's index as it is written; what is none counts as the first."""
    return whole_number(text, 0)


@lru_cache(maxsize=16384)  # the same few thousand stand in every form
def column_of(reference: str) -> int:
    """The column of a cell's reference, 0 where it names none."""
    return column_number(reference.rstrip("0123456789"))


def read_content(tags: Tags, cell: Element) -> RawCell | None:
    """The content of a cell with children, None where none of them is a value or a formula."""
    kind, first = cell.get("t", "n"), cell[0]
    if first.tag == tags.value and len(cell) == 1:  # a value and no more, as nearly every cell has
        return RawCell(kind, first.text or "", None, None)
    value = formula = formula_attributes = None
    for child in cell:
        tag = child.tag
        if tag == tags.value:
            value = child.text or ""
        elif tag == tags.formula:
            formula, formula_attributes = child.text or "", child.attrib
        elif tag == tags.inline:
            value = "".join(_texts(tags, child))
    return RawCell(kind, value, formula, formula_attributes) if value is not None or formula is not None else None


def _texts(tags: Tags, rich: Element) -> Iterator[str]:
    """The texts of an inline string: its own and that of its runs, without phonetic runs."""
    for child in rich:
        if child.tag == tags.text:
            yield child.text or ""
        elif child.tag == tags.run:
            yield from _texts(tags, child)
