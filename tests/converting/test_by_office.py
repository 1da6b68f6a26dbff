"""The same forms as LibreOffice writes them: its pdf, docx, ods, xls and html say what the workbook says."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.broken import INBOX
from tests.support.office import SOFFICE, needs_office
from tests.support.said import said
from xlperf.converting import convert
from xlperf.converting.opening import open_snapshot
from xlperf.recognition import load_library, recognise

FORMS = sorted(INBOX.rglob("*.xlsx"))[::3]
KINDS = ("pdf", "ods", "xls", "html")


def save_as(kind: str, sources: Sequence[Path], folder: Path) -> None:
    command = [
        str(SOFFICE),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
    ]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, sources)], check=True, capture_output=True, timeout=300
    )


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every form in every kind, by its number."""
    folder = tmp_path_factory.mktemp("saved")
    sources = [folder / f"{number}.xlsx" for number in range(len(FORMS))]
    for form, source in zip(FORMS, sources, strict=True):
        shutil.copy(form, source)
        convert(source, source.with_suffix(".docx"))
    for kind in KINDS:
        save_as(kind, sources, folder)
    again = folder / "again"
    again.mkdir()
    for kind in ("docx", "pdf"):
        save_as(kind, [source.with_suffix(".docx") for source in sources], again)
    return folder


def forms_of(path: Path) -> list[object]:
    return [said(form) for form in recognise(open_snapshot(path, load_library()))]


@needs_office
@pytest.mark.parametrize("number", range(len(FORMS)))
@pytest.mark.parametrize("kind", KINDS)
def test_says_the_same(saved: Path, kind: str, number: int) -> None:
    assert forms_of(saved / f"{number}.{kind}") == forms_of(FORMS[number])


@needs_office
@pytest.mark.parametrize("number", range(len(FORMS)))
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_document_says_the_same(saved: Path, kind: str, number: int) -> None:
    """Tables that Writer breaks over pages in the middle of a row among them."""
    assert forms_of(saved / "again" / f"{number}.{kind}") == forms_of(FORMS[number])
