"""Rows that come into third-party workbooks: another reader finds every value where it has moved to."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.corpus import corpus_files, needs_corpus
from xlperf.cells import Value
from xlperf.errors import XlperfError
from xlperf.ooxml.ground import read_ground
from xlperf.targets.table import fill_table

SMALL = 100_000
"""Bytes of the workbooks that are tried here; it is the kinds that count."""

ROWS: list[dict[int, tuple[Value, str | None]]] = [
    {200: (Decimal(number), None), 201: (f"文本&<{number}>", None)} for number in range(4)
]


def values(book: Any, name: str) -> dict[tuple[int, int], object]:
    """What stands in a sheet but formulas."""
    cells = (cell for row in book[name].iter_rows() for cell in row)
    return {(c.row, c.column): c.value for c in cells if c.value is not None and c.data_type != "f"}


@needs_corpus
@pytest.mark.parametrize(
    "path", [path for path in corpus_files() if path.stat().st_size < SMALL][::4], ids=lambda path: path.name
)
def test_another_reader_finds_everything(path: Path) -> None:
    try:
        ground = read_ground(path)
        sheet = next(iter(ground.sheets))
        middle = max(1, max(sheet.scan.rows, default=1) // 2)
        filled = fill_table(ground, sheet.name, (middle,), ROWS, is_open=False)
    except XlperfError:
        pytest.skip("refused; the tests of reading and writing name why")
    try:
        before = openpyxl.load_workbook(path)
    except Exception:
        pytest.skip("openpyxl cannot read it")
    after, more = openpyxl.load_workbook(io.BytesIO(filled.content)), len(ROWS) - 1 if filled.why is None else 0
    if sheet.name not in before.sheetnames or not hasattr(before[sheet.name], "iter_rows"):
        pytest.skip("openpyxl calls it otherwise")
    stood = {
        (row + more * (row > middle), column): value for (row, column), value in values(before, sheet.name).items()
    }
    assert values(after, sheet.name).items() >= stood.items()
