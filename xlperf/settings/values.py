"""What an office has set, check by check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from xlperf.definitions import SET_BY_RUN
from xlperf.rules import THRESHOLDS, Thresholds


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What is set for one check; None is as ever. `threshold` and `units` are figures that the check goes by."""

    off: bool | None = None
    severity: Literal["error", "warning", "info"] | None = None
    threshold: Decimal | None = None
    units: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set, by check; `sources` are the name of the settings file, and ``--set`` for what was set singly."""

    checks: Mapping[str, CheckSettings] = field(default_factory=dict)
    sources: tuple[str, ...] = field(default=(), metadata=SET_BY_RUN)

    def of(self, code: str) -> CheckSettings:
        """What is set for the check of that code."""
        return self.checks.get(code, _AS_EVER)

    def thresholds(self, base: Thresholds) -> Thresholds:
        """The thresholds of a pack with those that are set instead."""
        values = {each.field: getattr(self.of(each.code), each.key) for each in THRESHOLDS}
        return replace(base, **{name: number for name, number in values.items() if number is not None})


_AS_EVER = CheckSettings()

UNSET = Settings()
"""Nothing is set."""
