"""--formulas on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Call

EXAMPLES = Path(__file__).parents[2] / "examples"
BLANK = next((EXAMPLES / "blank-scores").rglob("深圳/01-*.xlsx"))

RATE = "=ROUND(F5/E5,4)"


def rate_in(path: Path) -> object:
    """What stands in the cell of the execution rate."""
    return openpyxl.load_workbook(path).worksheets[0]["H5"].value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "来").mkdir()
    shutil.copyfile(BLANK, tmp_path / "来" / "表.xlsx")
    return tmp_path


def test_fill(call: Call, folder: Path) -> None:
    source, target = folder / "来" / "表.xlsx", folder / "副本.xlsx"
    ended = call("fill", source, "-o", target, "--formulas", "--format", "json")
    assert (rate_in(target), ended.status) == (RATE, 0)
    assert openpyxl.load_workbook(target, data_only=True).worksheets[0]["H5"].value == 0.9699
    plain = call("fill", source, "-o", target, "--force", "--format", "json")
    assert rate_in(target) == 0.9699
    assert plain.document == ended.document


def test_a_bare_file_and_folder(call: Call, folder: Path) -> None:
    call(folder / "来", "--formulas")
    call(folder / "来" / "表.xlsx", "--formulas")
    assert rate_in(folder / "来_已校验" / "表.xlsx") == RATE
    assert rate_in(folder / "来" / "表_已校验.xlsx") == RATE


@pytest.mark.parametrize("processes", ["1", "2"])
def test_batch(call: Call, folder: Path, processes: str) -> None:
    call("batch", folder / "来", "-o", folder / "出", "-j", processes, "--formulas")
    assert rate_in(folder / "出" / "表.xlsx") == RATE


def test_check_has_nothing_to_write(call: Call) -> None:
    assert call("check", BLANK, "--formulas").status == 2
