"""The scripts of packaging/ are run from their folder; the tests import them from there."""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGING = Path(__file__).parents[2] / "packaging"
sys.path[:0] = [str(PACKAGING), str(PACKAGING / "windows")]
