"""Paths that cannot be looked at: told file by file, like any other bad input."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.broken import GOOD
from xlperf.cli import main


def test_an_empty_path_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for args in (["fill", ""], ["check", ""], ["batch", "", "-o", "q"], [""]):
        assert main(args) == 2, args
    assert "路径是空的" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_too_long(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "长" * 200 + ".xlsx", str(GOOD)]) == 3
    shown = capsys.readouterr()
    assert "文件名太长" in shown.err
    assert "自身出错" not in shown.err
    assert "规则包" in shown.out


def test_links_in_a_circle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "loop").symlink_to("loop")
    shutil.copy(GOOD, tmp_path / "a.xlsx")
    assert main(["batch", str(tmp_path), "-o", str(tmp_path / "loop")]) in (2, 3)
    assert main(["check", str(tmp_path / "loop")]) == 3
    assert "自身出错" not in capsys.readouterr().err


AS_NOBODY = ["setpriv", "--reuid", "65534", "--clear-groups"]


def _nobody_can(*command: str) -> bool:
    return bool(shutil.which("setpriv")) and subprocess.run([*AS_NOBODY, *command], check=False).returncode == 0


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="takes root to be somebody else")
def test_a_file_that_may_not_be_read_leaves_the_others(tmp_path: Path) -> None:
    if not _nobody_can("test", "-r", str(GOOD)) or not _nobody_can(sys.executable, "-c", "import click"):
        pytest.skip("nobody may not run this interpreter or read the examples")
    shutil.copy(GOOD, tmp_path / "b.xlsx")
    tmp_path.chmod(0)
    command = [*AS_NOBODY, sys.executable, "-m", "xlperf", "check", str(tmp_path / "b.xlsx"), str(GOOD)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    tmp_path.chmod(0o755)
    assert ran.returncode == 3, ran.stderr
    assert "没有权限" in ran.stderr
    assert "规则包" in ran.stdout


def test_options_before_a_bare_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(GOOD, tmp_path / "a.xlsx")
    assert main(["--format", "json", str(tmp_path / "a.xlsx")]) in (0, 1)
    assert capsys.readouterr().out.startswith("{")
    assert (tmp_path / "a_已校验.xlsx").is_file()


def test_one_file_under_two_spellings_is_done_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(GOOD, tmp_path / "a.xlsx")
    monkeypatch.chdir(tmp_path)
    assert main(["fill", "a.xlsx", str(tmp_path / "a.xlsx")]) in (0, 1)
    assert capsys.readouterr().out.count("已写出") == 1


@pytest.mark.skipif(not hasattr(signal, "SIGTERM") or os.name != "posix", reason="signals as on Unix")
def test_asked_to_stop_a_batch_leaves_no_worker(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(300):
        shutil.copy(GOOD, folder / f"{number}.xlsx")
    command = [sys.executable, "-m", "xlperf", "batch", str(folder), "-o", str(tmp_path / "out"), "-j", "2"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2])
    while not any((tmp_path / "out").glob("*.xlsx")) and run.poll() is None:
        time.sleep(0.05)
    run.send_signal(signal.SIGTERM)
    _, told = run.communicate(timeout=60)  # ends only when no worker holds the pipes any more
    assert run.returncode == 3
    assert "已中断" in told.decode()
    assert not list((tmp_path / "out").glob(".xlperf-*"))
