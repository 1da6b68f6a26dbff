"""Wheels: which of them a target needs, and where their files go."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import parse_wheel_filename
from wheels import PackagingError, Target, choose_wheels, read_wheels, unpack

from tests.support.stand_ins import make_wheel, make_windows_wheels

WINDOWS = Target("3.11", "win_amd64")


def names(folder: Path, wanted: str, target: Target = WINDOWS) -> list[str]:
    return [wheel.name for wheel in choose_wheels(read_wheels(folder, target), Requirement(wanted), target)]


def test_what_windows_asks_for_is_there_though_this_is_no_windows(tmp_path: Path) -> None:
    wheels = make_windows_wheels(tmp_path)
    assert names(wheels, "xlperf[excel,speed]") == ["click", "colorama", "isal", "pywin32", "xlperf", "xlwings"]
    assert names(wheels, "xlperf") == ["click", "colorama", "xlperf"]


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("pywin32", "no wheel for pywin32>=224.*, which xlwings asks for"),
        ("colorama", "which click asks for"),
        ("xlperf", "which the command line asks for"),
    ],
)
def test_a_missing_wheel_is_named(tmp_path: Path, gone: str, said: str) -> None:
    wheels = make_windows_wheels(tmp_path)
    next(wheels.glob(f"{gone}-*")).unlink()
    with pytest.raises(PackagingError, match=said):
        names(wheels, "xlperf[excel,speed]")


def test_a_version_that_does_not_do_is_none(tmp_path: Path) -> None:
    make_wheel(tmp_path, "xlperf", needs=["click>=9"])
    make_wheel(tmp_path, "click", "8.5")
    with pytest.raises(PackagingError, match="click>=9"):
        names(tmp_path, "xlperf")


def test_needs_that_go_in_a_circle_end(tmp_path: Path) -> None:
    make_wheel(tmp_path, "one", needs=["two"])
    make_wheel(tmp_path, "two", needs=["one", "Some.Name"])
    make_wheel(tmp_path, "some_name")
    assert names(tmp_path, "one") == ["one", "some-name", "two"]


@pytest.mark.parametrize(
    ("file", "fits"),
    [
        ("a-1-py3-none-any.whl", True),
        ("a-1-py2.py3-none-any.whl", True),
        ("a-1-cp311-cp311-win_amd64.whl", True),
        ("a-1-cp39-abi3-win_amd64.whl", True),
        ("a-1-cp312-abi3-win_amd64.whl", False),
        ("a-1-cp310-cp310-win_amd64.whl", False),
        ("a-1-cp311-cp311-win32.whl", False),
        ("a-1-cp311-cp311-manylinux_2_17_x86_64.whl", False),
        ("a-1-py2-none-any.whl", False),
    ],
)
def test_which_wheels_are_for_a_target(file: str, fits: bool) -> None:
    assert WINDOWS.takes(parse_wheel_filename(file)[3]) is fits


def test_a_wheel_for_another_system_is_refused(tmp_path: Path) -> None:
    make_wheel(tmp_path, "isal", tag="cp311-cp311-manylinux_2_17_x86_64")
    with pytest.raises(PackagingError, match=r"is not for Python 3\.11 on win_amd64"):
        read_wheels(tmp_path, WINDOWS)


def test_where_files_go(tmp_path: Path) -> None:
    files = {
        "a/deep/er.txt": "1",
        "a-1.0.data/data/tool.dll": "2",
        "a-1.0.data/scripts/run": "3",
        "a-1.0.data/platlib/b.pyd": "4",
    }
    make_wheel(tmp_path, "a", files=files)
    (wheel,) = read_wheels(tmp_path, WINDOWS)
    unpacked = unpack(wheel)
    assert unpacked["Lib/site-packages/a/deep/er.txt"] == b"1"
    assert unpacked["tool.dll"] == b"2"
    assert unpacked["Scripts/run"] == b"3"
    assert unpacked["Lib/site-packages/b.pyd"] == b"4"
    assert unpacked["Lib/site-packages/a/__init__.py"] == b"VERSION = '1.0'\n"


@pytest.mark.parametrize(
    "name", ["a/../../out.py", "a-1.0.data/data/../out.py", "C:/out.py", "a-1.0.data/data//out.py"]
)
def test_a_path_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    make_wheel(tmp_path, "a", files={name: "out"})
    (wheel,) = read_wheels(tmp_path, WINDOWS)
    with pytest.raises(PackagingError, match="leads out"):
        unpack(wheel)
