"""Traps of the drawings behind notes: one a sheet, shape ids, their place among a worksheet's children, no XML.

A drawing of form controls without comments, which is no XML, takes its note in test_write_notes.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree
from xlsxwriter.worksheet import Worksheet

from tests.support.packages import compressed, part_text, read_parts, replacing, rework
from tests.support.small_packages import DOCUMENT, relations_xml
from tests.support.writing import SHEET, TYPES, make_rich, noted, put, tree
from xlperf.ooxml.book import read_book

RELS, COMMENTS, DRAWING = "xl/worksheets/_rels/sheet1.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"


def shape_ids(vml: str) -> list[int]:
    """The ids of the shapes, in order."""
    return [int(number) for number in re.findall(r'<v:shape\b[^>]*?\bid="_x0000_s(\d+)"', vml)]


def fields(vml: str) -> list[int]:
    """The fields that the drawing lists as its own."""
    (listed,) = re.findall(r'<o:idmap\b[^>]*?data="([\d,]+)"', vml)
    return [int(field) for field in listed.split(",")]


def assert_ids(vml: str) -> None:
    """Each shape has an id of its own, in one of the drawing's fields."""
    ids = shape_ids(vml)
    assert len(ids) == len(set(ids)) > 0
    assert len(fields(vml)) == len(set(fields(vml)))
    assert {number // 1024 for number in ids} <= set(fields(vml))


@pytest.mark.parametrize(
    ("listed", "last", "given"),
    [("1", 1025, 1026), ("1", 2047, 2048), ("1,4", 4097, 4098), ("2", 2048, 2049), ("1", 5000, 5001)],
)
def test_a_shapes_id_is_its_own_and_in_a_field_of_the_drawing(
    tmp_path: Path, listed: str, last: int, given: int
) -> None:
    source = make_rich(tmp_path / "in.xlsx", noted("A1"))
    change = re.compile(rb'data="1"'), f'data="{listed}"'.encode()
    rework(source, {DRAWING: lambda vml: change[0].sub(change[1], vml).replace(b"_x0000_s1025", b"_x0000_s%d" % last)})
    target, _ = put(source, notes=["B1", "C1"], page=None)
    vml = part_text(target, DRAWING)
    assert shape_ids(vml)[:1] == [last]
    assert given in shape_ids(vml)
    assert len(set(shape_ids(vml))) == 3
    assert {number // 1024 for number in shape_ids(vml)[1:]} <= set(fields(vml))


def test_more_notes_than_a_field_holds_reach_into_the_next(tmp_path: Path) -> None:
    source = make_rich(tmp_path / "in.xlsx", lambda _, sheet: sheet.write("A1", 1))
    target, receipt = put(source, notes=[f"A{row}" for row in range(1, 1101)], page=None)
    vml = part_text(target, DRAWING)
    assert_ids(vml)
    assert len(shape_ids(vml)) == len(receipt.noted) == 1100
    etree.fromstring(vml.encode())


FOLLOWERS = (
    '<legacyDrawingHF {r}:id="rId8"/>',
    '<picture {r}:id="rId8"/>',
    "<oleObjects/>",
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent>',
    "<webPublishItems/>",
    "<tableParts/>",
    "<extLst/>",
)


@pytest.mark.parametrize("follower", FOLLOWERS, ids=lambda text: re.split("[ />]", text[1:])[0])
@pytest.mark.parametrize("prefix", ["r", "rel"])
def test_the_drawing_is_named_before_all_that_follows_it(tmp_path: Path, follower: str, prefix: str) -> None:
    source = make_rich(tmp_path / "in.xlsx", lambda _, sheet: sheet.write("A1", 1))
    after = '<drawing {r}:id="rId9"/>' + follower
    rework(source, {SHEET: replacing("</worksheet>", after.replace("{r}", prefix) + "</worksheet>")})
    rework(source, {SHEET: lambda xml: xml.replace(b"xmlns:r=", f"xmlns:{prefix}=".encode())})
    target, _ = put(source, notes=["A1"], page=None)
    names = [etree.QName(child).localname for child in tree(target, SHEET)]
    assert names[-3:] == ["drawing", "legacyDrawing", re.split("[ />]", follower[1:])[0].removeprefix("mc:")]
    (related,) = (r for r in tree(target, RELS) if r.get("Type") == f"{DOCUMENT}/vmlDrawing")
    assert tree(target, SHEET).find("{*}legacyDrawing").get(f"{{{DOCUMENT}}}id") == related.get("Id")


def with_header(path: Path) -> Path:
    """A workbook with a picture in the header of its sheet."""
    make_rich(path, lambda _, sheet: sheet.write("A1", 1))
    header = b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="LH" style=""/></xml>'
    rels = relations_xml(("rId1", "vmlDrawing", "../drawings/vmlDrawing1.vml"))
    last = '<legacyDrawingHF r:id="rId1"/></worksheet>'
    kind = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/></Types>'
    changes = {SHEET: replacing("</worksheet>", last), TYPES: replacing("</Types>", kind)}
    return rework(path, changes, {DRAWING: header, RELS: rels.encode()})


def test_pictures_of_the_header_keep_their_drawing(tmp_path: Path) -> None:
    source = with_header(tmp_path / "in.xlsx")
    target, _ = put(source, notes=["A1"], page=None)
    assert compressed(target)[DRAWING] == compressed(source)[DRAWING]
    assert_ids(part_text(target, "xl/drawings/vmlDrawing2.vml"))
    named = {etree.QName(c).localname: c.get(f"{{{DOCUMENT}}}id") for c in tree(target, SHEET)}
    targets = {r.get("Id"): r.get("Target") for r in tree(target, RELS)}
    assert targets[named["legacyDrawingHF"]].endswith("vmlDrawing1.vml")
    assert targets[named["legacyDrawing"]].endswith("vmlDrawing2.vml")


def test_a_note_that_is_renewed_leaves_no_second_box_beside_a_header_with_pictures(tmp_path: Path) -> None:
    source = with_header(tmp_path / "in.xlsx")
    once, _ = put(source, {"B1": None}, notes=["A1"])
    rework(once, {SHEET: replacing(">0.9699<", ">0.5<")})  # somebody has written it since
    again = once.rename(tmp_path / "once.xlsx")
    target, _ = put(again, notes=["A1"])
    boxes = part_text(target, "xl/drawings/vmlDrawing2.vml")
    assert boxes.count("<x:Row>0</x:Row><x:Column>0</x:Column>") == 1


def test_a_comments_part_without_a_drawing_gets_one(tmp_path: Path) -> None:
    source = make_rich(tmp_path / "in.xlsx", noted("A1"))
    relation = re.compile(rb"<Relationship [^>]*vmlDrawing[^>]*/>")
    rework(
        source,
        {SHEET: lambda xml: re.sub(rb"<legacyDrawing[^>]*/>", b"", xml), RELS: lambda xml: relation.sub(b"", xml)},
        dropped=[DRAWING],
    )
    target, _ = put(source, notes=["B1"], page=None)
    assert_ids(part_text(target, DRAWING))
    assert part_text(target, SHEET).count("<legacyDrawing ") == 1
    assert [c.get("ref") for c in tree(target, COMMENTS).iter("{*}comment")] == ["A1", "B1"]


@pytest.mark.parametrize(
    "ending",
    [
        "<br>原</xml>",
        "</xml><!-- <xml> -->\n",
        "<p>甲<xml>乙</xml>&nbsp;</xml >\r\n",
        "<o:x a='</xml>'/></xml>",
    ],
)
def test_a_shape_comes_before_the_last_end_of_a_drawing(tmp_path: Path, ending: str) -> None:
    source = make_rich(tmp_path / "in.xlsx", noted("A1"))
    rework(source, {DRAWING: replacing("</xml>", ending)})
    target, _ = put(source, notes=["B1"], page=None)
    before, after = part_text(source, DRAWING), part_text(target, DRAWING)
    at = re.search(r'<v:shape id="_x0000_s1026"', after)
    assert at is not None
    assert (before[: at.start()], after[: at.start()]) == (before[: at.start()],) * 2
    assert re.fullmatch(r"</xml\s?>\s*(<!--.*-->)?\s*", before[at.start() :])
    assert after.endswith(before[at.start() :])


def test_a_note_is_put_on_the_second_sheet_too(tmp_path: Path) -> None:
    def build(workbook: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_comment("A1", "原有")
        workbook.add_worksheet("二").write("A1", 1)

    source = make_rich(tmp_path / "in.xlsx", build)
    target, _ = put(source, notes=["A1"], sheet="二")
    assert compressed(target)[COMMENTS] == compressed(source)[COMMENTS]
    assert {"xl/comments2.xml", "xl/drawings/vmlDrawing2.vml"} <= read_parts(target).keys()
    assert [tuple(fields(part_text(target, f"xl/drawings/vmlDrawing{n}.vml"))) for n in (1, 2)] == [(1,), (2,)]
    assert read_book(target).snapshot.sheet("二").cells[1, 1].value == 1
