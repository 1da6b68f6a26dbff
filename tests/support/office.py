"""Recalculation by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
WRITER = SOFFICE is not None and (Path(SOFFICE).resolve().parent / "libswlo.so").exists()
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
needs_writer = pytest.mark.skipif(not WRITER, reason="LibreOffice Writer is not installed")


def recalculate(paths: Sequence[Path], folder: Path) -> None:
    """Opens workbooks in LibreOffice, which works out every formula, and saves them by the same names in `folder`."""
    profile = folder / "profile"
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True, timeout=300)


def convert_to_csv(path: Path) -> Path:
    """The first sheet of a workbook, its cells as they show, as UTF-8 text beside it."""
    profile = path.parent / "profile"
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to"]
    filter_options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
    subprocess.run(
        [*command, filter_options, "--outdir", str(path.parent), str(path)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return path.with_suffix(".csv")


def convert_to_ods(path: Path, folder: Path) -> Path:
    """A workbook as LibreOffice understands it, its macros too."""
    command = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run([*command, "ods", "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.ods"
