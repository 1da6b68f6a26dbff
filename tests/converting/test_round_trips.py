"""A workbook in another format and back says the same, field by field: every published form, and blanks left in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.broken import ROOT
from tests.support.said import said
from xlperf.converting import convert
from xlperf.converting.opening import open_snapshot
from xlperf.ooxml.book import read_book
from xlperf.recognition import load_library, recognise

FORMS = sorted((ROOT / "examples").rglob("*.xlsx"))


def forms_of(path: Path) -> list[object]:
    return [said(form) for form in recognise(open_snapshot(path, load_library()))]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
@pytest.mark.parametrize("suffix", [".html", ".csv", ".md", ".docx", ".xlsx"])
def test_there_and_back(path: Path, suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"别的{suffix}"
    convert(path, target)
    assert forms_of(target) == forms_of(path)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_by_json_to_a_workbook(path: Path, tmp_path: Path) -> None:
    convert(path, tmp_path / "表.json")
    convert(tmp_path / "表.json", tmp_path / "表.xlsx")
    assert forms_of(tmp_path / "表.xlsx") == forms_of(path)


@pytest.mark.parametrize("path", FORMS[:3], ids=lambda path: path.stem)
def test_twice_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    for suffix in (".html", ".csv", ".md", ".json", ".xlsx"):
        one, other = tmp_path / f"一{suffix}", tmp_path / f"二{suffix}"
        convert(path, one)
        convert(path, other)
        assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_nothing_of_a_published_form_is_without_a_place(path: Path, tmp_path: Path) -> None:
    (written,) = convert(path, tmp_path / "表.xlsx")
    assert written.left == ()
    assert read_book(tmp_path / "表.xlsx").snapshot.sheets[-1].name != "未放置"
