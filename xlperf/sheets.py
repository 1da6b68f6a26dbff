"""Pages for people (校验结果, 汇总 …) as plain rows, links and widths; targets and reports only draw them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from xlperf.cells import CellRef
from xlperf.messages import Message

RESULT_SHEET = "校验结果"
"""Name of the sheet that every validated workbook carries behind its own."""

RESULT_TITLE = "绩效自评表校验结果"

RECOGNITION_SHEET = "识别"
"""Name of the sheet that tells, on request, how the forms were recognised; it stands behind the result sheet."""

RECOGNITION_TITLE = "绩效自评表识别情况"

VERDICTS_SHEET = "检查情况"
"""Name of the sheet that tells, on request, how every check ended; the last of the sheets."""

VERDICTS_TITLE = "绩效自评表各项检查情况"

OWN_SHEETS = {RESULT_SHEET: RESULT_TITLE, RECOGNITION_SHEET: RECOGNITION_TITLE, VERDICTS_SHEET: VERDICTS_TITLE}
"""The sheets that xlperf adds: name → what stands in the first cell, by which an earlier run's sheet is known."""

STYLES = (
    "title",
    "subtitle",
    "heading",
    "label",
    "text",
    "number",
    "money",
    "percent",
    "integer",
    "link",
    "error",
    "warning",
    "info",
    "filled",
    "note",
)
"""The closed list of looks. Drawers map each to fonts, fills and borders of their own medium.

Without borders: ``title`` (large, bold, centred), ``subtitle`` (a section's head, bold, underlined over its span) and
``note`` (small, grey). All others are cells of a table with thin borders, wrapped, top aligned: ``heading`` (column
header, grey fill, bold, centred), ``label`` (row header, light fill), ``text``, ``number`` (General), ``money``
(#,##0.00), ``percent`` (a ratio as 0.00%), ``integer`` (0), ``link`` (blue, underlined), and the marks' colours
``error``, ``warning``, ``info`` (no fill), ``filled``, centred.
"""


# A named tuple: a workbook's page and its rows of the summary have some 600 of them, each made thrice as fast so.
class Spot(NamedTuple):
    """One cell of a page: what stands there, its look, how many columns it spans, where a click leads.

    `link` is a cell of the same workbook, or a relative path to a file, with ``#'Sheet1'!H6`` behind it for a cell of
    that file (a # in the path itself is written %23). `formula`, without its =, has `value` as its result; a medium
    without formulas draws the value.
    """

    value: Decimal | int | str | Message | None
    style: str = "text"
    span: int = 1
    link: CellRef | str | None = None
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a page; `height` in points, None for the medium's own choice."""

    spots: tuple[Spot, ...]
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: name, column widths in characters, rows; `repeat`: the 1-based row that repeats on each printed page.

    `frozen` columns, and the rows down to `repeat`, stay in view; a filter on the row `repeat` covers `filtered` rows
    below it. `choices`: in these 0-based columns of the filtered rows one of these words is to be chosen from a list.
    """

    name: str
    widths: tuple[float, ...]
    lines: tuple[Line, ...]
    landscape: bool = True
    repeat: int | None = None
    frozen: int = 0
    filtered: int = 0
    choices: tuple[tuple[int, tuple[Message, ...]], ...] = ()


def word_page(page: Page, lang: str) -> Page:
    """The page with every message in a language; drawers word in Chinese what is a message still."""
    if lang == "zh":
        return page
    return replace(
        page, lines=tuple(replace(line, spots=tuple(_word(s, lang) for s in line.spots)) for line in page.lines)
    )


def _word(spot: Spot, lang: str) -> Spot:
    return spot._replace(value=spot.value.text(lang)) if isinstance(spot.value, Message) else spot
