"""抽查底稿.xlsx: the papers below each other, each on a page of its own, drawn row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xlperf.messages import say
from xlperf.pages.working_papers import NAME, PAGE, REVIEWED, WEIGHT, Block, Paper, paper_block
from xlperf.reports.drawing import OPTIONS, Drawer
from xlperf.reports.workbook import CREATED, close_workbook
from xlperf.sheets import Line

MOST_BREAKS = 1023
"""Excel's limit of page breaks on a sheet."""

_SCALE = 72
"""Percent at which the columns fit on A4 across: breaks between pages hold only where nothing is fitted."""


def render_papers(papers: Iterable[Paper], target: Path, lang: str = "zh") -> None:
    """Writes the papers to `target`, with passing files beside it. Raises OSError."""
    options = {**OPTIONS, "constant_memory": True, "tmpdir": str(target.parent)}
    with target.open("wb") as content:
        workbook = Workbook(content, options)
        workbook.set_properties({"title": NAME, "created": CREATED})
        blocks: list[Block] = []
        sheet = Drawer(workbook, lang).draw_page(PAGE, _lines(papers, blocks))
        _set_up(sheet, blocks, lang)
        close_workbook(workbook)


def _lines(papers: Iterable[Paper], blocks: list[Block]) -> Iterator[Line]:
    """The lines of all papers; where each of them stands goes among the blocks, without its lines."""
    row = 1
    for number, paper in enumerate(papers, 1):
        block = paper_block(paper, number, row)
        row += len(block.lines)
        blocks.append(Block((), block.first, block.last))
        yield from block.lines


def _set_up(sheet: Worksheet, blocks: list[Block], lang: str) -> None:
    """A page a paper; a reviewer's score lies between nothing and the points."""
    ends = [block.last + _TAIL for block in blocks[:-1]]
    sheet.set_print_scale(_SCALE)
    sheet.set_h_pagebreaks(ends[:MOST_BREAKS])
    for block in blocks:
        weight = f"{chr(64 + WEIGHT)}{block.first}"
        reviewed = f"{chr(64 + REVIEWED)}{block.first}"
        rule = {
            "validate": "custom",
            "value": f"=AND(ISNUMBER({reviewed}),{reviewed}>=0,{reviewed}<={weight})",
            "error_title": say("复核分").text(lang),
            "error_message": say("复核分应是 0 到分值之间的数").text(lang),
            "error_type": "warning",
        }
        sheet.data_validation(block.first - 1, REVIEWED - 1, block.last - 1, REVIEWED - 1, rule)


_TAIL = 5
"""Lines of a paper below its scores."""
