"""The guide for clerks: its commands run and end as it says, its files are those of the script, links lead on."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.members import members
from xlperf.cli import main

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FILES = DOCS / "guide"
GUIDE = (DOCS / "guide.md").read_text("utf-8")
BLOCK = re.compile(r"^```sh\n(?P<command>[^\n]+)\n```\n\n(?P<after>[^\n]*)$", re.MULTILINE)
STATED = re.compile(r"返回 (\d)[。，]")
LARGEST = 200_000
"""Bytes of a picture."""


def steps() -> list[tuple[str, str]]:
    """Each command of the guide with what stands in the line after it."""
    return [(block["command"], block["after"]) for block in BLOCK.finditer(GUIDE)]


def test_after_each_command_its_status_is_stated() -> None:
    assert len(steps()) == GUIDE.count("```sh") > 20
    assert [command for command, after in steps() if not STATED.match(after)] == []


def test_the_commands_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(FILES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for command, after in steps():
        program, *arguments = shlex.split(command)
        stated = STATED.match(after)
        assert stated is not None
        assert (program, command, main(arguments)) == ("xlperf", command, int(stated[1]))
    promised = re.findall(r"`(\S+?\.(?:xlsx|html|json))`", GUIDE)
    assert "抽查底稿.xlsx" in promised
    named = {path.name for path in tmp_path.rglob("*")}
    assert [name for name in promised if name not in named] == []


def test_the_guide_s_figures_are_what_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the text says of the first form: counted by hand in examples/data/guide.toml."""
    shutil.copytree(FILES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    main(["check", "自评表.xlsx"])
    shown = capsys.readouterr().out
    assert "结论：发现 2 处错误、1 处提醒、5 处提示" in shown
    (conclusion,) = re.findall(r"2 处错误、1 处提醒、5 处提示", GUIDE)
    assert conclusion in shown
    assert [cell for cell in ("H12", "I16", "F18") if f" {cell} " not in shown or f"{cell} " not in GUIDE] == []


def test_the_files_are_those_of_the_script(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "examples" / "guide.py", tmp_path], check=True)
    built = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.xlsx")}
    assert built == {path.relative_to(FILES) for path in FILES.rglob("*") if path.is_file()}
    assert [name for name in built if members(tmp_path / name) != members(FILES / name)] == []


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", GUIDE)
    assert links
    assert [link for link in links if not (DOCS / link).exists()] == []


def test_the_pictures_are_those_of_the_script_and_small() -> None:
    shown = set(re.findall(r"!\[[^\]]+\]\(images/([\w-]+)\.png\)", GUIDE))
    drawn = set(re.findall(r'"(guide-\w+)(?:\.png)?"', (DOCS / "pictures.py").read_text("utf-8")))
    assert shown == drawn != set()
    sizes = {name: (DOCS / "images" / f"{name}.png").stat().st_size for name in shown}
    assert {name: size for name, size in sizes.items() if size >= LARGEST} == {}


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_both_readmes_lead_to_the_guide(page: str) -> None:
    assert "](docs/guide.md)" in (ROOT / page).read_text("utf-8")


def test_the_answers_are_twenty_or_more() -> None:
    numbers = [int(number) for number in re.findall(r"^\*\*(\d+)\. ", GUIDE, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 20
