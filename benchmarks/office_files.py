"""Workbooks opened by LibreOffice, worked out anew and saved, and the values that then stand in their cells."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from xlperf.cells import CellRef

SOFFICE = shutil.which("soffice")
Values = dict[CellRef, object]

PATIENCE, SECONDS_A_FILE = 60, 2
"""Seconds that one process gets, and those for each of its files."""

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Every formula is worked out on opening, in source and copy alike: a copy may ask for it where its source does not."""


def open_files(paths: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """Opens workbooks in one process and saves them below `folder`; those that fail get a process each.

    Gives the files saved, by the key of the workbook; one that LibreOffice cannot open is missing.
    """
    given = folder / "given"
    given.mkdir(parents=True)
    copies = {key: given / f"{key}{path.suffix}" for key, path in paths.items()}
    for key, path in paths.items():
        shutil.copyfile(path, copies[key])
    saved = folder / "saved"
    _convert(list(copies.values()), saved, folder / "profile")
    for key, copy in copies.items():
        if not (saved / f"{key}.xlsx").exists():
            _convert([copy], saved, folder / f"profile-{key}")
    return {key: saved / f"{key}.xlsx" for key in paths if (saved / f"{key}.xlsx").exists()}


def _convert(paths: Sequence[Path], saved: Path, profile: Path) -> None:
    """Has one process convert workbooks; one that takes too long is ended with all that it started."""
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    process = subprocess.Popen(
        [*command, "--outdir", str(saved), *map(str, paths)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(PATIENCE + SECONDS_A_FILE * len(paths))
    except subprocess.TimeoutExpired:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process, with its children where the system knows groups of them."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def read_values(path: Path, names: Sequence[str]) -> Values:
    """What stands in cells that are not blank; `names` are those of the sheets: LibreOffice renames some."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    own = dict(zip(book.sheetnames, names, strict=True)) if len(names) == len(book.sheetnames) else {}
    found: Values = {}
    for sheet in book.worksheets:
        name = own.get(sheet.title, sheet.title)
        for row in sheet.iter_rows():
            found.update({CellRef(name, c.row, c.column): c.value for c in row if c.value is not None})
    book.close()
    return found
