"""汇总.xlsx: what could not be handled, a row per form, a row per finding, tables with charts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from xlsxwriter.workbook import Workbook

from xlperf.outcomes import BatchResult
from xlperf.pages.failures import failures_page
from xlperf.pages.issues import issues_page
from xlperf.pages.statistics import statistics
from xlperf.pages.summary import summary_page
from xlperf.reports.charts import add_chart
from xlperf.reports.drawing import OPTIONS, Drawer

CREATED = datetime(2000, 1, 1)
"""A fixed date, so that the same batch gives the same bytes."""


def render_summary(batch: BatchResult, target: Path, lang: str = "zh") -> None:
    """Writes the summary of a batch to `target`. Raises OSError where it cannot be written."""
    with Workbook(str(target), OPTIONS) as workbook:
        workbook.set_properties({"title": "汇总", "created": CREATED})
        drawer = Drawer(workbook, lang)
        failures = failures_page(batch)
        if failures is not None:
            drawer.draw_page(failures)
        drawer.draw_page(summary_page(batch))
        drawer.draw_page(issues_page(batch))
        page, tables = statistics(batch)
        sheet = drawer.draw_page(page)
        for table in tables:
            add_chart(workbook, sheet, table, lang)
