"""A copy of a workbook written through the one door, and its parts as trees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from lxml import etree
from xlsxwriter.worksheet import Worksheet

from tests.support.packages import read_parts
from tests.support.small_packages import MAIN
from xlperf.cells import CellRef, Value, parse_address
from xlperf.edits import Edit, Highlight, Mark, Note, Plan, Receipt
from xlperf.ooxml.book import read_book
from xlperf.sheets import RESULT_SHEET, RESULT_TITLE, Line, Page, Spot
from xlperf.targets.file import apply_plan

RATE = Decimal("0.9699")
TEXT = "× 错误 F201\n应为 <96.99%>"
PAGE = Page(
    RESULT_SHEET, (10.0, 30.0), (Line((Spot(RESULT_TITLE, "title", 2),)), Line((Spot("甲"), Spot(3, "integer"))))
)

TYPES, WORKBOOK, RELATIONS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
COMMON = (TYPES, WORKBOOK, RELATIONS, STYLES)
"""Parts that a copy with marks and a result sheet rewrites in any case."""


def write_copy(source: Path, target: Path, plan: Plan, page: Page | None = PAGE) -> Receipt:
    """The only call of the door in these tests."""
    return apply_plan(read_book(source), plan, None if page is None else lambda _: page, target, force=True)


def ref(address: str, sheet: str = "表") -> CellRef:
    """A cell by its address."""
    return CellRef(sheet, *parse_address(address))


def put(
    source: Path,
    edits: Mapping[str, Value] = {},
    marks: Iterable[str] = (),
    notes: Iterable[str] = (),
    page: Page | None = PAGE,
    sheet: str = "表",
) -> tuple[Path, Receipt]:
    """A copy with the rate in cells (address → what stands there), error marks, notes, and the page."""
    target = source.with_name(f"out{source.suffix}")
    plan = Plan(
        tuple(Edit(ref(address, sheet), before, RATE, "0.00%") for address, before in edits.items()),
        tuple(Highlight(ref(address, sheet), Mark.ERROR) for address in marks),
        tuple(Note(ref(address, sheet), TEXT) for address in notes),
    )
    return target, write_copy(source, target, plan, page)


def unmet(receipt: Receipt) -> list[str]:
    """What was left out, in words."""
    return [str(wish) for wish in receipt.unmet]


def left_out(receipt: Receipt) -> list[str]:
    """The cells that were left out, in order."""
    return [wish.partition("：")[0] for wish in unmet(receipt)]


def tree(path: Path, part: str) -> etree._Element:
    """The root of a part."""
    return etree.fromstring(read_parts(path)[part], etree.XMLParser(huge_tree=True))


def find_cell(path: Path, address: str, part: str = SHEET) -> etree._Element:
    """The one cell with that reference in a worksheet part."""
    (cell,) = (c for c in tree(path, part).iter(f"{{{MAIN}}}c") if c.get("r") == address)
    return cell


def cell_number(path: Path, address: str, part: str = SHEET) -> str | None:
    """What a cell stores as its value."""
    return find_cell(path, address, part).findtext(f"{{{MAIN}}}v")


def make_rich(path: Path, build: Callable[[xlsxwriter.Workbook, Worksheet], None], name: str = "表") -> Path:
    """A workbook by xlsxwriter, which writes shared strings, charts, tables, macros; one sheet to begin with."""
    workbook = xlsxwriter.Workbook(str(path))
    build(workbook, workbook.add_worksheet(name))
    workbook.close()
    return path


def noted(*addresses: str) -> Callable[[xlsxwriter.Workbook, Worksheet], None]:
    """What makes a sheet with two cells and notes of the clerk's."""

    def build(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A1", ("甲", 5))
        for address in addresses:
            sheet.write_comment(address, f"原有 {address}", {"author": "张三"})

    return build
