"""Disks that are full, read-only, or tell impossible times: what is done stays whole, the rest is told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Call
from tests.support.broken import GOOD, ROOT
from xlperf.batch import run_batch
from xlperf.cli import main

Mount = Callable[[str], Path]


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Mount]:
    """A disk of its own of so many bytes."""
    place = tmp_path / "盘"
    place.mkdir()

    def mount(size: str) -> Path:
        ran = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(place)], check=False)
        if ran.returncode:
            pytest.skip("nothing may be mounted here")
        return place

    if shutil.which("mount") is None or os.name != "posix" or os.geteuid() != 0:
        pytest.skip("it takes root to mount a disk")
    yield mount
    subprocess.run(["umount", str(place)], check=False, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "报送"
    place.mkdir()
    for number in range(6):
        shutil.copy(GOOD, place / f"{number}.xlsx")
    return place


@pytest.mark.parametrize("size", ["4k", "64k", "96k"])
def test_a_disk_that_runs_full(size: str, folder: Path, mounted: Mount, capsys: pytest.CaptureFixture[str]) -> None:
    out = mounted(size) / "出"
    assert main(["batch", str(folder), "-o", str(out)]) == 3
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert "自身出错" not in told.err + told.out
    assert "磁盘" in told.err + told.out
    assert list(out.rglob(".xlperf-*.tmp")) == []
    for copy in out.rglob("*.xlsx"):
        assert openpyxl.load_workbook(copy).sheetnames, copy
    assert all(source.read_bytes() == GOOD.read_bytes() for source in folder.iterdir())


def test_a_file_on_a_full_disk_is_not_half_written(mounted: Mount, call: Call) -> None:
    place = mounted("20k")
    shutil.copy(GOOD, place / "表.xlsx")
    ended = call("fill", place / "表.xlsx")
    assert ended.status == 3
    assert "磁盘已满" in ended.out + ended.err
    assert list(place.iterdir()) == [place / "表.xlsx"]
    assert (place / "表.xlsx").read_bytes() == GOOD.read_bytes()


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".html", ".json"])
def test_a_conversion_on_a_full_disk_is_not_half_written(suffix: str, mounted: Mount, call: Call) -> None:
    place = mounted("4k")
    ended = call("convert", GOOD, place / f"表{suffix}")
    assert ended.status == 3
    assert f"表{suffix}" in ended.err
    assert "磁盘已满" in ended.err
    assert list(place.iterdir()) == []


def test_a_disk_that_is_read_only(folder: Path, mounted: Mount, call: Call) -> None:
    place = mounted("1m")
    shutil.copy(GOOD, place / "表.xlsx")
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    for args in (["fill", place / "表.xlsx"], ["batch", folder, "-o", place / "出"]):
        ended = call(*args)
        assert ended.status == 3
        assert "只读" in ended.out + ended.err
    assert list(place.iterdir()) == [place / "表.xlsx"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no device that is always full")
@pytest.mark.parametrize("shape", ["text", "json"])
def test_findings_that_cannot_be_printed(shape: str) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "xlperf", "check", str(GOOD), "--format", shape]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    assert ran.returncode == 3
    told = ran.stderr.decode()
    assert told.splitlines() == ["xlperf: 没有做成：磁盘已满。 请检查文件、磁盘和输出位置后重试。"]


@pytest.mark.parametrize("moment", [0, -86400, 4102444800, 1 << 33])
def test_files_of_impossible_times(moment: int, folder: Path, tmp_path: Path) -> None:
    """1970, before it, 2100, 2242: what a clock that was set wrong leaves behind."""
    for source in folder.iterdir():
        os.utime(source, (moment, moment))
    first = run_batch(folder, tmp_path / "出")
    for source in folder.iterdir():
        os.utime(source, (moment + 10, moment + 10))
    again = run_batch(folder, tmp_path / "出", resume=True)
    assert [outcome.is_failure for outcome in first.outcomes] == [False] * 6
    assert [(o.path, o.status) for o in again.outcomes] == [(o.path, o.status) for o in first.outcomes]


def hashes(out: Path) -> dict[str, bytes]:
    """The outputs by their names, but for the journal."""
    return {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file() and path.suffix != ".sqlite"}


@pytest.mark.parametrize("moment", [-86400.0, 0.0, 4102444800.0], ids=["1969", "1970", "2100"])
def test_a_clock_that_was_set_wrong(
    moment: float, folder: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written then is what is written otherwise; taken up when the clock is right again, nothing is redone."""
    status = call("batch", folder, "-o", tmp_path / "时钟准").status
    out = tmp_path / "时钟不准"
    monkeypatch.setattr(time, "time", lambda: moment)
    assert call("batch", folder, "-o", out).status == status == 0
    assert call("fill", GOOD, "-o", tmp_path / "表.xlsx").status == 0
    monkeypatch.undo()
    assert hashes(out) == hashes(tmp_path / "时钟准")
    touched = {path: path.stat().st_mtime_ns for path in out.glob("?.xlsx")}
    assert call("batch", folder, "-o", out, "--resume").status == 0
    assert {path: path.stat().st_mtime_ns for path in out.glob("?.xlsx")} == touched
    assert len(touched) == 6
