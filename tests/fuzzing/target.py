"""What is done with a bent file, and what must hold whatever it holds."""

from __future__ import annotations

import tempfile
from pathlib import Path

from xlperf.errors import XlperfError
from xlperf.ooxml.package import open_package
from xlperf.ooxml.workbook_read import make_sheet, read_sheets
from xlperf.task import Task, copy_suffix, run_task
from xlperf.verifying import verify

OURS = "自身出错"


class FaultError(AssertionError):
    """A fault of our own, or a promise not kept."""


def fill(data: bytes, suffix: str) -> None:
    """Fills a file. Raises FaultError where anything but a message or a proven copy comes of it."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"表{suffix}"
        target = Path(folder) / f"副本{copy_suffix(source)}"
        source.write_bytes(data)
        outcome = run_task(Task(source, source.name, target, target.name))
        _expect(OURS not in str(outcome.error), str(outcome.error))
        _expect(source.read_bytes() == data, "the source was written")
        _expect(not (outcome.error and target.exists()), f"a copy all the same: {outcome.error}")
        _expect({path.name for path in Path(folder).iterdir()} <= {source.name, target.name}, "something is left")
        if target.exists() and suffix == target.suffix:
            _expect_proven(target, source)


def _expect_proven(target: Path, source: Path) -> None:
    try:
        differences = verify(target, source).differences
    except XlperfError as error:
        raise FaultError(f"the copy cannot be read: {error}") from error
    _expect(not differences, f"the copy is not proven: {list(map(str, differences))}")


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise FaultError(otherwise)


def read(data: bytes) -> None:
    """Reads a workbook as far as its cells. Raises anything but XlperfError."""
    try:
        for part in read_sheets(open_package(Path("表.xlsx"), data)):
            make_sheet(part)
    except XlperfError:
        return
