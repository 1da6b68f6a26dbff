"""By what one workbook is known to be newer than another that speaks of the same project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from xlperf.across.version_marks import compare_names, read_version
from xlperf.messages import Message, say
from xlperf.ooxml.lineage import Lineage

LEAST_SECONDS = 60
"""Times that lie closer say nothing: files that are copied or saved in one go differ by as much."""


class Evidence(Enum):
    """What tells the newer of two."""

    RETURNED = "returned"
    NAME = "name"
    SAVED = "saved"
    TOUCHED = "touched"
    CONTENT = "content"

    @property
    def message(self) -> Message:
        """The evidence for people."""
        return _MESSAGES[self]


_MESSAGES = {
    Evidence.RETURNED: say("由校验副本改回"),
    Evidence.NAME: say("看文件名"),
    Evidence.SAVED: say("看工作簿内记的保存时间"),
    Evidence.TOUCHED: say("看文件的修改时间"),
    Evidence.CONTENT: say("内容相同"),
}


@dataclass(frozen=True, slots=True)
class Submitted:
    """A workbook as it was submitted; `touched` gives the time at which the file of a path was last written."""

    path: str
    lineage: Lineage
    touched: Callable[[str], float]


def compare(one: Submitted, other: Submitted) -> tuple[int, Evidence | None]:
    """Above zero where `one` is newer, below where `other` is, with what tells; zero where nothing does.

    A validated copy that came back is newer than what it was made from, whatever else speaks. Next comes the name, then
    the time that the workbook gives; these two must not contradict each other. A file's own time, which a download
    sets anew, counts where there is nothing else.
    """
    returned = _compare_origin(one.lineage, other.lineage)
    if returned:
        return returned, Evidence.RETURNED
    name, saved = _compare_names(one.path, other.path), _compare_saved(one.lineage, other.lineage)
    if name and saved:
        return (name, Evidence.NAME) if name == saved else (0, None)
    if name or saved:
        return (name, Evidence.NAME) if name else (saved, Evidence.SAVED)
    touched = _compare_seconds(one.touched(one.path), other.touched(other.path))
    return (touched, Evidence.TOUCHED) if touched else (0, None)


def _compare_origin(one: Lineage, other: Lineage) -> int:
    """A copy of the other's content, with another content by now."""
    is_later = bool(one.origin) and one.origin == other.content
    is_earlier = bool(other.origin) and other.origin == one.content
    return is_later - is_earlier


def _compare_names(one: str, other: str) -> int:
    versions = [read_version(path.rpartition("/")[2].rpartition(".")[0]) for path in (one, other)]
    return compare_names(versions[0], versions[1])


def _compare_saved(one: Lineage, other: Lineage) -> int:
    times = [_seconds(lineage.saved) for lineage in (one, other)]
    return _compare_seconds(times[0], times[1]) if None not in times else 0


def _compare_seconds(one: float | None, other: float | None) -> int:
    if one is None or other is None or abs(one - other) < LEAST_SECONDS:
        return 0
    return 1 if one > other else -1


def _seconds(saved: str) -> float | None:
    try:
        return datetime.fromisoformat(f"{saved}+00:00").timestamp()
    except ValueError:
        return None
