"""The .cmd files held against the known traps of cmd.exe: code pages, blanks and & in paths, blocks, privileges."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from windows_zip import render_scripts

SCRIPTS = {name: text.decode("ascii") for name, text in render_scripts("1.0").items() if name.endswith(".cmd")}

pytestmark = pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())


def commands(script: str) -> list[str]:
    """The lines without remarks and labels."""
    return [line for line in script.splitlines() if line and not line.startswith(("rem ", ":", "@echo off"))]


def test_it_is_ascii_with_windows_line_ends_and_starts_quietly(script: str) -> None:
    assert script.isascii()
    assert script.count("\r\n") == script.count("\n") == script.count("\r")
    assert script.startswith("@echo off\r\n")
    assert max(map(len, script.splitlines())) < 1000


def test_a_sign_of_exclamation_in_a_path_is_kept(script: str) -> None:
    lines = commands(script)
    assert lines[0] == "setlocal EnableExtensions DisableDelayedExpansion"
    later = (
        lines[lines.index("setlocal EnableDelayedExpansion") + 1 :]
        if "setlocal EnableDelayedExpansion" in lines
        else []
    )
    here = [line for line in later if not line.startswith(("powershell", "pause", "exit"))]
    assert not any("%" in line for line in here)


def test_every_variable_in_a_path_is_quoted(script: str) -> None:
    for line in commands(script):
        outside = "".join(re.split(r'"[^"]*"', line))
        assert not re.search(r"%~|[%!](?!XLPERF_STATUS%)\w+[%!]", outside), line


def test_arguments_are_never_expanded(script: str) -> None:
    assert not re.search(r"%\*|%~?[1-9]|\bshift\b|\bcall\b", script)


def test_there_are_no_blocks(script: str) -> None:
    """A variable in a block is expanded before the block runs, and a path with ) ends it."""
    for line in commands(script):
        if not line.startswith("powershell"):
            assert not re.search(r"[()]", line), line


def test_every_label_is_there_and_the_script_never_runs_into_one(script: str) -> None:
    lines = [line for line in script.splitlines() if line]
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert set(re.findall(r"\bgoto (\w+)", script)) == labels
    for before, line in pairwise(lines):
        if line.startswith(":"):
            assert re.search(r"(^|& )exit( /b)?( \d| %XLPERF_STATUS%)?$", before), before


def test_nothing_asks_for_more_than_the_user_may(script: str) -> None:
    programs = r"\b(runas|reg|regedit|schtasks|sc|net|icacls|takeown|chcp|curl|bitsadmin|certutil|setx)\b"
    options = r"ExecutionPolicy|-Verb"
    assert not any(re.search(f"{programs}|{options}", line, re.IGNORECASE) for line in commands(script))


def test_only_its_own_folder_is_ever_removed(script: str) -> None:
    removals = [line for line in commands(script) if re.match(r"(rmdir|rd|del|erase|move|ren)\b", line)]
    assert all(line.startswith('rmdir /s /q "%XLPERF_PROGRAM%" ') for line in removals)
    if removals:
        assert r'set "XLPERF_PROGRAM=%LOCALAPPDATA%\xlperf\program"' in script


def test_the_window_stays_until_it_was_read(script: str) -> None:
    ends = [number for number, line in enumerate(commands(script)) if re.search(r"\bexit\b", line)]
    assert ends
    for number in ends:
        assert "pause" in commands(script)[max(0, number - 3) : number]
