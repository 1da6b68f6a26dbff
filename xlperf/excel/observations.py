"""What was seen of a machine, as data: the pages and documents are drawn from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from xlperf.excel.machine import Machine
from xlperf.excel.places import shorten
from xlperf.messages import Message


class Verdict(Enum):
    """How a thing stands: well, worth knowing, or in the way."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


GOOD, NOTE, BAD = Verdict.GOOD, Verdict.NOTE, Verdict.BAD


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that was looked at: how it stands, what is so, what to do about it."""

    verdict: Verdict
    what: Message
    remedy: Message | None = None


def shown(machine: Machine, path: str) -> str:
    """A path without the user's name, so that a page may be sent on."""
    home = machine.variable("HOME")
    return f"~{path[len(home) :]}" if home and path.startswith(f"{home}/") else shorten(machine, path)
