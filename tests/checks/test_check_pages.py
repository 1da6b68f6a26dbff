"""docs/checks is what its command writes, and `xlperf rules CODE` tells the same."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner

from xlperf.checks import ALL_CHECKS, Check
from xlperf.cli.group import load_command

DOCS = Path(__file__).parents[2] / "docs"


def test_the_pages_are_in_step() -> None:
    pages = runpy.run_path(str(DOCS / "checks.py"))["render"]()
    written = {path.name: path.read_text("utf-8") for path in (DOCS / "checks").glob("*.md")}
    assert written == pages


def test_the_list_links_every_page() -> None:
    listed = (DOCS / "checks" / "README.md").read_text("utf-8")
    assert [check.code for check in ALL_CHECKS if f"[{check.code}]({check.code}.md)" not in listed] == []


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.code)
def test_the_command_tells_what_the_page_says(check: Check) -> None:
    told = CliRunner().invoke(load_command("rules"), [check.code]).output
    page = (DOCS / "checks" / f"{check.code}.md").read_text("utf-8")
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    texts = [text.strip() for text in page.split("\n## ")[1:]]
    assert headings[:5] == ["什么情况", "依据", "错例", "正例", "怎么办"]
    assert [text.replace("\n\n", "：") for text in texts] == told.splitlines()[1:]
