"""Scenes around a validated copy: what could not be put into it, what was done to it since, what it is held against."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

from tests.support.busy_forms import busy_form
from tests.support.folders import form
from tests.support.hostile import pack
from tests.support.hostile_documents import ods_cell, row, sheet_parts
from tests.support.packages import Change, make_workbook, replacing, rework
from tests.support.writing import put
from xlperf.cli import main

SHEET, OTHER, COMMENTS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/comments/comment1.xml"
WORKBOOK, THEME, STYLES, RESULT = "xl/workbook.xml", "xl/theme/theme1.xml", "xl/styles.xml", "xl/worksheets/sheet4.xml"


def come_from_elsewhere(_: Path) -> None:
    """Forms in a document and in another program's workbook; a form on a hidden sheet; a locked structure."""
    main(["check", "转.docx"])
    rows = (row("".join(ods_cell(str(cell)) if cell is not None else ods_cell("") for cell in line)) for line in form())
    Path("别家.ods").write_bytes(pack(sheet_parts("".join(rows))))
    main(["fill", "别家.ods"])
    book = load_workbook("自评表.xlsx")
    book.security = WorkbookProtection(lockStructure=True)
    book.save("锁定.xlsx")
    book.create_sheet("说明")
    book.worksheets[0].sheet_state, book.security, book.active = "hidden", None, 1
    book.save("隐藏.xlsx")
    main(["fill", "锁定.xlsx", "隐藏.xlsx"])


def resist(_: Path) -> None:
    """Cells and workbooks that take no figure, no fill, no note."""

    def prepare(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["B1"] = ArrayFormula("B1:B3", "=A1:A3")
        sheet.add_table(Table(displayName="表一", ref="D1:E3"))
        sheet["D2"].comment = Comment("[线程批注]", "tc={1}")
        sheet.conditional_formatting.add("G1", CellIsRule("greaterThan", ["10"], fill=PatternFill("solid", "EEECE1")))

    cells = {"A1": 1, "A2": "=A1", "D1": "甲", "E1": "乙"}
    source = make_workbook(Path("不肯.xlsx"), cells, prepare)
    for receipt in (
        put(source, {"A1": None, "A2": None, "B2": None, "D1": "甲"}, notes=["D2"])[1],
        put(source, {"A1": 1}, marks=["A1"], notes=["A1"], sheet="没有")[1],
        put(source, marks=["G1"])[1],
        put(_crowded(source), marks=["A1"])[1],
    ):
        print(*receipt.unmet, sep="\n")


def _crowded(path: Path) -> Path:
    """The workbook with as many looks as one can have."""

    def fill(xml: bytes) -> bytes:
        return xml.replace(b"</cellXfs>", b"<xf/>" * 64_000 + b"</cellXfs>")

    return rework(path, {STYLES: fill})


def change_copies(_: Path) -> None:
    """Figures, fills and notes changed since; a sheet of ours that is referred to; a record that is gone."""
    figure = re.compile(rb'(<c r="H13"[^>]*>.*?<v>)1\.6(</v>)')
    look = re.compile(rb'(<c r="H14"[^>]* s=")\d+')
    for number, changes in enumerate(
        (
            {SHEET: lambda xml: figure.sub(rb"\g<1>2\2", xml)},
            {SHEET: lambda xml: look.sub(rb"\g<1>1", xml)},
            {COMMENTS: replacing("4×2÷5＝1.60", "1.60")},
            {
                OTHER: replacing("E5*2", "E5*2&amp;校验结果!A1"),
                WORKBOOK: replacing("<workbookPr/>", "<workbookPr />"),
            },
        )
    ):
        main(["clear", str(_changed(f"清{number}.xlsx", changes)), "-o", f"清出{number}.xlsx", "--restore"])
    load_workbook(_filled()).save("无记录.xlsx")
    main(["clear", "无记录.xlsx"])


def verify_copies(_: Path) -> None:
    """Copies that were tampered with, held against their source."""
    copies: dict[str, dict[str, Change]] = {
        "主题": {THEME: replacing("Office", "office")},
        "别格": {SHEET: replacing("<v>10645707.4</v>", "<v>10645707.5</v>")},
        "填数": {SHEET: lambda xml: re.sub(rb'(<c r="H13"[^>]*>.*?<v>)1\.6(</v>)', rb"\g<1>1.7\2", xml)},
        "结果": {RESULT: lambda xml: xml[:-20]},
        "移格": {SHEET: replacing('r="H13"', 'r="H93"')},
        "样式": {STYLES: replacing('rgb="FFDDEBF7"/>', 'rgb="FFDDEBF7"<>')},
    }
    for name, changes in copies.items():
        copy = str(_changed(f"{name}.xlsx", changes))
        main(["verify", copy])
        main(["verify", copy, "忙.xlsx"])
    main(["verify", str(rework(_copy("少.xlsx"), {}, dropped=[THEME])), "忙.xlsx"])
    main(["verify", str(_filled()), "自评表.xlsx"])


def _filled() -> Path:
    """A copy of a form as a busy clerk leaves it."""
    if not Path("忙_已校验.xlsx").exists():
        busy_form(Path("忙.xlsx"))
        main(["fill", "忙.xlsx"])
    return Path("忙_已校验.xlsx")


def _copy(name: str) -> Path:
    return Path(shutil.copyfile(_filled(), name))


def _changed(name: str, changes: dict[str, Change]) -> Path:
    return rework(_copy(name), changes)


ACTS: tuple[Callable[[Path], None], ...] = (come_from_elsewhere, resist, change_copies, verify_copies)
