"""A published form as a busy clerk leaves it: half filled, half wrong, coloured, noted, with other sheets beside it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

BLANK = next((Path(__file__).parents[2] / "examples" / "blank-scores").rglob("深圳/01-*.xlsx"))
"""Shenzhen 2021, 01, its computed cells blank: rate H5, score I5, scores H12 to H31, total H32."""

FORM = "项目支出绩效自评表"
YELLOW, HATCHED, WHITE = "FFFFFF00", "FFFF0000", "FFFFFFFF"


def busy_form(path: Path) -> Path:
    """The form, with a wrong rate as a text (H5), a wrong score (H12), fills and notes of the clerk's, other sheets."""
    book = load_workbook(BLANK)
    form = book[FORM]
    form["H5"], form["H12"] = "97.50%", 3
    _dress(form)
    _furnish(book, form)
    book.save(path)
    return path


def _dress(form: Worksheet) -> None:
    form["H12"].comment, form["D13"].comment = Comment("张三：请复核", "张三"), Comment("参见附件", "李四")
    form["H12"].fill = PatternFill("lightUp", fgColor=HATCHED, bgColor="FF00FF00")
    form["H13"].fill = PatternFill("solid", fgColor=YELLOW)
    form["H15"].fill = PatternFill("solid", fgColor=WHITE)
    form["H5"].number_format = form["H6"].number_format = "0.0%"
    form["H31"].number_format, form["I13"].font = "0.0", Font(color="FF0000", bold=True)


def _furnish(book: Workbook, form: Worksheet) -> None:
    form.freeze_panes, form.sheet_view.zoomScale = "A12", 85
    form.print_title_rows, form.print_area = "1:4", "A1:I32"
    list_of_years = DataValidation("list", formula1='"2020年,2021年"', sqref="F2")
    form.add_data_validation(list_of_years)
    form.conditional_formatting.add("G12:G31", CellIsRule("greaterThan", ["10"], fill=PatternFill("solid", "EEECE1")))
    book.defined_names["预算数"] = DefinedName("预算数", attr_text=f"{FORM}!$E$5")
    notes, hidden = book.create_sheet("说明"), book.create_sheet("底稿")
    notes["A1"], notes["B2"] = "填表说明", f"={FORM}!E5*2"
    hidden["A1"], hidden.sheet_state = "勿动", "hidden"
