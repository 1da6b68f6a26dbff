"""xlperf excel: its commands on this machine and on an imagined one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.imagined import ImaginedMachine, with_excel
from xlperf.cli import main
from xlperf.excel.machine import ThisMachine
from xlperf.excel.places import ADDIN

COMMANDS = ("excel_install", "excel_uninstall", "excel_status", "excel_doctor")


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> ImaginedMachine:
    """The commands find themselves on an imagined machine with Excel."""
    machine = with_excel()
    for name in COMMANDS:
        monkeypatch.setattr(f"xlperf.cli.{name}.ThisMachine", lambda: machine)
    return machine


def test_install_status_uninstall(windows: ImaginedMachine, capsys: pytest.CaptureFixture[str]) -> None:
    before = dict(windows.files)
    assert main(["excel", "install"]) == 0
    assert "已写出：%USERPROFILE%\\.xlperf\\xlperf.conf\n请重新打开 Excel" in capsys.readouterr().out
    assert main(["excel", "status"]) == 0
    assert "加载项 0.1.0 装在 %APPDATA%" in capsys.readouterr().out
    assert main(["excel", "uninstall"]) == 0
    assert "已恢复：%APPDATA%\\Microsoft\\Excel\\XLSTART\\xlperf.xlam" in capsys.readouterr().out
    assert windows.files == before


def test_what_is_in_the_way_gives_exit_status_1(windows: ImaginedMachine, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["excel", "install"]) == 0
    windows.packages = frozenset()
    assert main(["excel", "status", "--format", "json"]) == 1
    seen = json.loads(capsys.readouterr().out.partition("doctor。\n")[2])
    assert [each["verdict"] for each in seen["addin"]] == ["good", "bad"]
    assert list(seen) == ["addin", "obstacles"]


def test_the_page_goes_to_a_file_that_notepad_reads(
    windows: ImaginedMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["excel", "doctor"]) == 0
    shown = capsys.readouterr().out
    assert main(["excel", "doctor", "-o", "体检单.txt"]) == 0
    assert capsys.readouterr().out == "已写出：体检单.txt\n"
    written = windows.files["体检单.txt"]
    assert written.startswith("\ufeffxlperf".encode())
    assert written.decode("utf-8-sig").replace("\r\n", "\n") == shown


def test_elsewhere_it_says_what_is_possible(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ThisMachine, "system", "Linux")
    assert main(["excel", "install"]) == 2
    assert main(["excel", "uninstall"]) == 2
    assert "xlperf fill" in capsys.readouterr().err
    assert main(["excel", "status"]) == 0
    assert main(["excel", "doctor"]) == 0
    assert "XLSTART" not in capsys.readouterr().out


def test_build_gives_the_addin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "新建" / "xlperf.xlam"
    assert main(["excel", "build", "-o", str(target)]) == 0
    assert target.read_bytes() == ADDIN.read_bytes()
    assert capsys.readouterr().out == f"已写出：{target}\n"


def test_an_unknown_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["excel", "instal"]) == 2
    assert capsys.readouterr().err == "xlperf: xlperf excel 没有名为 instal 的命令。 命令见 xlperf excel --help。\n"


def test_this_machine_writes_whole_or_not_at_all(tmp_path: Path) -> None:
    machine, path = ThisMachine(), str(tmp_path / "文件夹" / "a b.txt")
    machine.write(path, b"one")
    machine.write(path, b"two")
    assert machine.read(path) == b"two"
    assert machine.read(path, 1) == b"t"
    assert machine.names(str(tmp_path / "文件夹")) == ["a b.txt"]
    with pytest.raises(OSError, match="文件夹"):
        machine.write(str(tmp_path / "文件夹"), b"a folder stands there")
    assert machine.names(str(tmp_path)) == ["文件夹"]
    machine.remove(path)
    machine.remove(path)
    assert machine.read(path) is None
    assert machine.names(str(tmp_path)) == []
