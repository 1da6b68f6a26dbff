"""What the checks find: data, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from xlperf.cells import CellRef
from xlperf.messages import Message


class Severity(StrEnum):
    """error: contradicts itself or its rule; warning: a person should look; info: worth knowing, not painted."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("error", "warning", "info").index(self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one cell. `message` says what is so and why, `remedy` what to do, `source` rule pack and clause.

    `is_binding`: the clause that it rests on binds, so that it may be an error. `number` is by what office and unit
    speak of it, in full, once it is known what the whole form says (`xlperf.numbering`).
    """

    code: str
    severity: Severity
    message: Message
    ref: CellRef | None = None
    expected: str | None = None
    actual: str | None = None
    source: str | None = None
    remedy: Message | None = None
    related: tuple[CellRef, ...] = ()
    is_binding: bool = True
    number: str | None = None


# A named tuple, as are other small things that a form has dozens of: made thrice as fast.
class Verdict(NamedTuple):
    """How a check ended on a form: pass, finding, not-applicable or no-data, with the reason where it needs one."""

    code: str
    verdict: str
    reason: Message | None = None
