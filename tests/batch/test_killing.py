"""Killed at any moment and taken up again, a batch ends like one that nobody disturbed, byte for byte."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.broken import make_text
from tests.support.folders import form, hashes, write, write_stepped
from xlperf.batch import run_batch

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="killed as on Unix")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forms that are written twice because of their practice, two versions of one, a file that is no workbook."""
    source = write_stepped(tmp_path_factory.mktemp("killed") / "in", 12)
    write(source / "区" / "表.xlsx", form("96.4", "10", project="两份"))
    write(source / "区" / "表最终版2.xlsx", form("84.6", "4.6", project="两份"))
    make_text(source / "坏.xlsx")
    return source


@pytest.fixture(scope="module")
def unbroken(folder: Path) -> dict[str, str]:
    out = folder.with_name("unbroken")
    batch = run_batch(folder, out)
    assert (len(batch.practices), len(batch.repeats)) == (1, 2)
    return hashes(out)


def start(number: int, folder: Path, out: Path, processes: int = 1) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.support.killing", str(number), str(folder), str(out), str(processes)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True)


def run(number: int, folder: Path, out: Path) -> tuple[int, str]:
    """How a run ended, and what it said."""
    process = start(number, folder, out)
    said, _ = process.communicate(timeout=120)
    return process.returncode, said.decode()


@pytest.fixture(scope="module")
def dealings(folder: Path, unbroken: dict[str, str]) -> int:
    """How often a whole run deals with files."""
    _, said = run(0, folder, folder.with_name("counted"))
    return int(said)


@pytest.mark.parametrize("share", [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.96, 0.98, 0.995])
def test_killed_at_its_dealings_with_files(
    folder: Path, unbroken: dict[str, str], tmp_path: Path, share: float, dealings: int
) -> None:
    """The first of them are imports; the last ones write the reports and the journal."""
    out = tmp_path / "out"
    assert run(round(dealings * share), folder, out)[0] == -signal.SIGKILL
    assert run(0, folder, out)[0] == 0
    assert hashes(out) == unbroken


def test_killed_again_and_again_with_two_workers(folder: Path, unbroken: dict[str, str], tmp_path: Path) -> None:
    out, moments = tmp_path / "out", random.Random(7)
    for _ in range(6):
        process = start(0, folder, out, 2)
        time.sleep(moments.uniform(0.3, 1.5))
        os.killpg(process.pid, signal.SIGKILL) if moments.random() < 0.5 else process.kill()
        process.communicate(timeout=60)  # ends when no worker holds the pipe any more
    assert run(0, folder, out)[0] == 0
    assert hashes(out) == unbroken
