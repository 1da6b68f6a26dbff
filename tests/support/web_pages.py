"""The page of a batch as a reader of HTML and a browser see it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from tests.support.batches import overview_of
from xlperf.outcomes import FileOutcome
from xlperf.reports.web import Beside, render_web

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def render(folder: Path, outcomes: Iterable[FileOutcome], lang: str = "zh") -> Path:
    """The page of these files."""
    page = folder / "report.html"
    render_web(overview_of(outcomes), page, Beside("汇总.xlsx", "report.json", "0.0.1"), lang)
    return page


def parse(page: Path) -> Any:
    """The page as a tree."""
    return lxml.html.document_fromstring(page.read_bytes())


def read_rows(tree: Any, name: str) -> list[list[Any]]:
    """The rows of a list, every text spelled out."""
    (block,) = tree.xpath(f"//script[@id='{name}-rows']/text()")
    (told,) = tree.xpath("//script[@id='told']/text()")
    return list(spell_out(json.loads(block), json.loads(told)["known"]))


def spell_out(rows: Iterable[Sequence[Any]], known: int) -> Iterator[list[Any]]:
    """A number stands for the how-manieth text it was."""
    texts: list[str] = []

    def spell(cell: Any) -> Any:
        if isinstance(cell, int):
            return texts[cell]
        if isinstance(cell, str) and len(texts) < known:
            texts.append(cell)
        return cell

    return (list(map(spell, row)) for row in rows)


@contextmanager
def browse() -> Iterator[Any]:
    """A browser without a screen."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(_QUIET))
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Any, address: str, **choices: Any) -> Iterator[Any]:
    """A page; it must ask for nothing but itself, and have nothing to complain of."""
    page = browser.new_page(**choices)
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto(address)
    yield page
    page.close()
    assert (asked, faults) == ([address], [])
