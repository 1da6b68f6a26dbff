"""What is wrong with a rule pack."""

from __future__ import annotations

from dataclasses import dataclass

from xlperf.messages import Message


@dataclass(frozen=True, slots=True)
class Fault:
    """A key whose value cannot be, why, and what to do about it."""

    key: str
    problem: Message
    remedy: Message
