"""统计, the sheet of tables that the charts of a batch read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlperf.across.facts import Codes
from xlperf.findings import Severity
from xlperf.messages import Message, say
from xlperf.pages.overview import Overview
from xlperf.pages.parts import full_line, heading_line
from xlperf.pages.wording import SEVERITY, check_title
from xlperf.sheets import Line, Page, Spot

NAME = "统计"
WIDTHS = (26.0, 7.0, 7.0, 7.0, 7.0, 3.0, *(11.0,) * 7)
"""Tables in the first five columns, charts in the last seven."""

TABLE_COLUMNS = 5
CHART_COLUMN = 7
CHART_LINES = 15
"""Rows that a chart takes; a shorter table is filled up with empty rows."""

GRADES = ("优", "良", "中", "差")


@dataclass(frozen=True, slots=True)
class Block:
    """A table of the sheet, charted: `rows` are label and counts; `bars` run sideways, a stack of severities each."""

    title: Message
    headings: tuple[Message, ...]
    rows: tuple[tuple[str | Message, tuple[int, ...]], ...]
    bars: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A table with the 1-based rows where its title and its first and last figures stand."""

    block: Block
    title: int
    first: int
    last: int


def statistics(overview: Overview) -> tuple[Page, tuple[Placed, ...]]:
    """The sheet 统计, and where its tables stand, for the charts."""
    figures = overview.figures
    lines = [full_line(say("统计"), "title", len(WIDTHS)), full_line(_remark(overview), "note", len(WIDTHS))]
    placed = []
    for block in (grade_block(figures.grades), rate_block(figures.rates), check_block(figures.codes)):
        lines.append(Line(()))
        placed.append(Placed(block, len(lines) + 1, len(lines) + 3, len(lines) + 2 + len(block.rows)))
        lines += _block_lines(block)
    return Page(NAME, WIDTHS, tuple(lines), landscape=False), tuple(placed)


def _remark(overview: Overview) -> Message:
    failed = sum(outcome.is_failure for outcome in overview.unhandled)
    files, forms = overview.figures.files, overview.figures.forms
    return say("{files} 个工作簿，{forms} 张表；{failed} 个文件未能处理。", files=files, forms=forms, failed=failed)


def _block_lines(block: Block) -> Iterator[Line]:
    """Title, header and rows of a table, filled up to the height of its chart."""
    yield full_line(block.title, "subtitle", TABLE_COLUMNS)
    yield heading_line(*block.headings)
    for label, counts in block.rows:
        yield Line((Spot(label, "label"), *(Spot(count, "integer") for count in counts)))
    yield from (Line(()) for _ in range(CHART_LINES - len(block.rows)))


def grade_block(counts: Mapping[str | None, int]) -> Block:
    """How many forms have each grade, and how many none, for want of a total."""
    labels: list[tuple[str | Message, tuple[int, ...]]] = [(grade, (counts.get(grade, 0),)) for grade in GRADES]
    others = [(grade, (counts[grade],)) for grade in sorted(filter(None, counts)) if grade not in GRADES]
    ungraded = (say("无总分"), (counts.get(None, 0),))
    return Block(say("等级分布（按表内总分）"), (say("等级"), say("表数")), (*labels, *others, ungraded))


def rate_block(counts: Mapping[int, int]) -> Block:
    """How many forms have an execution rate within each band, and how many none."""
    rows = tuple((label, (counts.get(band, 0),)) for band, label in enumerate(_BANDS))
    return Block(say("执行率分布"), (say("执行率"), say("表数")), rows)


_BANDS: tuple[str | Message, ...] = (
    say("50% 以下"), "50%～80%", "80%～90%", "90%～95%", "95%～100%", "100%", say("100% 以上"), say("无数据"),
)  # fmt: skip
"""The labels of the bands that `overview.rate_band` counts."""


def check_block(codes: Codes) -> Block:
    """How often each check found something, by severity, the most frequent first."""
    ordered = sorted(codes.items(), key=lambda item: (-sum(item[1]), item[0]))
    rows = tuple((check_title(code), (*found, sum(found))) for code, found in ordered)
    headings = (say("检查"), *(SEVERITY[severity] for severity in Severity), say("合计"))
    return Block(say("各项检查发现的问题"), headings, rows, bars=True)
