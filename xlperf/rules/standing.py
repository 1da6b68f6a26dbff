"""How sure a clause of a rule pack is."""

from __future__ import annotations

from typing import Literal

Standing = Literal["S", "F", "M"]
"""S: read in a stored source. F: worked out from published forms. M: general knowledge without a source at hand."""
