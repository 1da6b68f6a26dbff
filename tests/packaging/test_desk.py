"""Installing and uninstalling the unpacked folder; a stand-in for the private Python notes what it is asked."""

from __future__ import annotations

from pathlib import Path

import desk
import pytest

NOTED = """#!/bin/sh
printf '%s\\n' "$*" >>"$(dirname "$0")/../../asked.txt"
exit "$(cat "$(dirname "$0")/status")"
"""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "张 三"
    return {"LOCALAPPDATA": str(home / "Local"), "APPDATA": str(home / "Roaming")}


def unpacked(folder: Path, version: str = "1", status: int = 0) -> Path:
    """The zip as a clerk has unpacked it."""
    (python := folder / "python").mkdir(parents=True)
    (python / "python.exe").write_text(NOTED)
    (python / "status").write_text(str(status))
    (python / "module.py").write_text("VALUE = 1\n")
    (folder / desk.LAUNCHER).write_text("@echo off")
    (folder / "version").write_text(version)
    return folder


@pytest.fixture(autouse=True)
def _programs_can_be_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows runs a program by its name; here a copy must be told that it is one."""
    run = desk.run_xlperf

    def run_stand_in(program: Path, command: str) -> int:
        if (python := program / "python" / "python.exe").exists():
            python.chmod(0o755)
        return run(program, command)

    monkeypatch.setattr(desk, "run_xlperf", run_stand_in)


def asked(environ: dict[str, str]) -> list[str]:
    return (Path(environ["LOCALAPPDATA"]) / "xlperf" / "asked.txt").read_text().splitlines()


def test_installing_puts_everything_in_its_place(
    tmp_path: Path, environ: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.install(unpacked(tmp_path / "下载 (1)"), environ) == 0
    program = desk.program_folder(environ)
    assert (program / "version").read_text() == "1"
    assert (program / "python" / "__pycache__").is_dir()
    assert desk.send_to_file(environ).read_text() == "@echo off"
    assert asked(environ) == ["-I -m xlperf excel install"]
    assert f"已安装：{program}" in capsys.readouterr().out


def test_installing_again_replaces_the_program(tmp_path: Path, environ: dict[str, str]) -> None:
    desk.install(unpacked(tmp_path / "old", "1"), environ)
    (desk.program_folder(environ) / "left over").write_text("x")
    desk.install(unpacked(tmp_path / "new", "2"), environ)
    assert (desk.program_folder(environ) / "version").read_text() == "2"
    assert not (desk.program_folder(environ) / "left over").exists()
    assert sorted(path.name for path in desk.program_folder(environ).parent.iterdir()) == ["asked.txt", "program"]


def test_installing_from_its_own_place_keeps_it(tmp_path: Path, environ: dict[str, str]) -> None:
    desk.install(unpacked(tmp_path / "once"), environ)
    assert desk.install(desk.program_folder(environ), environ) == 0
    assert (desk.program_folder(environ) / "version").read_text() == "1"


def test_a_copy_that_breaks_off_leaves_the_old_program(
    tmp_path: Path, environ: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    desk.install(unpacked(tmp_path / "old", "1"), environ)
    broken = unpacked(tmp_path / "new", "2")
    (broken / "zz").symlink_to(tmp_path / "nowhere")  # copying it fails, after the others
    assert desk.install(broken, environ) == 3
    assert "原来的程序没有动" in capsys.readouterr().out
    assert (desk.program_folder(environ) / "version").read_text() == "1"
    assert sorted(path.name for path in desk.program_folder(environ).parent.iterdir()) == ["asked.txt", "program"]


@pytest.mark.parametrize(("status", "expected"), [(0, 0), (2, 0), (3, 3)])
def test_a_machine_without_excel_is_no_fault(
    tmp_path: Path, environ: dict[str, str], status: int, expected: int
) -> None:
    assert desk.install(unpacked(tmp_path / "zip", status=status), environ) == expected
    assert desk.send_to_file(environ).is_file()


def test_an_addin_that_was_not_put_in_place_is_told(
    tmp_path: Path, environ: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """As where Excel is open: the program stands, and files can be sent to it."""
    desk.install(unpacked(tmp_path / "zip", status=3), environ)
    said = capsys.readouterr().out
    assert "加载项没有装上" in said
    assert "已安装" not in said


@pytest.mark.parametrize("command", ["install", "uninstall"])
def test_a_program_that_may_not_run_is_told(
    tmp_path: Path, environ: dict[str, str], capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """As where antivirus software has taken it away."""
    (source := unpacked(tmp_path / "zip") / "python" / "python.exe").unlink()
    if command == "install":
        assert desk.install(source.parents[1], environ) == 3
    else:
        assert desk.uninstall(source.parents[1], environ) == 3
    said = capsys.readouterr().out
    assert "python.exe：No such file or directory。可能被杀毒软件拦截" in said
    assert "已卸载" not in said


def test_uninstalling_takes_the_entry_and_the_addin_out(tmp_path: Path, environ: dict[str, str]) -> None:
    desk.install(unpacked(tmp_path / "zip"), environ)
    assert desk.uninstall(desk.program_folder(environ), environ) == 0
    assert not desk.send_to_file(environ).exists()
    assert asked(environ)[-1] == "-I -m xlperf excel uninstall"


def test_with_excel_open_nothing_is_uninstalled(tmp_path: Path, environ: dict[str, str]) -> None:
    desk.install(unpacked(tmp_path / "zip", status=3), environ)
    assert desk.uninstall(desk.program_folder(environ), environ) == 3
    assert desk.send_to_file(environ).is_file()
