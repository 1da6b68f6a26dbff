"""The same forms as LibreOffice writes them: its pdf, docx, ods, xls and html say what the workbook says."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.broken import INBOX
from tests.support.office import SOFFICE, needs_writer
from tests.support.said import said
from xlperf.batch import run_batch
from xlperf.converting import convert
from xlperf.converting.opening import open_snapshot
from xlperf.evaluation import Options, evaluate
from xlperf.ooxml.book import read_book
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


@needs_writer
@pytest.mark.parametrize("number", range(len(FORMS)))
@pytest.mark.parametrize("kind", KINDS)
def test_says_the_same(saved: Path, kind: str, number: int) -> None:
    assert forms_of(saved / f"{number}.{kind}") == forms_of(FORMS[number])


@needs_writer
@pytest.mark.parametrize("number", range(len(FORMS)))
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_document_says_the_same(saved: Path, kind: str, number: int) -> None:
    """Tables that Writer breaks over pages in the middle of a row among them."""
    assert forms_of(saved / "again" / f"{number}.{kind}") == forms_of(FORMS[number])


@needs_writer
def test_a_folder_of_all_formats(saved: Path, tmp_path: Path) -> None:
    """A batch finds in each what it finds in the workbook, and names the source of every copy."""
    folder = tmp_path / "in"
    folder.mkdir()
    kinds = dict(enumerate(("pdf", "ods", "xls", "html")))
    for number, kind in kinds.items():
        shutil.copy(saved / f"{number}.{kind}", folder)
    for number, kind in ((4, "docx"), (5, "pdf")):
        shutil.copy(saved / "again" / f"{number}.{kind}", folder)
    shutil.copy(FORMS[6], folder / "6.xlsx")
    for number, form in enumerate(FORMS[:7]):
        shutil.copy(form, tmp_path / f"{number}.xlsx")
    run_batch(folder, tmp_path / "out")
    files = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["files"]
    assert {file["path"]: file["output"] for file in files} == {
        path.name: f"{path.stem}.xlsx" for path in folder.iterdir()
    }
    for file in files:
        source = tmp_path / f"{Path(file['path']).stem}.xlsx"
        assert sorted(f["code"] for f in file["forms"][0]["findings"]) == codes_of(source)


def codes_of(path: Path) -> list[str]:
    book = evaluate(read_book(path).snapshot, Options(batch=True))
    return sorted(finding.code for finding in book.forms[0].findings)
