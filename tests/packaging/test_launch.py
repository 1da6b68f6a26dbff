"""What was dropped on the launcher, read from the line of cmd.exe; and the launcher run as it is shipped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from launch import read_line

ROOT = Path(__file__).parents[2]
DROP = "把文件拖到这里.cmd"
NAMES = st.text(
    st.characters(
        min_codepoint=32, max_codepoint=0x9FFF, blacklist_characters='<>:"/\\|?*', blacklist_categories=("C", "Z")
    )
    | st.just(" "),
    min_size=1,
    max_size=12,
).filter(lambda name: name == name.strip())
PATHS = st.builds("{}:\\{}\\{}.xlsx".format, st.sampled_from("CDZ"), NAMES, NAMES)


def explorer(paths: list[str], launcher: str = rf"C:\Users\张 三\Desktop\{DROP}") -> str:
    """The line that Explorer gives to cmd.exe: only names with blanks are quoted, and the whole once more."""
    words = [f'"{launcher}"', *(f'"{path}"' if " " in path else path for path in paths)]
    return rf'C:\Windows\system32\cmd.exe /c "{" ".join(words)}"'


@pytest.mark.parametrize(
    "paths",
    [
        [r"C:\表.xlsx"],
        [r"C:\自评 表\一 二.xlsx", r"D:\汇总"],
        [r"C:\A&B.xlsx", r"C:\a^b.xlsx", r"C:\100%PATH%.xlsx", r"C:\wow!.xlsx"],
        [r"C:\a,b;c=d.xlsx", r"C:\(1) 副本.xlsx"],
        [r"\\server\共享 文件夹\表.xlsx"],
        [],
    ],
)
def test_dropped_paths_are_whole(paths: list[str]) -> None:
    assert read_line(explorer(paths), DROP) == paths


@given(st.lists(PATHS, max_size=5))
def test_any_names_that_windows_allows_come_through(paths: list[str]) -> None:
    assert read_line(explorer(paths), DROP) == paths


def test_the_launcher_s_name_in_other_case_and_without_quotes() -> None:
    assert read_line(r'cmd /c "C:\x\DROP.CMD C:\a.xlsx"', "drop.cmd") == [r"C:\a.xlsx"]


@pytest.mark.parametrize("line", ["", r"C:\Windows\system32\cmd.exe", r'cmd.exe /c "other.cmd" C:\a.xlsx'])
def test_a_line_of_a_console_holds_nothing_dropped(line: str) -> None:
    assert read_line(line, DROP) == []


def run_launcher(line: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"XLPERF_LINE": line, "XLPERF_LAUNCHER": DROP, "PYTHONPATH": str(ROOT)}
    script = ROOT / "packaging" / "windows" / "launch.py"
    return subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=False)


def test_a_dropped_workbook_is_filled(tmp_path: Path) -> None:
    workbook = tmp_path / "自评 & 表.xlsx"
    workbook.write_bytes(next((ROOT / "examples" / "inbox" / "深圳").glob("06*.xlsx")).read_bytes())
    done = run_launcher(explorer([str(workbook)]))
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "自评 & 表_已校验.xlsx").is_file()


def test_without_anything_dropped_it_says_what_to_do() -> None:
    done = run_launcher("cmd.exe")
    assert done.returncode == 2
    assert done.stdout.startswith("请把工作簿或文件夹拖到这个图标上")
