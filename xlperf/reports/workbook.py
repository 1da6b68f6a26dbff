"""汇总.xlsx: what could not be handled, a row per form, a row per finding, tables with charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.workbook import Workbook

from xlperf.pages.collation import collation_page
from xlperf.pages.failures import failures_page
from xlperf.pages.gone import gone_page
from xlperf.pages.issues import issues_page
from xlperf.pages.losses import losses_page, ranking_page
from xlperf.pages.overview import Overview
from xlperf.pages.repeats import repeats_page
from xlperf.pages.review import changes_page, review_page
from xlperf.pages.roll_call import roll_call_page, strangers_page
from xlperf.pages.roll_up import departments_page, projects_page, units_page
from xlperf.pages.rolled_indicators import rolled_page, sources_page, unrolled_page
from xlperf.pages.same_words import same_words_page
from xlperf.pages.spot_checks import spot_checks_page
from xlperf.pages.statistics import statistics
from xlperf.pages.summary import summary_page
from xlperf.reports.charts import add_chart
from xlperf.reports.drawing import OPTIONS, Drawer
from xlperf.sheets import Page

CREATED = datetime(2000, 1, 1)
"""A fixed date, so that the same batch gives the same bytes."""


PAGES = (
    failures_page,
    roll_call_page,
    strangers_page,
    summary_page,
    departments_page,
    units_page,
    rolled_page,
    unrolled_page,
    losses_page,
    ranking_page,
    repeats_page,
    issues_page,
    spot_checks_page,
    collation_page,
    gone_page,
    review_page,
    changes_page,
    same_words_page,
    projects_page,
    sources_page,
)
"""The sheets of a batch in their order; one that has nothing to tell is left out."""


def render_summary(overview: Overview, target: Path, lang: str = "zh") -> None:
    """Writes the summary of a batch to `target`, row by row, with passing files beside it. Raises OSError."""
    options = {"constant_memory": True, "tmpdir": str(target.parent)}
    with target.open("wb") as content:
        _render("汇总", lambda workbook: _draw_sheets(overview, workbook, lang), content, options)


def render_pages(pages: Sequence[Page], lang: str = "zh") -> bytes:
    """A workbook of these pages, called after the first."""
    content = BytesIO()
    _render(pages[0].name, lambda workbook: _draw_pages(pages, Drawer(workbook, lang)), content, {"in_memory": True})
    return content.getvalue()


def _draw_pages(pages: Sequence[Page], drawer: Drawer) -> None:
    for page in pages:
        drawer.draw_page(page)


def _render(title: str, draw: Callable[[Workbook], object], target: IO[bytes], options: Mapping[str, Any]) -> None:
    workbook = Workbook(target, {**OPTIONS, **options})
    workbook.set_properties({"title": title, "created": CREATED})
    draw(workbook)
    close_workbook(workbook)


def close_workbook(workbook: Workbook) -> None:
    """Writes it. Raises OSError, which xlsxwriter hides in an error of its own."""
    try:
        workbook.close()
    except FileCreateError as error:
        raise error.args[0] from error


def _draw_sheets(overview: Overview, workbook: Workbook, lang: str) -> None:
    """The sheets that have anything to tell, then 统计 with its charts."""
    drawer = Drawer(workbook, lang)
    for make_page in PAGES:
        long_page = make_page(overview)
        if long_page is not None:
            drawer.draw_page(*long_page)
    page, tables = statistics(overview)
    sheet = drawer.draw_page(page)
    for table in tables:
        add_chart(workbook, sheet, table, lang)
