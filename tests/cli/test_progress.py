"""The bar of a batch: on a terminal only, on standard error only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.broken import GOOD

ROOT = Path(__file__).parents[2]


def read_some(terminal: int) -> bytes:
    """What a pseudo terminal still shows; nothing more once the other end is closed."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.skipif(os.name == "nt", reason="no pseudo terminals there")
def test_a_bar_shows_on_a_terminal(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name in ("a.xlsx", "b.xlsx", "c.xlsx"):
        shutil.copyfile(GOOD, source / name)
    terminal, ours = os.openpty()
    command = [sys.executable, "-m", "xlperf", "batch", str(source), "-o", str(tmp_path / "out"), "-j", "1"]
    environment = os.environ | {"TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=ours, env=environment, check=False)
    os.close(ours)
    shown = b"".join(iter(lambda: read_some(terminal), b"")).decode("utf-8", "replace")
    assert done.returncode == 0
    assert "3/3" in shown
    assert done.stdout.decode().startswith("工作簿 3 个")


def test_a_console_in_gbk_shows_every_message(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "xlperf",
        "check",
        "examples/inbox/没有.xlsx",
        *map(str, sorted(ROOT.glob("examples/inbox/*/*"))),
    ]
    environment = os.environ | {"PYTHONIOENCODING": "gbk:strict", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, env=environment, check=False)
    assert done.returncode == 3
    assert "?" not in done.stdout.decode("gbk")
    assert "不存在" in done.stderr.decode("gbk")
