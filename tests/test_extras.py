"""What to type where a part that is installed on demand is missing."""

import re
import sys
import tomllib
from pathlib import Path

import pytest

from xlperf.extras import own_pip

ROOT = Path(__file__).resolve().parents[1]


def test_the_python_that_runs_is_the_one_to_install_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/xlperf/bin/python3")
    assert own_pip() == "/opt/xlperf/bin/python3 -m pip"


def test_a_folder_with_a_blank_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", r"C:\Program Files\Python\python.exe")
    assert own_pip() == r'"C:\Program Files\Python\python.exe" -m pip'


def test_every_extra_that_is_told_can_be_installed_and_is_in_quotes_that_cmd_knows() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "xlperf").rglob("*.py"))
    assert (
        set(re.findall(r'\{pip\} install "xlperf\[(\w+)\]"', sources))
        == {"addin", "cluster", "convert", "excel", "letters"}
        <= set(extras)
    )
    assert not re.findall(r"install '", sources)
