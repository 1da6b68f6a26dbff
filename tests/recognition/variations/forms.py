"""The forms that are varied, by kind and by the number of their facts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from tests.recognition.variations.department import xiangyang
from tests.recognition.variations.plan import Plan
from tests.recognition.variations.sources import national, shanghai, shenzhen

PLANS: dict[str, Callable[[str], Plan]] = {
    "shenzhen": shenzhen,
    "shanghai": shanghai,
    "national": national,
    "xiangyang": xiangyang,
}
NUMBERS = {
    "shenzhen": tuple(f"{n:02}" for n in range(1, 13)),
    "shanghai": tuple(f"{n:02}" for n in range(1, 15)),
    "national": ("01", "03", "09"),
    "xiangyang": ("01",),
}
"""The facts of each kind; the first are those of the named variations, except where `BASE` names others."""

BASE = {"shenzhen": "03", "shanghai": "01", "national": "01", "xiangyang": "01"}
"""The facts that the named variations are made of."""


@cache
def plan_of(kind: str, number: str) -> Plan:
    """A plan of a kind (`PLANS`) by the number of its facts."""
    return PLANS[kind](number)
