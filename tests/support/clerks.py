"""A clerk at LibreOffice: opens workbooks, changes them as told in Basic, saves them under other names."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from tests.support.office import SOFFICE

_DOCTYPE = '<!DOCTYPE {0}:{1} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">'
_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    + _DOCTYPE.format("library", "library")
    + '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
    ' library:readonly="false" library:passwordprotected="false"><library:element library:name="Clerk"/>'
    "</library:library>"
)
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    + _DOCTYPE.format("script", "module")
    + '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Clerk"'
    ' script:language="StarBasic">{code}</script:module>'
)
_JOB = """
Sub Job{number}
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName" : filter(0).Value = "Calc MS Excel 2007 XML"
  On Error GoTo Failed
  Dim doc, sheets, sheet, note
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  sheets = doc.Sheets
  sheet = sheets.getByIndex(0)
  {lines}
  doc.storeToURL("{target}", filter())
Failed:
  doc.close(True)
End Sub
"""


class Job(NamedTuple):
    """A workbook to be opened, where it is to be saved, and what is done between, in lines of Basic.

    The lines know `doc`, its `sheets`, the first `sheet`, and a variable `note`.
    """

    source: Path
    target: Path
    lines: Sequence[str] = ()


def save_in_office(*jobs: Job) -> None:
    """Works through jobs in LibreOffice, one after the other."""
    code = "".join(
        _JOB.format(number=n, source=job.source.as_uri(), target=job.target.as_uri(), lines="\n  ".join(job.lines))
        for n, job in enumerate(jobs)
    )
    calls = "".join(f"\n  Job{n}" for n in range(len(jobs)))
    library = _profile() / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(_LIBRARY, "utf-8")
    (library / "Clerk.xba").write_text(_MODULE.format(code=escape(f"Sub Main{calls}\nEnd Sub\n{code}")), "utf-8")
    _run(_profile(), "macro:///Standard.Clerk.Main")
    for job in jobs:
        assert job.target.is_file(), job.lines


@cache
def _profile() -> Path:
    """A user profile that LibreOffice has set up, which it does at its first start, over whatever lies there."""
    folder = Path(tempfile.mkdtemp(prefix="xlperf-clerk-"))
    _run(folder, "--terminate_after_init")
    return folder


def _run(profile: Path, *args: str) -> None:
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    subprocess.run([*command, *args], check=True, capture_output=True, timeout=300)
