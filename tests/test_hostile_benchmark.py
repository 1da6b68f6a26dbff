"""The benchmark of files that mean harm: what it says of each is so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.broken import GOOD, ROOT, make_truncated

if os.name == "posix":
    from benchmarks import hostile
else:
    pytest.skip("processes as on Unix", allow_module_level=True)


def test_how_files_end(tmp_path: Path) -> None:
    """In a process of its own: a child begins with the memory of the process that it comes from."""
    shutil.copy(GOOD, tmp_path / "good.xlsx")
    make_truncated(tmp_path / "half.xlsx")
    command = [sys.executable, "-m", "benchmarks.hostile", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert ended.returncode == 0
    told = ended.stdout
    assert [line.split()[:2] for line in told.splitlines()[1:3]] in (
        [["good.xlsx", "0"], ["half.xlsx", "3"]],
        [["half.xlsx", "3"], ["good.xlsx", "0"]],
    )
    assert told.splitlines()[-1].startswith("2 files; 0 beyond")


def test_a_crash_a_slow_and_a_large_one_are_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(args: list[str]) -> int:
        raise RuntimeError("here")

    monkeypatch.setattr(hostile, "xlperf", crash)
    ending = hostile.check_one(GOOD, "good.xlsx")
    assert ending.status == hostile.CRASHED
    assert "RuntimeError: here" in ending.fault
    assert hostile.Ending("a", 0, 11.0, 1.0, 1 << 20, "").fault == "11.0 s"
    assert hostile.Ending("a", 0, 1.0, 1.0, 501 << 20, "").fault == "501 MiB"
    assert hostile.Ending("a", -9, 1.0, 1.0, 1 << 20, "").fault
    assert hostile.Ending("a", 3, 1.0, 1.0, 1 << 20, "a message").fault == ""
