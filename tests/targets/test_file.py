"""The door to the disk: whole or not at all, never onto the source."""

from __future__ import annotations

import hashlib
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.packages import make_workbook
from xlperf.cells import CellRef
from xlperf.edits import Edit, Plan
from xlperf.errors import UnwritableError, UsageError, XlperfError
from xlperf.ooxml.book import read_book
from xlperf.targets.file import apply_plan

PLAN = Plan((Edit(CellRef("表", 2, 2), None, Decimal("0.9699"), "0.00%"),))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "in.xlsx", {"A1": "甲"})


@pytest.fixture(autouse=True)
def unchanged(source: Path) -> Iterator[None]:
    """Whatever happens, the source keeps its bytes and nothing passing is left beside it."""
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    yield
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before
    assert not list(source.parent.rglob(".xlperf-*"))


def test_a_copy_is_written(source: Path, tmp_path: Path) -> None:
    receipt = apply_plan(read_book(source), PLAN, None, tmp_path / "out.xlsx")
    assert load_workbook(tmp_path / "out.xlsx")["表"]["B2"].value == 0.9699
    assert receipt.edited == (CellRef("表", 2, 2),)


def test_the_copy_has_the_permissions_of_a_new_file(source: Path, tmp_path: Path) -> None:
    apply_plan(read_book(source), PLAN, None, tmp_path / "out.xlsx")
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "out.xlsx").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("way", ["same", "relative", "symlink", "hard link"])
@pytest.mark.parametrize("force", [True, False])
def test_the_source_is_never_the_target(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, force: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    target = {"same": source, "relative": Path("in.xlsx")}.get(way, tmp_path / "link.xlsx")
    if way == "symlink":
        target.symlink_to(source)
    elif way == "hard link":
        os.link(source, target)
    with pytest.raises(UsageError, match="原文件"):
        apply_plan(read_book(source), PLAN, None, target, force=force)


def test_an_existing_target_needs_force(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(UsageError, match="已存在"):
        apply_plan(read_book(source), PLAN, None, target)
    assert target.read_bytes() == b"old"
    apply_plan(read_book(source), PLAN, None, target, force=True)
    assert load_workbook(target)["表"]["B2"].value == 0.9699


def test_a_missing_folder_and_a_folder_as_target_are_named(source: Path, tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="文件夹不存在"):
        apply_plan(read_book(source), PLAN, None, tmp_path / "no" / "out.xlsx")
    (tmp_path / "dir").mkdir()
    with pytest.raises(XlperfError):
        apply_plan(read_book(source), PLAN, None, tmp_path / "dir", force=True)


def test_a_disk_that_runs_full_leaves_nothing(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    book = read_book(source)
    with _largest_file(1000), pytest.raises(UnwritableError, match="无法写出"):
        apply_plan(book, PLAN, None, target, force=True)
    assert target.read_bytes() == b"old"


@contextmanager
def _largest_file(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_named(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(UnwritableError, match="权限"):
        apply_plan(read_book(source), PLAN, None, folder / "out.xlsx")
