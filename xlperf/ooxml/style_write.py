"""Appending looks to a styles part: what stands there stays, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from xlperf.edits import Mark
from xlperf.ooxml.outline import Element, start_tag_end
from xlperf.ooxml.splice import Splice

FILL_COLOURS: Mapping[Mark, str] = {Mark.ERROR: "FFC7CE", Mark.WARNING: "FFEB9C", Mark.FILLED: "DDEBF7"}
"""What each mark paints, as RRGGBB; the result sheet uses the same."""

MOST_STYLES = 64_000
"""Excel's limit of cell formats in a workbook."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"

_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
_BUILT_IN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49}
_FIRST_OWN_FORMAT = 164
_SEEDS: Mapping[str, tuple[str, ...]] = {
    "fonts": ('<{p}font><{p}sz val="11"/><{p}name val="等线"/></{p}font>',),
    "fills": (
        '<{p}fill><{p}patternFill patternType="none"/></{p}fill>',
        '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>',
    ),
    "borders": ("<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>",),
}
"""What Excel takes the first elements of a list for, whatever stands there."""

_PLAIN_XF = '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'


def make_styles(namespace: str = MAIN) -> bytes:
    """The styles part of a workbook that has none: one plain look."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<styleSheet xmlns="{namespace}">{_plain_lists("")}</styleSheet>'.encode()


def fill_styles(xml: bytes, root: Element) -> bytes:
    """An empty styles part with one plain look in it."""
    tag = xml[root.start : root.end].decode().removesuffix("/>").rstrip()
    filled = f"{tag}>{_plain_lists(root.prefix)}</{root.tag}>".encode()
    return xml[: root.start] + filled + xml[root.end :]


def _plain_lists(prefix: str) -> str:
    lists = "".join(f'<{{p}}{n} count="{len(seeds)}">{"".join(seeds)}</{{p}}{n}>' for n, seeds in _SEEDS.items())
    plain = '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    return (lists + f'<{{p}}cellStyleXfs count="1">{plain}</{{p}}cellStyleXfs>').replace("{p}", prefix)


class StyleAppender:
    """The looks of one styles part, with those that are to be appended to it."""

    def __init__(self, xml: bytes, root: Element) -> None:
        """Takes a styles part in UTF-8, and its outline."""
        self.xml, self.root, self.prefix = xml, root, root.prefix
        self._lists = {name: _StyleList(self, name) for name in ("numFmts", "fonts", "fills", "borders", "cellXfs")}
        self._xfs = self._lists["cellXfs"]
        if not self._xfs.items:
            self._xfs.add(_PLAIN_XF.format(p=self.prefix))
        self._restyled: dict[tuple[int, str | None, str | None], int] = {}
        self._fills: dict[int, str] = {}
        self._reserved: set[tuple[int, str | None]] = set()

    @property
    def _is_full(self) -> bool:
        """No further look fits beside those that room is kept for."""
        return len(self._xfs.items) + len(self._reserved) >= MOST_STYLES

    def reserve(self, style: int, colour: str) -> bool:
        """Keeps room for a look with a solid fill; False where none fits any more."""
        if (style, colour) not in self._reserved:
            if self._is_full:
                return False
            self._reserved.add((style, colour))
        return True

    def restyle(self, style: int, colour: str | None, number_format: str | None = None) -> int:
        """The index of a look that differs by a solid fill, and by a number format where it has none.

        `style` is the look to start from; one that the part does not have counts as the first. The fill must have been
        reserved; a number format that no longer fits is left out.
        """
        if number_format is not None and self._is_full:
            number_format = None
        key = style, colour, number_format
        if key not in self._restyled:
            self._restyled[key] = self._xfs.add(self._clone(*key))
        if number_format is None:
            self._reserved.discard((style, colour))
        return self._restyled[key]

    def add_look(self, font: str, fill: str, border: str, number_format: str, alignment: str) -> int:
        """The index of a look made of parts, each an element as text with ``{p}`` for the prefix, empty for none.

        Where it does not fit, that is the first look.
        """
        if self._is_full:
            return 0
        parts = (("fonts", font), ("fills", fill), ("borders", border))
        ids = [self._lists[name].add(part) if part else 0 for name, part in parts]
        return self._xfs.add(
            f'<{{p}}xf numFmtId="{self._format_id(number_format)}" fontId="{ids[0]}" fillId="{ids[1]}"'
            f' borderId="{ids[2]}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
            f' applyAlignment="1">{alignment}</{{p}}xf>'
        )

    def fill_of(self, style: int) -> str:
        """The fill element of a look as it stands, empty where it has none."""
        if style not in self._fills:
            number, fills = _attribute(self._xfs.at(style), "fillId"), self._lists["fills"].items
            self._fills[style] = fills[int(number)] if number.isdigit() and 0 < int(number) < len(fills) else ""
        return self._fills[style]

    def is_painted(self, style: int, colour: str) -> bool:
        """The look has a solid fill of that colour, whoever wrote it."""
        fill = self.fill_of(style)
        return 'patternType="solid"' in fill and re.search(rf'fgColor[^>]*rgb="(?:FF|00)?{colour}"', fill) is not None

    def refill(self, style: int, fill: str, drop_format: bool) -> int:
        """The index of a look that differs by that fill element (none where empty), and by General as its format.

        Where it does not fit, that is the look itself.
        """
        changes = {"fillId": str(self._lists["fills"].add(fill)) if fill else "0"}
        if drop_format:
            changes["numFmtId"] = "0"
        xf = _changed(self._xfs.at(style), changes)
        return style if self._is_full and xf not in self._xfs.items else self._xfs.add(xf)

    def splices(self) -> list[Splice]:
        """What turns the part into the one with the looks appended."""
        return [splice for part in self._lists.values() for splice in part.splices()]

    def _clone(self, style: int, colour: str | None, number_format: str | None) -> str:
        xf = self._xfs.at(style)
        changes: dict[str, str] = {}
        if colour is not None:
            changes |= {"fillId": str(self._lists["fills"].add(solid_fill(colour))), "applyFill": "1"}
        if number_format is not None and _attribute(xf, "numFmtId") in ("", "0"):
            changes |= {"numFmtId": str(self._format_id(number_format)), "applyNumberFormat": "1"}
        return _changed(xf, changes)

    def _format_id(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        formats = self._lists["numFmts"]
        for item in formats.items:
            if f"formatCode={quoteattr(code)}" in item:
                return int(_attribute(item, "numFmtId"))
        known = [int(_attribute(item, "numFmtId") or 0) for item in formats.items]
        number = max(_FIRST_OWN_FORMAT, *known, 0) + 1 if known else _FIRST_OWN_FORMAT
        formats.add(f'<{{p}}numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>')
        return number


def solid_fill(colour: str) -> str:
    """A fill element of one colour, with ``{p}`` for the prefix."""
    return (
        f'<{{p}}fill><{{p}}patternFill patternType="solid"><{{p}}fgColor rgb="FF{colour}"/>'
        '<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
    )


class _StyleList:
    """One list of a styles part, such as its fills: the elements as text, in order, and how many are new."""

    def __init__(self, styles: StyleAppender, name: str) -> None:
        self.name, self.prefix, self.xml, self.root = name, styles.prefix, styles.xml, styles.root
        self.element = styles.root.child(name)
        children = self.element.children if self.element else []
        self.items = [self.xml[child.start : child.end].decode() for child in children]
        self.old = len(self.items)
        self._places = {item: index for index, item in reversed(list(enumerate(self.items)))}

    def at(self, index: int) -> str:
        return self.items[index if 0 <= index < len(self.items) else 0]

    def add(self, item: str) -> int:
        """The index of an element, appended where no equal one stands."""
        for seed in _SEEDS.get(self.name, ())[len(self.items) :]:
            self.items.append(seed.replace("{p}", self.prefix))
        item = item.replace("{p}", self.prefix)
        if item not in self._places:
            self._places[item] = len(self.items)
            self.items.append(item)
        return self._places[item]

    def splices(self) -> list[Splice]:
        new = "".join(self.items[self.old :])
        if not new:
            return []
        if self.element is None:
            return [self._whole(_place_of(self.root, self.name), new)]
        if self.element.is_empty:
            return [self._opened(self.element, new)]
        return [self._recounted(self.element), Splice(self.element.close, self.element.close, new.encode())]

    def _whole(self, at: int, new: str) -> Splice:
        tag = self.prefix + self.name
        return Splice(at, at, f'<{tag} count="{len(self.items)}">{new}</{tag}>'.encode())

    def _opened(self, element: Element, new: str) -> Splice:
        tag = _changed(self.xml[element.start : element.end].decode(), {"count": str(len(self.items))})
        return Splice(element.start, element.end, f"{tag[:-2].rstrip()}>{new}</{element.tag}>".encode())

    def _recounted(self, element: Element) -> Splice:
        end = start_tag_end(self.xml, element.start)
        tag = self.xml[element.start : end].decode()
        return Splice(element.start, end, _changed(tag, {"count": str(len(self.items))}).encode())


def _place_of(root: Element, name: str) -> int:
    """Where a list that is missing belongs among the children of the root."""
    before = _ORDER[: _ORDER.index(name)]
    ends = [child.end for child in root.children if child.name in before]
    follows = [child.start for child in root.children]
    return max(ends) if ends else min(follows, default=root.close)


def _attribute(element: str, name: str) -> str:
    """An attribute of the first tag that has it, empty where none has."""
    match = re.search(rf"""\s{name}\s*=\s*["']([^"']*)""", element)
    return match[1] if match else ""


def _changed(element: str, changes: Mapping[str, str]) -> str:
    """The element with attributes set: in its own tag, and where alternatives stand within it, in each xf."""
    if re.match(r"<[\w.-]+:AlternateContent\b", element):
        return re.sub(r"<(?:[\w.-]+:)?xf\b[^>]*>", lambda tag: _set_attributes(tag[0], changes), element)
    end = element.index(">") + 1
    return _set_attributes(element[:end], changes) + element[end:]


def _set_attributes(tag: str, changes: Mapping[str, str]) -> str:
    for name, value in changes.items():
        tag, found = re.subn(rf"""(\s{name}\s*=\s*)(?:"[^"]*"|'[^']*')""", rf'\g<1>"{value}"', tag, count=1)
        if not found:
            close = "/>" if tag.endswith("/>") else ">"
            tag = f'{tag[: -len(close)].rstrip()} {name}="{value}"{close}'
    return tag
