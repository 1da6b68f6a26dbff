"""docs/published-forms.md is what its command writes."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_page_is_in_step() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "published_forms.py"))
    assert (ROOT / "docs" / "published-forms.md").read_text("utf-8") == page["render"]()


def test_every_relation_of_the_budget_is_told() -> None:
    """Counted by hand in the printed tables: which relations are off by rounding, and that none is wrong."""
    page = (ROOT / "docs" / "published-forms.md").read_text("utf-8")
    assert "尾差 4 条，不符 0 条" in page
    for working in ("542＋4,023得 4,565", "542＋2,564＋70＋300＋386＋703得 4,565", "0＋542＋113＋20＋298得 973"):
        assert working in page
    assert "应与《部门整体支出绩效目标表》一致：8 条，相符 8 条" in page
