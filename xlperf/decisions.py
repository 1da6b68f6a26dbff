"""What a reviewing office decides about a finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from xlperf.findings import Severity

Handling = Literal["accepted", "explained"]
"""认可: the office takes the figure as it is; 已说明: the unit has given its reason."""

HANDLINGS: tuple[Handling, ...] = ("accepted", "explained")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided; what is None or empty was not. `about` tells what it was about, should that be gone."""

    send: bool | None = None
    handling: Handling | None = None
    reason: str = ""
    about: str = field(default="", compare=False)

    def wants(self, severity: Severity) -> bool:
        """是否下发: errors are sent unless the office says otherwise, anything else is not."""
        return severity is Severity.ERROR if self.send is None else self.send

    def sends(self, severity: Severity) -> bool:
        """It goes into the letter: what is settled does not."""
        return self.handling is None and self.wants(severity)


UNDECIDED = Decision()
