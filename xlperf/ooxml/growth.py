"""Whether a stretch of a part only grew: what stood there stands there still."""

from __future__ import annotations

import re
from xml.parsers import expat

from xlperf.cells import Area, read_area

_TAG = re.compile(rb"""<([^\s/>!?]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*/?>""")
_ATTRIBUTE = re.compile(rb"""([^\s=]+)\s*=\s*["']([^"']*)""")

_DELIMITERS = frozenset(b"<>&\"'")
_COUNTERS = frozenset((b"count", b"spans", b"fullCalcOnLoad"))
"""Attributes that follow from what an element holds, or only ask for something."""


def only_grew(was: bytes, new: bytes) -> bool:
    """Nothing stood there; or the same element does, with the same attributes, counters aside; or a longer listing.

    >>> only_grew(b'<fills count="2">', b'<fills count="3">'), only_grew(b'<row r="1">', b'<row r="2">')
    (True, False)
    >>> only_grew(b"A1:C3", b"A1:C9"), only_grew(b"1", b"1,2"), only_grew(b"", b"<a/>")
    (True, True, True)
    """
    if not was:
        return True
    if b"<" not in was:
        return new.startswith(was) or _covers(new, was)
    before, after = _TAG.search(was), _TAG.search(new)
    if before is None or after is None or before[1] != after[1]:
        return False
    is_drawing = before[1].endswith(b"legacyDrawing")  # one that led nowhere gave way
    kept = dict(_ATTRIBUTE.findall(after[2]))
    return is_drawing or all(
        name in _COUNTERS or kept.get(name) == value for name, value in _ATTRIBUTE.findall(before[2])
    )


def keeps_form(was: bytes, new: bytes) -> bool:
    """Well-formed XML stays so when a stretch of it, which is no comment and no CDATA, gives way to another.

    >>> keeps_form(b"<a/>", b"<a>1</a>"), keeps_form(b'<a b="1">', b'<a b="2">'), keeps_form(b"", b"<a>")
    (True, True, False)
    """
    if was and b"<" not in was:
        return not _DELIMITERS.intersection(new)
    if was.endswith(b">") and _TAG.fullmatch(was) and not was.endswith(b"/>"):
        return _TAG.fullmatch(new) is not None and not new.endswith(b"/>")
    return is_well_formed(b"<x>" + new + b"</x>")


def is_well_formed(xml: bytes) -> bool:
    """The bytes are one XML document."""
    try:
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError:
        return False
    return True


def _covers(new: bytes, was: bytes) -> bool:
    """Both are ranges of cells, the first as large."""
    areas = [read_area(text.decode("ascii", "replace")) for text in (new, was)]
    return None not in areas and _hull(areas[0], areas[1]) == areas[0]


def _hull(one: Area | None, other: Area | None) -> Area | None:
    if one is None or other is None:
        return None
    top, left = min(one.top, other.top), min(one.left, other.left)
    return Area(top, left, max(one.bottom, other.bottom), max(one.right, other.right))
