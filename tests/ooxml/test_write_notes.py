"""Notes: new ones, a clerk's own extended, threaded comments left, drawings that stand already."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from tests.support.packages import make_workbook, part_text, read_parts, replacing, rework
from xlperf.cells import CellRef, parse_address
from xlperf.edits import Note, Plan, Receipt
from xlperf.ooxml.book import read_book
from xlperf.targets.file import apply_plan

TEXT = "× 错误 F201\n执行率 <97%> & 应为 96.99%"


def ref(address: str) -> CellRef:
    return CellRef("表", *parse_address(address))


def annotate(source: Path, *addresses: str, text: str = TEXT, name: str = "out.xlsx") -> tuple[Path, Receipt]:
    target = source.with_name(name)
    plan = Plan(notes=tuple(Note(ref(address), text) for address in addresses))
    return target, apply_plan(read_book(source), plan, None, target, force=True)


def with_notes(*addresses: str):  # type: ignore[no-untyped-def]
    def prepare(workbook: Workbook) -> None:
        for address in addresses:
            workbook["表"][address].comment = Comment(f"原有 {address}", "张三")

    return prepare


def test_notes_come_into_a_workbook_without_any(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1, "C3": 2})
    target, receipt = annotate(source, "C3", "A1")
    sheet = load_workbook(target)["表"]
    assert {sheet[place].comment.text for place in ("A1", "C3")} == {TEXT}
    assert sheet["A1"].comment.author == "xlperf"
    assert receipt.noted == (ref("C3"), ref("A1"))
    drawing = part_text(target, "xl/drawings/vmlDrawing1.vml")
    assert drawing.count("<v:shape ") == drawing.count("visibility:hidden") == 2
    assert len(set(re.findall(r'id="(_x0000_s\d+)"', drawing))) == 2


def test_the_drawing_is_named_in_its_place(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    parts = '<tableParts count="0"/><extLst/></worksheet>'
    rework(source, {"xl/worksheets/sheet1.xml": replacing("</worksheet>", parts)})
    target, _ = annotate(source, "A1")
    text = part_text(target, "xl/worksheets/sheet1.xml")
    assert text.index("<pageMargins") < text.index("<legacyDrawing") < text.index("<tableParts")


def test_new_notes_stand_between_a_clerks_in_row_order(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, with_notes("A1", "B9"))
    target, _ = annotate(source, "C5", "B1", "A12")
    comments = next(text for name, text in read_parts(target).items() if "comment" in name and name.endswith(".xml"))
    assert re.findall(rb'ref="(\w+)"', comments) == [b"A1", b"B1", b"C5", b"B9", b"A12"]
    sheet = load_workbook(target)["表"]
    assert (sheet["A1"].comment.text, sheet["A1"].comment.author) == ("原有 A1", "张三")
    assert (sheet["C5"].comment.text, sheet["C5"].comment.author) == (TEXT, "xlperf")


def test_a_clerks_note_is_extended_and_cut_again(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, with_notes("A1"))
    target, _ = annotate(source, "A1")
    text = load_workbook(target)["表"]["A1"].comment.text
    assert text.startswith("原有 A1\n")
    assert text.endswith(TEXT)
    again, _ = annotate(target, "A1", name="again.xlsx")
    assert load_workbook(again)["表"]["A1"].comment.text == text
    other, _ = annotate(target, "A1", text="别的话", name="other.xlsx")
    assert load_workbook(other)["表"]["A1"].comment.text.count("──\n") == 1


def test_a_threaded_comment_is_left_and_named(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, with_notes("A1"))
    name = next(name for name in read_parts(source) if "comment" in name and name.endswith(".xml"))
    author = "tc={5B1C0D3E-0000-4000-8000-000000000001}"
    rework(source, {name: replacing("张三", author)})
    target, receipt = annotate(source, "A1", "B2")
    assert receipt.noted == (ref("B2"),)
    assert len(receipt.unmet) == 1
    assert "表!A1" in str(receipt.unmet[0])
    assert load_workbook(target)["表"]["A1"].comment.text == "原有 A1"


def test_a_drawing_of_form_controls_takes_the_note_too(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    # Not well-formed, as Excel itself writes it: <br> without an end.
    drawing = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="3"/>'
        '</o:shapelayout><v:shape id="_x0000_s3073" type="#_x0000_t201"><div>选<br></div>'
        '<x:ClientData ObjectType="Checkbox"/></v:shape></xml>'
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7"'
        f' Type="{relation}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>'
    )
    legacy = f'<legacyDrawing xmlns:r="{relation}" r:id="rId7"/></worksheet>'
    default = (
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/></Types>'
    )
    rework(
        source,
        {
            "xl/worksheets/sheet1.xml": replacing("</worksheet>", legacy),
            "[Content_Types].xml": replacing("</Types>", default),
        },
        {"xl/drawings/vmlDrawing1.vml": drawing.encode(), "xl/worksheets/_rels/sheet1.xml.rels": rels.encode()},
    )
    target, _ = annotate(source, "A1")
    written = part_text(target, "xl/drawings/vmlDrawing1.vml")
    assert written.startswith(drawing.removesuffix("</xml>"))
    assert 'id="_x0000_s3074"' in written
    assert '"_x0000_t202"' in written
    assert part_text(target, "xl/worksheets/sheet1.xml").count("<legacyDrawing") == 1
    assert load_workbook(target)["表"]["A1"].comment.text == TEXT


def test_control_characters_do_not_reach_the_part(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    target, _ = annotate(source, "A1", text="甲\x00\x0b乙\ud800\r\n丙]]>")
    assert load_workbook(target)["表"]["A1"].comment.text == "甲乙\n丙]]>"


def test_a_note_goes_to_the_anchor_of_a_merge(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1}, lambda workbook: workbook["表"].merge_cells("B2:C3"))
    target, receipt = annotate(source, "C3")
    assert receipt.noted == (ref("B2"),)
    assert "<x:Anchor>3, " in part_text(target, "xl/drawings/vmlDrawing1.vml")
