"""The wheelhouse gathered from a folder of stand-ins, without network."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from wheelhouse import ROOT, main

from tests.support.stand_ins import make_wheel

NEEDED = {"cattrs": "24.1", "click": "8.5", "jinja2": "3.1", "rich": "15.0", "tomlkit": "0.15", "xlsxwriter": "3.3"}
"""What xlperf itself asks for; further ones are found in its metadata."""


def shelf(folder: Path) -> Path:
    """A wheel for all that xlperf[excel,speed] asks for."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    for need in (*project["dependencies"], *extras["excel"], *extras["speed"], "pywin32>=300", "colorama>=0"):
        name, _, version = need.replace("==", ">=").partition(">=")
        make_wheel(folder, name, version)
    return folder


def test_it_is_complete_and_says_what_is_in_it(tmp_path: Path) -> None:
    out = tmp_path / "安装 包"
    assert main(["-o", str(out), "--platform", "win_amd64", "--find-links", str(shelf(tmp_path / "shelf"))]) == 0
    names = {path.name.split("-")[0].lower() for path in out.glob("*.whl")}
    assert names >= {*NEEDED, "xlperf", "xlwings", "pywin32", "colorama", "isal"}
    sums = dict(reversed(line.split("  ")) for line in (out / "SHA256SUMS").read_text().splitlines())
    assert sums == {path.name: sha256(path.read_bytes()).hexdigest() for path in out.glob("*.whl")}


def test_what_is_missing_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    wheels = shelf(tmp_path / "shelf")
    next(wheels.glob("click-*")).unlink()
    assert main(["-o", str(tmp_path / "out"), "--find-links", str(wheels)]) == 1
    assert "click" in capfd.readouterr().err
    assert not (tmp_path / "out" / "SHA256SUMS").exists()
