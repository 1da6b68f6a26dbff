"""By what versions of one workbook are told apart: its content, what it was made from, when it was saved."""

from __future__ import annotations

import re
from typing import NamedTuple

from xlperf.errors import UnreadableError
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.memory import digest
from xlperf.ooxml.package import Package

_MODIFIED = re.compile(rb"<(?:\w+:)?modified[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)")


class Lineage(NamedTuple):
    """A workbook among its versions.

    `content`: the digest of the workbook as the clerk's, marks of an earlier run taken out; `origin`: that of the
    workbook of which this is a validated copy, empty for none; `saved`: when a program last saved it, in UTC as
    2022-03-15T09:30:00, as far as the workbook itself says so.
    """

    content: str = ""
    origin: str = ""
    saved: str = ""


def trace_lineage(ground: Ground) -> Lineage:
    """The lineage of a workbook that was read."""
    content = digest(ground.package, ground.undone.replaced.keys())
    return Lineage(content, ground.memory.source if ground.memory is not None else "", _saved(ground.origin))


def _saved(package: Package) -> str:
    """The time in the document's properties; empty where they are damaged or say nothing."""
    part = package.related("", "core-properties")
    try:
        found = _MODIFIED.search(package.read(part)) if part is not None else None
    except UnreadableError:
        return ""
    return found[1].decode() if found is not None else ""
