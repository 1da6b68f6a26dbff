"""The zip for Windows, put together from stand-ins: what is in it, and the same bytes each time."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from wheels import PackagingError, Target
from windows_zip import SETTINGS, assemble, find_target, main, refuse_clashes

from tests.support.stand_ins import make_python, make_wheel, make_windows_wheels

TOP = "xlperf-0.1.0/"
PACKAGES = TOP + "python/Lib/site-packages/"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    return assemble(make_python(tmp_path / "私有 Python"), make_windows_wheels(tmp_path / "wheels"))


def test_everything_is_below_one_folder(files: dict[str, bytes]) -> None:
    assert all(name.startswith(TOP) for name in files)
    shown = {name.removeprefix(TOP).split("/")[0] for name in files}
    assert shown == {
        "python",
        "许可证",
        "安装.cmd",
        "卸载.cmd",
        "把文件拖到这里.cmd",
        "使用说明.txt",
        "desk.py",
        "launch.py",
    }


def test_the_python_finds_the_packages(files: dict[str, bytes]) -> None:
    assert files[TOP + "python/python311._pth"] == b"python311.zip\r\n.\r\nLib\\site-packages\r\nimport site\r\n"
    assert {name.removeprefix(PACKAGES).split("/")[0] for name in files if name.startswith(PACKAGES)} >= {
        "xlperf", "click", "colorama", "isal", "pywin32", "pywin32.pth", "xlwings",
    }  # fmt: skip
    assert files[PACKAGES + "xlperf/excel/xlperf.xlam"] == b"addin"


def test_nothing_of_xlwings_pro_is_shipped(files: dict[str, bytes]) -> None:
    assert [name for name in files if "/pro/" in name or "PRO" in name or name.endswith((".dll", ".pyd"))] == [
        TOP + "python/python311.dll"
    ]
    assert not any(name.startswith(TOP + "python/Scripts/") for name in files)


def test_the_licences_lie_beside(files: dict[str, bytes]) -> None:
    licences = {name.removeprefix(TOP + "许可证/"): text for name, text in files.items() if "许可证" in name}
    assert licences == {
        "colorama/colorama-1.0.dist-info/licenses/LICENSE.txt": b"BSD",
        "xlperf/xlperf-0.1.0.dist-info/licenses/LICENSE": b"MIT",
        "xlwings/xlwings-0.37.8.dist-info/LICENSE.txt": b"BSD",
    }


def test_the_guide_reads_in_notepad(files: dict[str, bytes]) -> None:
    guide = files[TOP + "使用说明.txt"]
    assert guide.startswith("\ufeffxlperf 0.1.0：".encode())
    assert guide.count(b"\r\n") == guide.count(b"\n") > 20
    assert b"{" not in guide
    for name in SETTINGS["scripts"].values():
        if name.endswith(".cmd"):
            assert f"“{name}”" in guide.decode("utf-8-sig")


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    python, wheels = make_python(tmp_path / "python"), make_windows_wheels(tmp_path / "wheels")
    for name in ("one.zip", "out/two.zip"):
        assert main([str(python), str(wheels), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "out/two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.testzip() is None
        assert archive.read(TOP + "安装.cmd").startswith(b"@echo off\r\n")
        assert all(info.flag_bits & 0x800 or info.filename.isascii() for info in archive.infolist())
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert sorted(path.name for path in tmp_path.glob("*.zip*")) == ["one.zip"]


@pytest.mark.parametrize(
    ("machine", "number", "target"),
    [
        (0x8664, "311", Target("3.11", "win_amd64")),
        (0x014C, "312", Target("3.12", "win32")),
        (0xAA64, "313", Target("3.13", "win_arm64")),
    ],
)
def test_which_python_stands_in_the_folder(tmp_path: Path, machine: int, number: str, target: Target) -> None:
    assert find_target(make_python(tmp_path / "python", machine, number)) == target


@pytest.mark.parametrize("harm", ["python.exe", "python311.dll"])
def test_a_folder_that_is_no_python_is_refused(tmp_path: Path, harm: str) -> None:
    python = make_python(tmp_path / "python")
    (python / harm).unlink()
    with pytest.raises(PackagingError, match="no folder of a Python for Windows"):
        find_target(python)


def test_a_python_of_another_system_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    python = make_python(tmp_path / "python")
    (python / "python.exe").write_bytes(b"\x7fELF" + bytes(4096))
    assert main([str(python), str(tmp_path), "-o", str(tmp_path / "x.zip")]) == 1
    assert "is no program for Windows" in capsys.readouterr().err
    assert not (tmp_path / "x.zip").exists()


def test_a_folder_without_our_own_wheel_is_told(tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", "click")
    with pytest.raises(PackagingError, match=r"no wheel for xlperf .* packaging/wheelhouse\.py"):
        assemble(make_python(tmp_path / "python"), tmp_path / "wheels")


def test_an_extra_that_is_new_is_shipped_without_a_word_here(tmp_path: Path) -> None:
    """Which wheels go in is what the metadata of our own says, that is pyproject.toml."""
    wheels = make_windows_wheels(tmp_path / "wheels")
    make_wheel(wheels, "xlperf", "0.2.0", needs=['abacus; extra == "beads"'], extras=["beads", "dev"])
    make_wheel(wheels, "abacus")
    files = assemble(make_python(tmp_path / "python"), wheels)
    assert files["xlperf-0.2.0/python/Lib/site-packages/abacus/__init__.py"] == b"VERSION = '1.0'\n"
    assert not any("site-packages/click/" in name for name in files)


def test_wheels_of_another_python_are_refused(tmp_path: Path) -> None:
    python, wheels = make_python(tmp_path / "python", number="312"), make_windows_wheels(tmp_path / "wheels")
    with pytest.raises(PackagingError, match=r"is not for Python 3\.12"):
        assemble(python, wheels)


@pytest.mark.parametrize(
    "names",
    [["a/License.txt", "a/LICENSE.txt"], ["a/b:c"], ["a./b"], ["a /b"], ["a/b?"], ["x" * 171], ["a\\b"]],
)
def test_names_that_windows_cannot_hold_are_refused(names: list[str]) -> None:
    with pytest.raises(PackagingError):
        refuse_clashes(names)


def test_a_package_in_the_python_itself_gives_way_to_the_wheel(tmp_path: Path) -> None:
    python, wheels = make_python(tmp_path / "python"), make_windows_wheels(tmp_path / "wheels")
    (old := python / "Lib/site-packages/click").mkdir(parents=True)
    (old / "__init__.py").write_text("VERSION = 'old'\n")
    make_wheel(wheels, "click", "8.6")
    (wheels / "click-8.5-py3-none-any.whl").unlink()
    assert assemble(python, wheels)[PACKAGES + "click/__init__.py"] == b"VERSION = '8.6'\n"


def test_what_the_scripts_say_is_spelled_in_ascii(files: dict[str, bytes]) -> None:
    said = {
        re.sub(r"\\u([0-9a-f]{4})", lambda sign: chr(int(sign[1], 16)), text)
        for name, script in files.items()
        if name.endswith(".cmd")
        for text in re.findall(r"Unescape\('(.*?)'\)", script.decode("ascii"))
    }
    assert said == {"请先把压缩包全部解压，再双击“安装.cmd”。", "没有找到 xlperf 的程序，请先运行“安装.cmd”。"}
