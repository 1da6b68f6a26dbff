"""What a run refuses or warns of: each met by a real input, its page in step, its signs shown by a GBK console."""

from __future__ import annotations

import contextlib
import io
import os
import re
import runpy
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support.message_files import make_files
from tests.support.message_scenes import play
from xlperf.checks import CHECKS
from xlperf.cli import main
from xlperf.cli.group import COMMANDS, SUBCOMMANDS
from xlperf.messages import load_catalogue, say
from xlperf.recognition import load_library
from xlperf.rules import load_packs

ROOT = Path(__file__).parents[1]
T101 = "没有在文件中找到绩效自评表"
"""A finding, which the pages of the checks tell."""

MARKED = re.compile("注意：|未动：")
PAGE = runpy.run_path(str(ROOT / "docs" / "messages.py"))


@pytest.fixture(scope="module")
def pairs() -> list[Any]:
    found: list[Any] = PAGE["find_pairs"]()
    return found


@pytest.fixture(scope="module")
def notices() -> set[str]:
    return {notice.text for notice in PAGE["find_notices"]()}


class Said(NamedTuple):
    """All that the scenes show, one after the other; `beside` is what stood on standard error."""

    shown: str
    beside: str

    @property
    def all(self) -> str:
        return self.shown + self.beside


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    if sys.platform != "linux":
        pytest.skip("the scenes need devices of Linux, and on Windows would install the add-in")
    folder = tmp_path_factory.mktemp("scenes")
    make_files(folder)
    shown, beside = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(shown), contextlib.redirect_stderr(beside):
        play(folder)
    found = Said(shown.getvalue(), beside.getvalue())
    assert "Traceback" not in found.all
    return found


def pattern_of(template: str) -> re.Pattern[str]:
    """What a template looks like with any values; what stands outside its own words does not count."""
    words = re.sub(r"^(\{\w+\}|：)+|(\{\w+\}|：)+$", "", template)
    return re.compile(re.sub(r"\\\{\w+\\\}", r"[^\\n]*?", re.escape(words)))


def pattern_of_pair(problem: str, remedy: str) -> re.Pattern[str]:
    """A problem and, on the same line, what is to be done about it."""
    return re.compile(rf"{pattern_of(problem).pattern}[^\n]*?{pattern_of(remedy).pattern}")


def test_every_message_is_met_in_a_scene(pairs: list[Any], said: Said) -> None:
    assert [pair for pair in pairs if not pattern_of_pair(pair.problem, pair.remedy).search(said.all)] == []


def test_every_notice_is_met_in_a_scene(notices: set[str], said: Said) -> None:
    assert [text for text in sorted(notices) if not pattern_of(text).search(said.all)] == []


def test_what_is_told_beside_the_results_is_on_the_page(pairs: list[Any], notices: set[str], said: Said) -> None:
    """Found where it is told, not where it is made: nothing is left out by the search through the source."""
    known = [pattern_of(text) for text in (*(pair.problem for pair in pairs), *notices, T101)]
    lines = [*said.beside.splitlines(), *(line for line in said.shown.splitlines() if MARKED.search(line))]
    assert len(lines) > 200
    assert [line for line in lines if not any(each.search(line) for each in known)] == []


def test_it_is_known_of_every_notice_what_to_do(notices: set[str]) -> None:
    assert set(PAGE["read_remedies"]()) == notices


def test_the_page_is_in_step() -> None:
    assert PAGE["TARGET"].read_text("utf-8") == PAGE["render"]()


def test_every_sentence_has_signs_that_a_gbk_console_knows(pairs: list[Any]) -> None:
    """Values may hold any sign; what xlperf itself says must not become question marks."""
    english = load_catalogue("en")
    texts = {text for pair in pairs for text in (pair.problem, pair.remedy)} | {*english, *english.values()}
    assert [text for text in sorted(texts) if not in_gbk(text)] == []


def in_gbk(text: str) -> bool:
    """A console of code page 936 shows every sign of it."""
    return text.encode("gbk", "replace").decode("gbk") == text


def test_every_line_of_the_scenes_has_signs_that_a_gbk_console_knows(said: Said) -> None:
    """But the one about a path that code page 936 cannot spell."""
    assert {line[:11] for line in said.all.splitlines() if not in_gbk(line)} == {"程序所在的路径 D:\\"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_told_of_forms_and_rules_has_signs_that_a_gbk_console_knows(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    known = [("rules", each) for each in (*load_packs(), *(check.code for check in CHECKS))]
    known += [("forms", each) for each in load_library().forms]
    for arguments in (("rules",), ("forms",), *known):
        assert main([*arguments, "--lang", lang]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 500
    assert [line for line in lines if not in_gbk(line)] == []


@pytest.mark.parametrize("command", ["", *COMMANDS, *SUBCOMMANDS])
def test_every_help_has_signs_that_a_gbk_console_knows(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([*command.split(), "--help"])
    shown = capsys.readouterr().out
    assert "选项" in shown
    assert in_gbk(shown)


def every_message() -> Iterator[tuple[str, str]]:
    """Each template with its values: an emoji, a rare sign, a lone surrogate as a file's name may hold."""
    for template in load_catalogue("en"):
        names = {name for _, name, *_ in string.Formatter().parse(template) if name}
        for lang in ("zh", "en"):
            yield template, say(template, **dict.fromkeys(names, "表😀𠮷\udce9.xlsx")).text(lang)


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_every_message_is_written_to_a_console(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the stream as the command line sets it up."""
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stderr", console)
    assert main(["check", "没有😀.xlsx"]) == 3
    for _, text in every_message():
        console.write(text + "\n")
    console.flush()
    assert isinstance(console.buffer, io.BytesIO)
    written = console.buffer.getvalue().decode(encoding)
    assert "不存在。 请检查文件名和路径；现在所在的文件夹是" in written


def test_a_run_on_a_gbk_console(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONPATH": str(ROOT)}
    (tmp_path / "坏😀.xlsx").write_bytes(b"")
    command = [sys.executable, "-m", "xlperf", "check", "坏😀.xlsx", "没有.xlsx"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    told = done.stderr.decode("gbk")
    assert done.returncode == 3
    assert "坏?.xlsx: 是空文件（0 字节）。 请重新获取该文件" in told
    assert "Traceback" not in told
