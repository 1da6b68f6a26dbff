"""A table as comma separated text: read as a workbook of one sheet, every value a text."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from xlperf.cells import Cell, CellRef, Sheet, Snapshot
from xlperf.disk import explain
from xlperf.errors import UnreadableError
from xlperf.messages import say

_ENCODINGS = ("utf-8-sig", "gb18030")
"""What Excel and WPS write: with the mark of UTF-8, and without one in the coding of Chinese Windows."""

_DELIMITERS = ",\t;"


def read_csv(path: Path) -> Snapshot:
    """The table as one sheet with the file's name. Raises UnreadableError."""
    text = _decode(path)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _unreadable(path, str(error)) from error
    name = path.stem
    cells = {
        (row, column): Cell(CellRef(name, row, column), value, value)
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value.strip()
    }
    return Snapshot(path.name, (Sheet(name, cells),))


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            say("{name} 读不出来：{why}。", name=path.name, why=explain(error)), say("请检查路径和权限后重试。")
        ) from error
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable(path, say("文字编码既不是 UTF-8，也不是 GB18030"))


def _unreadable(path: Path, why: object) -> UnreadableError:
    return UnreadableError(
        say("{name} 不是可读的 CSV：{why}。", name=path.name, why=why),
        say("请用 Excel 或 WPS 打开，另存为“CSV UTF-8”或 .xlsx 后再试。"),
    )
