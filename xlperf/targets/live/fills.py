"""Fills of the open workbook, told as the elements that a file would have: what is not white is not "none"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from xlperf.cells import Area
from xlperf.targets.live.addresses import Position, cover, grouped, halve
from xlperf.targets.live.calls import member

UNKNOWN = "?"
"""A fill that cannot be put back as it is, such as a gradient: such a cell is not painted."""

_NONE, _SOLID, _AUTOMATIC = -4142, 1, -4105
_PATTERNS = {
    "none": _NONE, "solid": _SOLID, "darkGray": -4126, "mediumGray": -4125, "lightGray": -4124, "gray125": 17,
    "gray0625": 18, "darkHorizontal": -4128, "darkVertical": -4166, "darkDown": -4121, "darkUp": -4162, "darkGrid": 9,
    "darkTrellis": 10, "lightHorizontal": 11, "lightVertical": 12, "lightDown": 13, "lightUp": 14, "lightGrid": 15,
    "lightTrellis": 16,
}  # fmt: skip
"""XlPattern by the names of ST_PatternType. Source: Excel's object model and ECMA-376 18.18.55."""

_NAMES = {number: name for name, number in _PATTERNS.items()}
_FILL = re.compile(
    r'<fill>\s*<patternFill patternType="(\w+)"\s*(?:/>|>\s*'
    r"(?:<fgColor ([^/>]*)/>\s*)?(?:<bgColor ([^/>]*)/>\s*)?</patternFill>)\s*</fill>"
)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_FIRST_INDEXED = 7
"""The colours of the palette begin at 8 in a file and at 1 in the object model."""


def solid(colour: str) -> str:
    """The fill element of a plain colour, RRGGBB.

    >>> solid("FFC7CE")
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/></patternFill></fill>'
    """
    return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'


_PLAIN = re.compile(solid("([0-9A-F]{6})"))
_FILL_COLOUR = re.compile(r'<fill>\s*<patternFill patternType="solid"\s*>\s*<fgColor rgb="\w\w(\w{6})"/>')


def read_fills(sheet: Any, positions: Iterable[Position]) -> Mapping[Position, str]:
    """The fill of each cell, empty for none; cells that look alike are read together."""
    return dict(_read(sheet, cover(positions)))


def _read(sheet: Any, areas: list[Area]) -> Iterator[tuple[Position, str]]:
    for address, own in grouped(areas):
        fill = _common_fill(sheet.range(address), sum(area.size for area in own))
        if fill is not None:
            yield from ((at, fill) for area in own for at in area.positions())
        else:
            for half in _halves(own):
                yield from _read(sheet, half)


def _halves(areas: list[Area]) -> Iterator[list[Area]]:
    """The areas in two halves, a single one cut in two."""
    middle = len(areas) // 2
    yield from (areas[:middle], areas[middle:]) if middle else ([half] for half in halve(areas[0]))


def _common_fill(cells: Any, count: int) -> str | None:
    """The fill of all cells of a range, None where they differ, or where only a single one can be asked."""
    interior = member(cells.api, "Interior")
    if interior is None:
        return _plain_fill(cells) if count == 1 else None
    pattern = interior.Pattern
    if pattern is None or pattern == _NONE:
        return None if pattern is None else ""
    return _patterned(interior, pattern) if pattern in _NAMES else UNKNOWN


def _patterned(interior: Any, pattern: int) -> str | None:
    ground = _colour(interior, "Color", "ThemeColor", "TintAndShade")
    if ground is None:
        return None
    if pattern == _SOLID:
        return _element("solid", ground, "")
    lines = _colour(interior, "PatternColor", "PatternThemeColor", "PatternTintAndShade")
    return None if lines is None else _element(_NAMES[pattern], lines, ground)


def _plain_fill(cell: Any) -> str:
    """The fill of a cell in an application that tells its colour alone."""
    colour = cell.color
    return "" if colour is None else solid("{:02X}{:02X}{:02X}".format(*colour))


def _element(pattern: str, front: str, back: str) -> str:
    back = f"<bgColor {back}/>" if back else ""
    return f'<fill><patternFill patternType="{pattern}"><fgColor {front}/>{back}</patternFill></fill>'


def _colour(interior: Any, plain: str, theme: str, tint: str) -> str | None:
    """A colour as the attributes of a file, None where cells differ."""
    colour, shade = getattr(interior, plain), getattr(interior, tint)
    if colour is None or shade is None:
        return None
    number = _theme(interior, theme)
    if number is None:
        blue, green, red = (int(colour) >> shift & 255 for shift in (16, 8, 0))
        return f'rgb="FF{red:02X}{green:02X}{blue:02X}"'
    return f'theme="{number - 1}"' + (f' tint="{shade!r}"' if shade else "")


def _theme(interior: Any, name: str) -> int | None:
    """The number of a colour of the theme, None for any other: asking for it may then be an error."""
    number = member(interior, name)
    return number if isinstance(number, int) and 1 <= number <= 12 else None


def can_put(fill: str) -> bool:
    """The fill can be given back to a cell of the open workbook."""
    return not fill or _FILL.fullmatch(fill) is not None


def is_other(fill: str, than: str) -> bool:
    """A fill of the open workbook is surely another than one told before.

    One that a file tells may be written otherwise there, so that only plain colours are held against each other.

    >>> is_other(solid("FFC7CE"), ""), is_other(solid("FFC7CE"), solid("FFEB9C")), is_other("", "")
    (True, True, False)
    """
    if _is_none(fill) or _is_none(than):
        return _is_none(fill) != _is_none(than)
    colours = {_FILL_COLOUR.match(each) for each in (fill, than)}
    return None not in colours and len({colour[1] for colour in colours if colour}) > 1


def _is_none(fill: str) -> bool:
    told = _FILL.fullmatch(fill) if fill else None
    return not fill or (told is not None and told[1] == "none")


def put_fill(cells: Any, fill: str) -> None:
    """Gives a range a fill, none where it is empty."""
    told = _FILL.fullmatch(fill) if fill else None
    colour = _PLAIN.fullmatch(fill)
    if told is None or told[1] == "none" or colour is not None:
        cells.color = f"#{colour[1]}" if colour is not None else None
        return
    interior = cells.api.Interior
    if told[1] != "solid":
        interior.Pattern = _PATTERNS[told[1]]
        _put_colour(interior, told[2], "PatternColor", "PatternThemeColor", "PatternTintAndShade", "PatternColorIndex")
        _put_colour(interior, told[3], "Color", "ThemeColor", "TintAndShade", "ColorIndex")
    else:
        _put_colour(interior, told[2], "Color", "ThemeColor", "TintAndShade", "ColorIndex")


def _put_colour(interior: Any, attributes: str | None, plain: str, theme: str, tint: str, index: str) -> None:
    told = dict(_ATTRIBUTE.findall(attributes or ""))
    if "theme" in told:
        setattr(interior, theme, int(told["theme"]) + 1)
        setattr(interior, tint, float(told.get("tint", 0)))
    elif "rgb" in told:
        red, green, blue = (int(told["rgb"][-6:][at : at + 2], 16) for at in (0, 2, 4))
        setattr(interior, plain, red + (green << 8) + (blue << 16))
        if float(told.get("tint", 0)):
            setattr(interior, tint, float(told["tint"]))
    elif 8 <= int(told.get("indexed", 0)) <= 63:
        setattr(interior, index, int(told["indexed"]) - _FIRST_INDEXED)
    else:
        setattr(interior, index, _AUTOMATIC)
