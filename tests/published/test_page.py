"""docs/published-forms.md is what its command writes."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_page_is_in_step() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "published_forms.py"))
    assert (ROOT / "docs" / "published-forms.md").read_text("utf-8") == page["render"]()
