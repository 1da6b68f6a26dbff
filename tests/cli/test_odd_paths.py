"""Paths that cannot be looked at: told file by file, like any other bad input."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
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


def as_nobody(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """The command line called by somebody who owns nothing."""
    command = [*AS_NOBODY, sys.executable, "-m", "xlperf", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that everybody may enter and list, with a form; that of pytest is closed to others."""
    if not _nobody_can("test", "-r", str(GOOD)) or not _nobody_can(sys.executable, "-c", "import click"):
        pytest.skip("nobody may not run this interpreter or read the examples")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place).resolve()
        folder.chmod(0o755)
        if not _nobody_can("test", "-x", str(folder)):
            pytest.skip("nobody may not enter the folder of passing files")
        shutil.copy(GOOD, folder / "b.xlsx")
        yield folder


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="takes root to be somebody else")
@pytest.mark.parametrize("args", ["fill b.xlsx", "fill b.xlsx -o o/c.xlsx", "convert b.xlsx o/c.docx", "batch . -o o"])
def test_a_folder_that_may_not_be_written(args: str, reachable: Path) -> None:
    (reachable / "o").mkdir(mode=0o755)
    command, *others = args.split()
    ran = as_nobody(command, *(part if part.startswith("-") else reachable / part for part in others))
    assert ran.returncode == 3, ran.stderr
    assert "没有权限" in ran.stderr
    assert "请" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert sorted(path.name for path in reachable.rglob("*")) == ["b.xlsx", "o"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="takes root to be somebody else")
def test_what_may_not_be_read_or_leads_in_a_circle_leaves_the_rest_of_a_batch(reachable: Path) -> None:
    folder, out = reachable / "in", reachable / "out"
    for name in ("a.xlsx", "sub/b.xlsx", "closed/c.xlsx"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(GOOD, folder / name)
    (folder / "sub" / "b.xlsx").chmod(0)
    (folder / "closed").chmod(0)
    (folder / "loop.xlsx").symlink_to("loop.xlsx")
    (folder / "sub" / "up").symlink_to("..", target_is_directory=True)
    out.mkdir()
    out.chmod(0o777)
    ran = as_nobody("batch", folder, "-o", out)
    assert ran.returncode == 3, ran.stderr
    told = dict(line.split(": ", 1) for line in ran.stderr.splitlines())
    assert set(told) == {"loop.xlsx", "sub/b.xlsx", "sub/up", "closed"}
    assert "链接绕成了圈" in told["loop.xlsx"]
    assert "没有进入" in told["sub/up"]
    assert all("没有权限" in told[name] for name in ("sub/b.xlsx", "closed"))
    assert {path.relative_to(out).as_posix() for path in out.rglob("*.xlsx")} == {"a.xlsx", "汇总.xlsx"}


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
