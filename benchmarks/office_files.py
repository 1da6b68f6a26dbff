"""Workbooks opened by LibreOffice, worked out anew and saved, and the values that then stand in their cells."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from zipfile import ZipFile

from xlperf.cells import CellRef, parse_address

SOFFICE = shutil.which("soffice")
Values = dict[CellRef, tuple[str, str]]

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
    folder = folder.resolve()  # a profile is told by its whole address
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
    """What LibreOffice stored in cells that are not blank: kind and text.

    `names` are those of the sheets in the order of their tabs: LibreOffice renames some, but numbers its parts so.
    """
    found: Values = {}
    with ZipFile(path) as package:
        strings = _read_strings(package)
        for number, name in enumerate(names, 1):
            part = f"xl/worksheets/sheet{number}.xml"
            if part in package.namelist():
                with package.open(part) as content:
                    found.update(_read_cells(content, name, strings))
    return found


def _read_strings(package: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    root = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
    return ["".join(entry.itertext()) for entry in root]


def _read_cells(content: IO[bytes], sheet: str, strings: Sequence[str]) -> Iterator[tuple[CellRef, tuple[str, str]]]:
    for _, element in ElementTree.iterparse(content):
        tag = element.tag.rpartition("}")[2]
        if tag == "c" and (text := element.findtext("{*}v")) is not None:
            kind = element.get("t", "n")
            value = strings[int(text)] if kind == "s" else text
            yield CellRef(sheet, *parse_address(element.get("r", ""))), (kind, value)
        if tag == "row":
            element.clear()
