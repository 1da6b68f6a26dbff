"""The built-in template of 退回意见, as an office would set it: title, addressee, a table a form, room for the seal."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from xlperf.reports.letter import CLOSE, CREATED, OPEN, load_docx

TITLE = "绩效自评表审核退回意见"

OPENING = (
    "你单位报送的绩效自评表已审核，共审核 {{审核表数}} 张，发现需要改正或说明的问题 {{问题数}} 处，逐项列于下。",
    "请对照原表核实：确有错误的，直接在原工作簿上改正；认为无误的，请按编号写明理由。"
    "请于 {{报回期限}} 前将改好的工作簿连同说明一并报回，来文来电请引用问题编号。",
)
CLOSING = "（审核单位盖章）"
DATE = "年　　月　　日"

COLUMNS: tuple[tuple[str, str, float], ...] = (
    ("编号", "{{编号}}", 2.6),
    ("单元格", "{{单元格}}", 1.6),
    ("表中数", "{{表中数}}", 1.9),
    ("应为", "{{应为}}", 1.9),
    ("问题与依据", "{{问题}}（依据：{{依据}}）", 4.8),
    ("怎么改", "{{怎么改}}", 2.8),
)
"""Header, what stands below it, width in centimetres: 15.6 in all, the text's width of an official letter."""

_SONG, _FANG, _HEI = "宋体", "仿宋", "黑体"


def build_template() -> bytes:
    """The template as a document. Raises UsageError where python-docx is not installed."""
    document = load_docx().Document()
    _set_page(document)
    _paragraph(document, TITLE, _SONG, 22, bold=True, centred=True, after=16)
    _paragraph(document, "{{单位}}：", _FANG, 14)
    for text in OPENING:
        _paragraph(document, text, _FANG, 14, indent=28)
    _paragraph(document, OPEN, _FANG, 10)
    _paragraph(document, "{{序号}}. {{项目}}（{{本表问题数}} 处）", _HEI, 12, before=10, keep=True)
    _paragraph(document, "工作簿：{{工作簿}}　工作表：{{工作表}}", _FANG, 10.5, after=3, keep=True)
    _table(document)
    _paragraph(document, CLOSE, _FANG, 10)
    _paragraph(document, "", _FANG, 14)
    _paragraph(document, CLOSING, _FANG, 14, right=True, before=24, keep=True)
    _paragraph(document, DATE, _FANG, 14, right=True)
    return _save(document)


def _save(document: Any) -> bytes:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = TITLE, "", ""
    properties.created = properties.modified = CREATED
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _set_page(document: Any) -> None:
    """A4 with the margins of an official letter (GB/T 9704-2012)."""
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)


def _paragraph(
    document: Any,
    text: str,
    font: str,
    size: float,
    *,
    bold: bool = False,
    centred: bool = False,
    right: bool = False,
    indent: float = 0,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    _write(paragraph, text, font, size, bold=bold)
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.first_line_indent = Pt(before), Pt(after), Pt(indent)
    form.line_spacing, form.keep_with_next = 1.3, keep
    if centred or right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT


def _write(paragraph: Any, text: str, font: str, size: float, *, bold: bool = False) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = "Times New Roman", Pt(size), bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _table(document: Any) -> None:
    """The table of a form's findings; its header comes again on every page, and no row is torn apart."""
    from docx.shared import Cm

    table = document.add_table(rows=2, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    for column, (*_, width) in zip(table.columns, COLUMNS, strict=True):
        column.width = Cm(width)
    for row, (place, size, font) in zip(table.rows, ((0, 10, _HEI), (1, 9, _SONG)), strict=True):
        for cell, (*texts, width) in zip(row.cells, COLUMNS, strict=True):
            cell.width = Cm(width)
            _write(cell.paragraphs[0], str(texts[place]), font, size)
        _mark_row(row, "w:cantSplit")
    _mark_row(table.rows[0], "w:tblHeader")


def _mark_row(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
