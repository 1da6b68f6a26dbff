"""Sheets seen through their merges."""

from __future__ import annotations

import pytest

from xlperf.cells import Area, Cell, CellRef, Sheet


@pytest.mark.parametrize("area", [Area(2, 1, 4, 3), Area(2, 1, 1_048_576, 16_384)], ids=str)
def test_a_merge_shows_its_top_left_cell_everywhere(area: Area) -> None:
    shown = Cell(CellRef("表", 2, 1), "甲", "甲")
    sheet = Sheet("表", {(2, 1): shown}, (area,))
    assert sheet.at(area.bottom, area.right) == shown
    assert sheet.merge_at(3, 2) == area
    assert sheet.ref(4, 3).address == "A2"
    assert sheet.merge_at(1, 1) == Area(1, 1, 1, 1)
