"""Packages that another library is to read (.docx, .ods, .xlsb): what may do harm is refused before it sees them."""

from __future__ import annotations

from pathlib import Path

from xlperf.errors import UnreadableError
from xlperf.messages import say
from xlperf.ooxml.binary_sheets import find_corner
from xlperf.ooxml.package import Package, open_package

LARGEST_PARSED = 24 << 20
"""Bytes that a part which is parsed may inflate to: a library takes some twenty times as much for its elements."""

MOST_CELLS = 2_000_000
"""Cells of a binary sheet from A1 to its last one: its library makes room for all of them."""

_REMEDY = say("请确认文件来源；用原来的程序打开，确认内容完好后另存再试。")
_BEGINNING = b"PK\x03\x04"
_BINARY_SHEETS = "xl/worksheets/"


def refuse_harm(path: Path, data: bytes) -> None:
    """Raises UnreadableError for a zip bomb, a document type or damage in any part; what is no package passes."""
    if not data.startswith(_BEGINNING):
        return
    try:
        package = open_package(path, data)
        package.refuse_large(LARGEST_PARSED)
        for info in package.members:
            _refuse_wide(package, info.filename, package.read_whole(info.filename))
    except UnreadableError as error:
        raise UnreadableError(error.problem, _REMEDY) from error


def _refuse_wide(package: Package, part: str, content: bytes) -> None:
    if part.startswith(_BINARY_SHEETS) and part.endswith(".bin"):
        row, column = find_corner(content)
        if row * column > MOST_CELLS:
            what = say("工作表一直用到第 {row} 行、第 {column} 列，大得不像自评表，没有打开。", row=row, column=column)
            raise UnreadableError(say("{name}：{what}", name=package.path.name, what=what), _REMEDY)
