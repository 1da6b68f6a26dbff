"""The wheelhouse gathered from a folder of stand-ins, without network."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from leaving_out import SETTINGS
from packaging.requirements import Requirement
from wheelhouse import ROOT, main

from tests.support.stand_ins import make_sources, make_wheel

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
FOR_DESKS = set(EXTRAS) - set(SETTINGS["extras"])


def shelf(folder: Path) -> Path:
    """A wheel for all that a desk may need of what pyproject.toml names, and what Windows needs of that."""
    for need in map(Requirement, [*PROJECT["dependencies"], *(each for name in FOR_DESKS for each in EXTRAS[name])]):
        needs = ['pywin32>=224; platform_system == "Windows"'] if need.name == "xlwings" else []
        make_wheel(folder, need.name.replace("-", "_"), next(iter(need.specifier)).version, needs=needs)
    make_wheel(folder, "pywin32", "312", needs=['beeps; sys_platform == "win32"'], tag="cp311-cp311-win_amd64")
    make_wheel(folder, "beeps")
    return folder


def gather(tmp_path: Path, *options: str) -> Path:
    wheels = tmp_path / "shelf"
    assert main(["-o", str(tmp_path / "安装 包"), "--find-links", str(wheels), *options]) == 0
    return tmp_path / "安装 包"


def names(folder: Path) -> set[str]:
    return {path.name.split("-")[0] for path in folder.glob("*.whl")}


def wanted(extras: set[str]) -> set[str]:
    """What pyproject.toml names for xlperf with these extras."""
    needs = [*PROJECT["dependencies"], *(each for name in extras for each in EXTRAS[name])]
    return {Requirement(each).name.replace("-", "_") for each in needs}


def test_for_windows_it_holds_what_the_project_names_and_what_only_windows_asks_for(tmp_path: Path) -> None:
    shelf(tmp_path / "shelf")
    out = gather(tmp_path, "--platform", "win_amd64")
    assert names(out) == {*wanted(FOR_DESKS), "xlperf", "pywin32", "beeps"}
    assert (out / "requirements.txt").read_text() == f"xlperf[{','.join(sorted(FOR_DESKS))}]=={PROJECT['version']}\n"


def test_what_is_offered_as_sources_only_is_built(tmp_path: Path) -> None:
    wheel = next(shelf(tmp_path / "shelf").glob("click-*"))
    make_sources(wheel.parent, "click", wheel.name.split("-")[1])
    wheel.unlink()
    assert names(gather(tmp_path, "--platform", "win_amd64")) == {*wanted(FOR_DESKS), "xlperf", "pywin32", "beeps"}


def test_elsewhere_it_holds_what_can_be_used_there(tmp_path: Path) -> None:
    shelf(tmp_path / "shelf")
    out = gather(tmp_path)
    assert names(out) == {*wanted(FOR_DESKS - {"excel"}), "xlperf"}


def test_it_says_what_is_in_it(tmp_path: Path) -> None:
    shelf(tmp_path / "shelf")
    out = gather(tmp_path)
    sums = dict(reversed(line.split("  ")) for line in (out / "SHA256SUMS").read_text().splitlines())
    assert sums == {path.name: sha256(path.read_bytes()).hexdigest() for path in out.glob("*.whl")}


def test_wheels_of_an_earlier_time_go_and_others_stay(tmp_path: Path) -> None:
    old = make_wheel(shelf(tmp_path / "shelf"), "click", "99")
    out = gather(tmp_path)
    assert (out / old.name).is_file()
    (mine := out / "mine-1-py3-none-any.whl").write_bytes(b"")
    old.unlink()
    gather(tmp_path)
    assert not (out / old.name).exists()
    assert mine.is_file()


def test_an_extra_that_is_not_to_be_had_for_a_machine_is_left_out_and_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """As isal on a processor that nobody builds it for: xlperf runs without it."""
    next(shelf(tmp_path / "shelf").glob("isal-*")).unlink()
    out = gather(tmp_path)
    assert "isal" not in names(out)
    assert "speed" not in (out / "requirements.txt").read_text()
    assert "wheelhouse: without speed, which is not to be had for this machine" in capfd.readouterr().err


@pytest.mark.parametrize("options", [[], ["--platform", "win_amd64"]])
def test_what_is_missing_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str], options: list[str]) -> None:
    wheels = shelf(tmp_path / "shelf")
    next(wheels.glob("click-*")).unlink()
    assert main(["-o", str(tmp_path / "out"), "--find-links", str(wheels), *options]) == 1
    told = capfd.readouterr().err
    assert "click" in told
    assert "without" not in told
    assert not (tmp_path / "out").exists()


def test_what_only_windows_lacks_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    wheels = shelf(tmp_path / "shelf")
    next(wheels.glob("beeps-*")).unlink()
    assert main(["-o", str(tmp_path / "out"), "--find-links", str(wheels), "--platform", "win_amd64"]) == 1
    assert "beeps" in capfd.readouterr().err


def test_it_can_be_installed_from(tmp_path: Path) -> None:
    """By the command of the guide, into a folder of its own."""
    shelf(tmp_path / "shelf")
    out = gather(tmp_path)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(tmp_path / "installed")]
    subprocess.run([*pip, "--no-index", "--find-links", str(out), "-r", str(out / "requirements.txt")], check=True)
    assert (tmp_path / "installed" / "xlperf" / "excel" / "xlperf.xlam").is_file()
    assert (tmp_path / "installed" / "isal").is_dir()
