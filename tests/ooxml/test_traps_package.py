"""Traps of the package: where parts lie, which are missing, prefixes, marks and namespaces, free names and ids.

Reading such packages is tested in test_read_oddities; odd ids and a sheet of the clerk's with our name in
test_write_sheet; what a workbook part says of its sheets in test_traps_workbook.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from xlsxwriter.worksheet import Worksheet

from tests.support.packages import differences, make_workbook, part_text, read_parts, replacing, rework
from tests.support.small_packages import (
    DOCUMENT,
    MAIN,
    SHEET_TYPE,
    parts_of,
    relations_xml,
    sheet_xml,
    write_parts,
)
from tests.support.writing import (
    COMMON,
    RATE,
    RELATIONS,
    SHEET,
    STYLES,
    TEXT,
    TYPES,
    WORKBOOK,
    cell_number,
    make_rich,
    put,
    tree,
)
from xlperf.sheets import RESULT_SHEET, RESULT_TITLE

STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
ROWS = '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1"><v>5</v></c></row>'


def put_all(source: Path, sheet: str = "Sheet1") -> Path:
    """A copy with a figure in C3, a mark on A1, a note on B1 and the result sheet."""
    target, receipt = put(source, {"C3": None}, ["A1"], ["B1"], sheet=sheet)
    assert receipt.unmet == ()
    return target


def assert_all_there(target: Path, sheet: str = "Sheet1") -> None:
    workbook = load_workbook(target)
    shown = workbook[sheet]
    assert workbook.sheetnames == [sheet, RESULT_SHEET]
    assert (shown["C3"].value, shown["C3"].number_format) == (float(RATE), "0.00%")
    assert shown["A1"].fill.fgColor.rgb == "FFFFC7CE"
    assert shown["B1"].comment.text == TEXT
    assert workbook[RESULT_SHEET]["A1"].value == RESULT_TITLE


def moved(absolute: bool) -> Mapping[str, str | bytes]:
    """The parts of a workbook that lies in ``book/``, its worksheet in ``book/pages``."""
    root, parts = "/" if absolute else "", parts_of(sheet_xml(ROWS))
    types = str(parts[TYPES]).replace("xl/workbook.xml", "book/main.xml").replace(SHEET, "book/pages/one.xml")
    return {
        TYPES: types,
        "_rels/.rels": relations_xml(("rId1", "officeDocument", f"{root}book/main.xml")),
        "book/main.xml": parts[WORKBOOK],
        "book/_rels/main.xml.rels": relations_xml(
            ("rId1", "worksheet", "/book/pages/one.xml" if absolute else "pages/one.xml")
        ),
        "book/pages/one.xml": parts[SHEET],
    }


@pytest.mark.parametrize("absolute", [True, False], ids=["absolute targets", "relative targets"])
def test_new_parts_stand_beside_a_workbook_wherever_that_is(tmp_path: Path, absolute: bool) -> None:
    source = write_parts(tmp_path / "in.xlsx", moved(absolute))
    target = put_all(source)
    new = read_parts(target).keys() - read_parts(source).keys()
    assert {name for name in new if not name.startswith("customXml/")} == {
        "book/styles.xml",
        "book/worksheets/sheet1.xml",
        "book/comments1.xml",
        "book/drawings/vmlDrawing1.vml",
        "book/pages/_rels/one.xml.rels",
    }
    assert cell_number(target, "C3", "book/pages/one.xml") == str(RATE)
    assert reached(target, "book/main.xml") == {"/book/pages/one.xml", "/book/worksheets/sheet1.xml", *BESIDE}
    assert reached(target, "book/pages/one.xml") == {"/book/comments1.xml", "/book/drawings/vmlDrawing1.vml"}


BESIDE = {"/book/styles.xml", "/customXml/item1.xml"}


def reached(path: Path, part: str) -> set[str]:
    """Where the relationships of a part lead."""
    folder, _, name = part.rpartition("/")
    targets = (relation.get("Target") for relation in tree(path, f"{folder}/_rels/{name}.rels"))
    return {posixpath.normpath(posixpath.join("/" + folder, target)) for target in targets}


def test_a_workbook_of_nothing_but_a_worksheet_gets_the_styles_that_excel_asks_for(tmp_path: Path) -> None:
    source = write_parts(tmp_path / "in.xlsx", parts_of(sheet_xml(ROWS)))
    target = put_all(source)
    assert_all_there(target)
    assert not {"xl/sharedStrings.xml", "docProps/app.xml", "xl/theme/theme1.xml"} & read_parts(target).keys()
    styles = tree(target, STYLES)
    assert [etree.QName(child).localname for child in styles][-5:] == [
        "fonts", "fills", "borders", "cellStyleXfs", "cellXfs",
    ]  # fmt: skip
    assert [fill.get("patternType") for fill in styles.iter("{*}patternFill")][:2] == ["none", "gray125"]
    plain = styles.find("{*}cellXfs")[0]
    assert [plain.get(name) for name in ("numFmtId", "fontId", "fillId", "borderId")] == ["0"] * 4
    for child in styles:
        assert child.get("count") == str(len(child))


@pytest.mark.parametrize("part", ["docProps/app.xml", "docProps/core.xml", "xl/theme/theme1.xml"])
def test_a_part_that_is_missing_is_not_missed(tmp_path: Path, part: str) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"B1": 5})
    pattern = re.compile(rb'<(?:Override|Relationship) [^>]*"/?(?:xl/)?%s"[^>]*>' % part.removeprefix("xl/").encode())
    changes = dict.fromkeys((TYPES, RELATIONS, "_rels/.rels"), lambda xml: pattern.sub(b"", xml))
    rework(source, changes, dropped=[part])
    target = put_all(source, "表")
    assert_all_there(target, "表")
    assert part not in read_parts(target)


def prefixed(xml: bytes) -> bytes:
    """The part with x: before every element of its own, and a byte order mark."""
    head, xml = b"\xef\xbb\xbf", re.sub(rb"^(?:\xef\xbb\xbf)?<\?xml.*?\?>\s*", b"", xml)
    return head + re.sub(rb"<(/?)(?=[a-zA-Z])(?![a-z]+:)", rb"<\1x:", xml).replace(b" xmlns=", b" xmlns:x=", 1)


def test_prefixes_and_byte_order_marks_stand_in_every_part(tmp_path: Path) -> None:
    def build(_: object, sheet: Worksheet) -> None:
        sheet.write_row("A1", ("甲", 5))
        sheet.write_comment("D4", "原有")

    source, rels = make_rich(tmp_path / "in.xlsx", build), "xl/worksheets/_rels/sheet1.xml.rels"
    comments, strings = "xl/comments1.xml", "xl/sharedStrings.xml"
    parts = ("_rels/.rels", TYPES, RELATIONS, rels, WORKBOOK, SHEET, STYLES, comments, strings)
    rework(source, dict.fromkeys(parts, prefixed))
    target = put_all(source, "表")
    assert_all_there(target, "表")
    for part in parts:
        assert read_parts(target)[part].startswith(b"\xef\xbb\xbf<x:"), part
        assert {element.prefix for element in tree(target, part).iter()} == {"x"}, part
    allowed = (*COMMON, rels, comments, "xl/drawings/vmlDrawing1.vml")
    assert differences(source, target, [f"{SHEET}!C3", f"{SHEET}!A1"], allowed) == []


def test_a_part_in_another_encoding_is_patched(tmp_path: Path) -> None:
    source = write_parts(tmp_path / "in.xlsx", parts_of(sheet_xml(ROWS)))
    declare = '<?xml version="1.0" encoding="UTF-16"?>'
    rework(source, dict.fromkeys((SHEET, WORKBOOK), lambda xml: (declare + xml.decode()).encode("utf-16")))
    assert_all_there(put_all(source))


def test_a_strict_workbook_stays_strict_in_relationship_types_too(tmp_path: Path) -> None:
    parts = {
        name: str(xml).replace(MAIN, STRICT_MAIN).replace(DOCUMENT, STRICT_DOCUMENT)
        for name, xml in parts_of(sheet_xml(ROWS)).items()
    }
    target = put_all(write_parts(tmp_path / "in.xlsx", parts))
    types = [r.get("Type") for name in read_parts(target) if name.endswith(".rels") for r in tree(target, name)]
    assert len(types) == 8
    assert all(kind.startswith(STRICT_DOCUMENT + "/") for kind in types)
    for part in (STYLES, "xl/worksheets/sheet2.xml", "xl/comments1.xml"):
        assert etree.QName(tree(target, part)).namespace == STRICT_MAIN
    assert DOCUMENT not in part_text(target, SHEET) + part_text(target, WORKBOOK)
    legacy = tree(target, SHEET).find("{*}legacyDrawing")
    assert legacy.get(f"{{{STRICT_DOCUMENT}}}id")


def test_new_parts_take_the_first_free_number_and_one_content_type_each(tmp_path: Path) -> None:
    source = write_parts(tmp_path / "in.xlsx", parts_of(sheet_xml(ROWS)))
    lone = dict.fromkeys(("xl/worksheets/SHEET2.xml", "xl/comments1.xml", "customXml/item1.xml"), b"<other/>")
    rework(source, {}, lone)
    target = put_all(source)
    assert_all_there(target)
    names = set(read_parts(target)) - set(read_parts(source))
    assert {"xl/worksheets/sheet3.xml", "xl/comments2.xml", "customXml/item2.xml"} <= names
    assert {name: read_parts(target)[name] for name in lone} == lone
    overrides = Counter(o.get("PartName") for o in tree(target, TYPES).iter("{*}Override"))
    assert set(overrides.values()) == {1}
    assert {"/xl/worksheets/sheet3.xml", "/xl/comments2.xml", "/xl/styles.xml"} <= overrides.keys()
    assert {name.lstrip("/") for name in overrides} <= read_parts(target).keys()
    defaults = Counter(d.get("Extension") for d in tree(target, TYPES).iter("{*}Default"))
    assert defaults == {"rels": 1, "xml": 1, "vml": 1}


def test_a_content_type_of_a_part_that_is_not_there_is_not_doubled(tmp_path: Path) -> None:
    source = write_parts(tmp_path / "in.xlsx", parts_of(sheet_xml(ROWS)))
    override = f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{SHEET_TYPE}"/></Types>'
    rework(source, {TYPES: replacing("</Types>", override)})
    target = put_all(source)
    overrides = Counter(o.get("PartName").lower() for o in tree(target, TYPES).iter("{*}Override"))
    assert set(overrides.values()) == {1}


def test_a_default_type_is_known_whatever_its_case(tmp_path: Path) -> None:
    source = write_parts(tmp_path / "in.xlsx", parts_of(sheet_xml(ROWS)))
    rework(
        source, {TYPES: lambda xml: xml.replace(b'"rels"', b'"RELS"').replace(b'Extension="xml"', b'Extension="XML"')}
    )
    target = put_all(source)
    extensions = Counter(d.get("Extension").lower() for d in tree(target, TYPES).iter("{*}Default"))
    assert extensions == {"rels": 1, "xml": 1, "vml": 1}


def test_a_relationship_takes_an_id_that_its_own_part_does_not_use(tmp_path: Path) -> None:
    source = write_parts(tmp_path / "in.xlsx", parts_of(sheet_xml(ROWS)))
    link = f'<Relationship Id="{{}}" Type="{DOCUMENT}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    taken = "".join(link.format(f"rId{n}") for n in (2, 3, 5))
    rels = f'<Relationships xmlns="{etree.QName(tree(source, RELATIONS)).namespace}">{taken}</Relationships>'
    rework(source, {RELATIONS: replacing("</Relationships>", f"{taken}</Relationships>")})
    rework(source, {}, {"xl/worksheets/_rels/sheet1.xml.rels": rels.encode()})
    target = put_all(source)
    assert_all_there(target)
    for part, known in ((RELATIONS, 4), ("xl/worksheets/_rels/sheet1.xml.rels", 3)):
        ids = [relation.get("Id") for relation in tree(target, part)]
        assert len(ids) == len(set(ids)) > known
        assert "rId4" in ids
        old = [dict(relation.attrib) for relation in tree(source, part)]
        assert [dict(relation.attrib) for relation in tree(target, part)][:known] == old
