"""汇总.xlsx: what could not be handled, a row per form, a row per finding, tables with charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter.workbook import Workbook

from xlperf.outcomes import BatchResult
from xlperf.pages.failures import failures_page
from xlperf.pages.issues import issues_page
from xlperf.pages.same_words import same_words_page
from xlperf.pages.statistics import statistics
from xlperf.pages.summary import summary_page
from xlperf.reports.charts import add_chart
from xlperf.reports.drawing import OPTIONS, Drawer
from xlperf.sheets import Page

CREATED = datetime(2000, 1, 1)
"""A fixed date, so that the same batch gives the same bytes."""


def render_summary(batch: BatchResult, target: Path, lang: str = "zh") -> None:
    """Writes the summary of a batch to `target`. Raises OSError where it cannot be written."""
    content = _render("汇总", lambda workbook: _draw_sheets(batch, workbook, lang))
    target.write_bytes(content)  # so that a full disk meets one plain write


def render_pages(pages: Sequence[Page], lang: str = "zh") -> bytes:
    """A workbook of these pages, called after the first."""
    return _render(pages[0].name, lambda workbook: _draw_pages(pages, Drawer(workbook, lang)))


def _draw_pages(pages: Sequence[Page], drawer: Drawer) -> None:
    for page in pages:
        drawer.draw_page(page)


def _render(title: str, draw: Callable[[Workbook], object]) -> bytes:
    content = BytesIO()
    workbook = Workbook(content, OPTIONS | {"in_memory": True})
    workbook.set_properties({"title": title, "created": CREATED})
    draw(workbook)
    workbook.close()
    return content.getvalue()


def _draw_sheets(batch: BatchResult, workbook: Workbook, lang: str) -> None:
    """The sheets in their order; what could not be handled comes first, where there is any."""
    drawer = Drawer(workbook, lang)
    failures = failures_page(batch)
    page, tables = statistics(batch)
    for table_page in (failures, summary_page(batch), issues_page(batch), same_words_page(batch)):
        if table_page is not None:
            drawer.draw_page(table_page)
    sheet = drawer.draw_page(page)
    for table in tables:
        add_chart(workbook, sheet, table, lang)
