"""The looks of pages as elements of a styles part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from xlperf.edits import Mark
from xlperf.ooxml.style_write import FILL_COLOURS, StyleAppender, solid_fill
from xlperf.sheets import STYLES

_NO_BORDER = "<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>"
_SIDE = '<{{p}}{name} style="{style}"><{{p}}color rgb="FF{colour}"/></{{p}}{name}>'
_BOX = "<{p}border>" + "".join(
    _SIDE.format(name=name, style="thin", colour="A6A6A6") for name in ("left", "right", "top", "bottom")
) + "<{p}diagonal/></{p}border>"  # fmt: skip
_RULE = (
    "<{p}border><{p}left/><{p}right/><{p}top/>"
    + _SIDE.format(name="bottom", style="medium", colour="1F4E79")
    + "<{p}diagonal/></{p}border>"
)


class Look(NamedTuple):
    """One look: font, fill, border, number format and alignment."""

    size: float = 10.5
    bold: bool = False
    underlined: bool = False
    colour: str | None = None
    fill: str | None = None
    border: str = _BOX
    number_format: str = "General"
    horizontal: str = "left"
    wrapped: bool = True

    @property
    def has_box(self) -> bool:
        """Thin borders all around."""
        return self.border == _BOX

    @property
    def has_rule(self) -> bool:
        """A line below."""
        return self.border == _RULE


LOOKS: Mapping[str, Look] = {
    "title": Look(size=16, bold=True, border=_NO_BORDER, horizontal="center", wrapped=False),
    "subtitle": Look(size=12, bold=True, colour="1F4E79", border=_RULE, wrapped=False),
    "note": Look(size=9, colour="595959", border=_NO_BORDER),
    "heading": Look(bold=True, fill="D9E1F2", horizontal="center"),
    "label": Look(bold=True, fill="F2F2F2"),
    "text": Look(),
    "number": Look(horizontal="right"),
    "money": Look(horizontal="right", number_format="#,##0.00"),
    "percent": Look(horizontal="right", number_format="0.00%"),
    "integer": Look(horizontal="center", number_format="0"),
    "link": Look(colour="0563C1", underlined=True),
    "error": Look(colour="9C0006", fill=FILL_COLOURS[Mark.ERROR], horizontal="center"),
    "warning": Look(colour="7F6000", fill=FILL_COLOURS[Mark.WARNING], horizontal="center"),
    "info": Look(horizontal="center"),
    "filled": Look(fill=FILL_COLOURS[Mark.FILLED], horizontal="center"),
}


def add_looks(styles: StyleAppender) -> dict[str, int]:
    """The index of each look in the workbook's styles."""
    return {name: _add(styles, LOOKS[name]) for name in STYLES}


def _add(styles: StyleAppender, look: Look) -> int:
    fill = solid_fill(look.fill) if look.fill else ""
    wrap = ' wrapText="1"' if look.wrapped else ""
    indent = ' indent="1"' if look.border == _BOX and look.horizontal != "center" else ""
    alignment = f'<{{p}}alignment horizontal="{look.horizontal}" vertical="center"{wrap}{indent}/>'
    return styles.add_look(_font(look), fill, look.border, look.number_format, alignment)


def _font(look: Look) -> str:
    colour = f'<{{p}}color rgb="FF{look.colour}"/>' if look.colour else '<{p}color rgb="FF000000"/>'
    return (
        f"<{{p}}font>{'<{p}b/>' if look.bold else ''}{'<{p}u/>' if look.underlined else ''}"
        f'<{{p}}sz val="{look.size:g}"/>{colour}<{{p}}name val="等线"/><{{p}}charset val="134"/></{{p}}font>'
    )
