"""Small pieces that pages are composed of: lines, table heads, cells for figures."""

from __future__ import annotations

from decimal import Decimal

from xlperf.cells import CellRef
from xlperf.findings import Finding, Severity
from xlperf.form import Entry, Figure
from xlperf.messages import Message, say
from xlperf.pages.wording import SEVERITY
from xlperf.quantity import Unparsed
from xlperf.sheets import Line, Spot

Text = str | Message | None

GAP = Line(())
"""An empty row between sections."""


def full_line(value: Text, style: str, columns: int) -> Line:
    """One text over the whole width."""
    return Line((Spot(value, style, columns),))


def heading_line(*labels: Text | tuple[Text, int]) -> Line:
    """A table's head; a label may come with the number of columns that it spans."""
    pairs = [label if isinstance(label, tuple) else (label, 1) for label in labels]
    return Line(tuple(Spot(label, "heading", span) for label, span in pairs))


def severity_spot(severity: Severity) -> Spot:
    """A severity in its colour."""
    return Spot(SEVERITY[severity], severity.value)


def cell_spot(ref: CellRef | None, home: str) -> Spot:
    """A cell's address as a link to it, with its sheet where that is not `home`."""
    if ref is None:
        return Spot("—")
    return Spot(ref.address if ref.sheet == home else str(ref), "link", link=ref)


def entry_text(entry: Entry | None) -> Text:
    """What stands in a cell; said to be blank, or that the form has no such cell."""
    if entry is None:
        return say("（表中无此栏）")
    return say("（空白）") if entry.is_blank else entry.text.strip()


def figure_spot(figure: Figure | None, standing: Decimal | None, style: str) -> Spot:
    """A figure as it stands after the run; what cannot be read as a number, as the text it is.

    A nil mark is an amount of zero, but no rate.
    """
    no_rate = style == "percent" and figure is not None and figure.is_mark
    if figure is None or standing is None or no_rate or isinstance(figure.value, Unparsed):
        return Spot(entry_text(figure))
    return Spot(standing, style)


def rate_spot(rate: Figure | None, standing: Decimal | None) -> Spot:
    """An execution rate; of a form without a column for it the one that its amounts give."""
    if rate is None and standing is not None:
        return Spot(standing, "percent")
    return figure_spot(rate, standing, "percent")


def number_spot(number: Decimal | None, style: str = "money") -> Spot:
    """A number, or a dash where there is none."""
    return Spot(number, style) if number is not None else Spot("—", "info")


def why_text(finding: Finding) -> Message:
    """What is so and why, with its source."""
    if finding.source is None:
        return finding.message
    return say("{message}（依据：{source}）", message=finding.message, source=say(finding.source))
