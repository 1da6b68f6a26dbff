"""What the batch is held against: other programs that open, change and save the same workbooks, and the floor."""

from __future__ import annotations

import resource
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.parsers.expat import ParserCreate

import openpyxl

from benchmarks.office_files import SOFFICE, open_files

try:
    from isal.isal_zlib import compress
except ImportError:
    from zlib import compress

ROWS = range(1000, 1030)
"""Where 30 numbers are set, in the first column of the first sheet."""

Rival = Callable[[Path, Path], object]
"""Opens a workbook and writes it to another place."""


def run_openpyxl(source: Path, target: Path) -> None:
    """Load, set 30 cells, save."""
    book = openpyxl.load_workbook(source)
    for row in ROWS:
        book.worksheets[0].cell(row, 1).value = row
    book.save(target)


def run_excelize(source: Path, target: Path) -> None:
    """The same by the Go library, through its Python package."""
    import excelize

    book = excelize.open_file(str(source))
    sheet = book.get_sheet_list()[0]
    for row in ROWS:
        book.set_cell_value(sheet, f"A{row}", float(row))
    book.save_as(str(target))
    book.close()


def run_floor(source: Path, _: Path) -> None:
    """What any program must do: inflate every part, one expat pass over the worksheets, deflate these again."""
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            parser = ParserCreate()
            parser.StartElementHandler = lambda name, attributes: None
            parser.Parse(part, True)
            compress(part)


def find_rivals() -> Mapping[str, Rival | None]:
    """Name → program; None where it is not installed."""
    return {
        "openpyxl: load, set 30 cells, save": run_openpyxl,
        "excelize: open, set 30 cells, save": run_excelize if find_spec("excelize") else None,
        "floor: inflate, one expat pass, deflate": run_floor,
    }


def office_seconds(sources: Sequence[Path]) -> float | None:
    """CPU seconds of one process of LibreOffice that opens and saves workbooks; None where it is not installed."""
    if SOFFICE is None:
        return None
    with TemporaryDirectory() as place:
        start = _seconds_of_children()
        open_files({path.stem: path for path in sources}, Path(place, "office"))
        return _seconds_of_children() - start


def _seconds_of_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


class Turns:
    """The rivals take their turns while the batch runs, on the workbooks that it has just done.

    So a busy machine slows all of them alike. `spent` are their CPU seconds, `last` is the CPU time at which the last
    workbook was done.
    """

    def __init__(self, sources: Sequence[Path], rivals: Mapping[str, Rival], place: Path, block: int) -> None:
        self._sources, self._rivals, self._place, self._block = sources, rivals, place, block
        self.spent, self.last = dict.fromkeys(rivals, 0.0), 0.0
        for run in rivals.values():
            run(sources[0], place / "warm.xlsx")

    def __call__(self, done: int, count: int) -> None:
        if done % self._block and done < count:
            return
        first = (done - 1) // self._block * self._block
        for name, run in self._rivals.items():
            start = time.process_time()
            for source in self._sources[first:done]:
                run(source, self._place / "rival.xlsx")
            self.spent[name] += time.process_time() - start
        self.last = time.process_time()
