"""Signs that steer a terminal or that no document can hold: shown as blanks, left out of what is written."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.support.broken import GOOD, ROOT
from tests.support.hostile_books import text

STEERING = (
    "甲_x0000__x0007__x001B_[2J乙", "甲\u009b2J\u0085乙", "甲\u202e\u2066乙", "甲\u2028\u2029_x000B_乙",
)  # fmt: skip
UNWRITABLE = {
    "甲_x0000__x0007__x001F_乙": "甲乙",
    "甲_xFFFE__xFFFF_乙": "甲乙",
    "甲_xD800_乙": "甲乙",
    "甲\u202e乙\u200f": "甲\u202e乙\u200f",
    "长" * 32767: "长" * 32767,
}
"""Projects as a workbook has them, and what every document can hold of them; workbooks and JSON escape the others."""
LOST = dict.fromkeys(map(ord, "\0\x07\x1f\ufffe\uffff\ufffd"))


def put(folder: Path, project: str) -> Path:
    (folder / "表.xlsx").write_bytes(text(project)())
    return folder / "表.xlsx"


def steering(shown: str) -> set[str]:
    """Signs that are no signs of writing, but for the ends of lines."""
    return {sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")} - {"\n"}


@pytest.mark.parametrize("project", STEERING, ids=range(len(STEERING)))
def test_what_a_workbook_says_is_shown_as_signs(project: str, call: Call, tmp_path: Path) -> None:
    ended = call("check", put(tmp_path, project))
    assert ended.status == 0
    assert "甲" in ended.out
    assert steering(ended.out) == set()


@pytest.mark.skipif(os.name != "posix", reason="file names as on Unix")
def test_what_a_file_is_called_is_shown_as_signs(call: Call, tmp_path: Path) -> None:
    name = "没\x1b[2J\x07有\u202e.xlsx"
    for ended in (call("check", tmp_path / name), call("convert", tmp_path / name, tmp_path / "出.csv")):
        assert ended.status == 3
        assert "没" in ended.err
        assert steering(ended.err) == set()


@pytest.mark.skipif(os.name != "posix", reason="terminals as on Unix")
def test_a_terminal_is_not_steered(tmp_path: Path) -> None:
    """click itself takes escapes out of what goes into a pipe or a file, and leaves them in on a terminal."""
    source, (near, far) = put(tmp_path, STEERING[0]), os.openpty()
    command = [sys.executable, "-m", "xlperf", "check", str(source)]
    with subprocess.Popen(command, stdout=far, stderr=subprocess.DEVNULL, cwd=ROOT) as run:
        os.close(far)
        shown = b""
        while piece := read_terminal(near):
            shown += piece
    os.close(near)
    assert run.returncode == 0
    assert "[2J乙".encode() in shown
    assert not {0, 7, 27} & set(shown)


def read_terminal(terminal: int) -> bytes:
    """What stands there next; nothing where the program has ended."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.parametrize("suffix", [".csv", ".html", ".md", ".docx", ".json", ".xlsx"])
@pytest.mark.parametrize("project", UNWRITABLE, ids=range(len(UNWRITABLE)))
def test_what_is_converted_can_be_read_again(project: str, suffix: str, call: Call, tmp_path: Path) -> None:
    other, back = tmp_path / f"转{suffix}", tmp_path / "回.xlsx"
    assert call("convert", put(tmp_path, project), other).status == 0
    ended = call("convert", other, back)
    assert ended.status == 0, ended.err
    (form,) = call("check", back, "--format", "json").document["files"][0]["forms"]
    assert form["project"].translate(LOST) == UNWRITABLE[project]


def test_no_formula_hides_behind_a_sign_that_is_not_seen(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "表.csv"
    assert call("convert", put(tmp_path, "_x0001_=cmd|' /C calc'!A0"), target).status == 0
    with target.open(encoding="utf-8-sig", newline="") as stream:
        (cell,) = (cell for row in csv.reader(stream) for cell in row if "cmd|" in cell)
    assert cell.startswith("'=")


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are Unicode there")
@pytest.mark.parametrize("suffix", [".csv", ".html", ".md", ".docx", ".xlsx"])
def test_a_name_that_no_encoding_spells_is_converted(suffix: str, call: Call, tmp_path: Path) -> None:
    source = Path(shutil.copy(GOOD, tmp_path / os.fsdecode(b"\xb1\xed.xlsx")))  # 表.xlsx as GBK spells it
    assert call("convert", source, tmp_path / f"转{suffix}").status == 0
    assert call("check", tmp_path / f"转{suffix}").status == 0
