"""Traps of notes: one comment a cell, rich words of the clerk's, threads; their drawings are in test_traps_drawings.

Row order, a plain note that is extended, a thread's stub and the anchor of a merge are in test_write_notes.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment

from tests.support.broken import ROOT
from tests.support.office import needs_office, recalculate
from tests.support.packages import differences, part_text, replacing, rework
from tests.support.writing import COMMON, SHEET, TEXT, left_out, make_rich, noted, put, ref, tree, write_copy
from xlperf.edits import Note, Plan
from xlperf.sheets import RESULT_SHEET
from xlperf.task import Task, run_task

RELS, COMMENTS, DRAWING = "xl/worksheets/_rels/sheet1.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"


def test_no_cell_gets_a_second_comment(tmp_path: Path) -> None:
    source = make_rich(tmp_path / "in.xlsx", noted("A1", "C3"))
    target, _ = put(source, notes=["A1", "B2", "C3"], page=None)
    refs = Counter(comment.get("ref") for comment in tree(target, COMMENTS).iter("{*}comment"))
    assert refs == {"A1": 1, "B2": 1, "C3": 1}
    assert part_text(target, DRAWING).count('ObjectType="Note"') == 3
    assert load_workbook(target)["表"]["C3"].comment.text == f"原有 C3\n────────\n{TEXT}"


def test_rich_words_of_the_clerks_keep_their_runs(tmp_path: Path) -> None:
    source = make_rich(tmp_path / "in.xlsx", noted("A1"))
    runs = "<r><rPr><b/></rPr><t>粗</t></r><r><t>细</t></r><rPh sb='0' eb='1'><t>cu</t></rPh><phoneticPr fontId='0'/>"
    pattern = re.compile(rb"(<text>).*?(</text>)", re.S)
    rework(source, {COMMENTS: lambda xml: pattern.sub(rb"\g<1>" + runs.encode() + rb"\g<2>", xml)})
    target, _ = put(source, notes=["A1"], page=None)
    (text,) = tree(target, COMMENTS).iter("{*}text")
    before = [etree.tostring(run) for run in tree(source, COMMENTS).find(".//{*}text")]
    after = [etree.tostring(run, with_tail=False) for run in text]
    assert [run for run in after if run in before] == before
    assert len(after) == len(before) + 1
    assert load_workbook(target)["表"]["A1"].comment.text.startswith("粗细")


@pytest.mark.parametrize("second", ["A1", "B1"], ids=["the cell itself", "another cell of its merge"])
def test_two_notes_for_one_cell_become_one(tmp_path: Path, second: str) -> None:
    source = make_rich(tmp_path / "in.xlsx", lambda _, sheet: sheet.merge_range("A1:B1", "甲"))
    target = tmp_path / "out.xlsx"
    write_copy(source, target, Plan(notes=(Note(ref("A1"), "先说的"), Note(ref(second), "后说的"))), None)
    (text,) = (comment.text for row in load_workbook(target)["表"] for cell in row if (comment := cell.comment))
    assert "先说的" in text
    assert "后说的" in text


PERSON = "{5B1C0D3E-0000-4000-8000-000000000001}"


def with_thread(path: Path) -> Path:
    """A workbook whose A1 has a threaded comment, with its stub, as Excel writes it."""
    make_rich(path, noted("A1"))
    relation = (
        '<Relationship Id="rIdT" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
        ' Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    thread = f'<ThreadedComments><threadedComment ref="A1" id="{PERSON}"/></ThreadedComments>'
    return rework(
        path,
        {
            COMMENTS: replacing("<author>张三</author>", f"<author>tc={PERSON}</author>"),
            RELS: replacing("</Relationships>", relation),
        },
        {"xl/threadedComments/threadedComment1.xml": thread.encode(), "xl/persons/person.xml": b"<personList/>"},
    )


def test_a_thread_keeps_its_stub_and_the_words_are_said_elsewhere(tmp_path: Path) -> None:
    source = with_thread(tmp_path / "in.xlsx")
    target, receipt = put(source, marks=["A1"], notes=["A1", "B1"])
    stub = [etree.tostring(c) for path in (source, target) for c in tree(path, COMMENTS).iter("{*}comment")]
    assert stub[0] == stub[1]
    assert receipt.noted == (ref("B1"),)
    assert left_out(receipt) == ["表!A1"]
    allowed = (*COMMON, COMMENTS, DRAWING)
    assert differences(source, target, [f"{SHEET}!A1"], allowed) == []
    assert part_text(target, DRAWING).count("<x:Row>0</x:Row>") == 2


@pytest.mark.parametrize("pattern", ["blank-scores/上海/01-*.xlsx", "inbox/上海/12-*.xlsx"])
def test_words_that_no_note_may_take_stand_on_the_result_sheet(tmp_path: Path, pattern: str) -> None:
    (form,) = (ROOT / "examples").glob(pattern)
    words = note_words(fill(form, tmp_path / "plain.xlsx"))
    workbook = load_workbook(form)
    for sheet, address in words:
        workbook[sheet][address].comment = Comment("会话", f"tc={PERSON}")
    workbook.save(tmp_path / "threads.xlsx")
    target = fill(tmp_path / "threads.xlsx", tmp_path / "out.xlsx")
    assert set(note_words(target).values()) == {"会话"}
    told = {str(value) for row in load_workbook(target)[RESULT_SHEET].values for value in row if value is not None}
    for text in words.values():
        assert [line for line in text.split("\n")[1:] if not any(line in other for other in told)] == []


def fill(source: Path, target: Path) -> Path:
    """The validated copy of a form."""
    outcome = run_task(Task(source, source.name, target, target.name))
    assert outcome.error is None
    return target


def note_words(path: Path) -> dict[tuple[str, str], str]:
    """The words of every note by sheet and cell."""
    rows = ((sheet.title, row) for sheet in load_workbook(path) for row in sheet.iter_rows())
    return {(title, cell.coordinate): cell.comment.text for title, row in rows for cell in row if cell.comment}


ESCAPED = "! 提醒 _x0041_x0042_ 与 _x005F_x0043_"
"""A text that Excel would read as escapes, two of them with a sign in common, one escaped already."""

STORED = "! 提醒 _x005F_x0041_x005F_x0042_ 与 _x005F_x005F_x005F_x0043_"


def with_escapes(path: Path) -> Path:
    """A copy with that text on a cell without a note and behind a note of the clerk's."""
    source, target = make_rich(path, noted("A1")), path.with_name("out.xlsx")
    write_copy(source, target, Plan(notes=(Note(ref("A1"), ESCAPED), Note(ref("B2"), ESCAPED))))
    return target


def test_a_note_that_looks_escaped_is_escaped_itself(tmp_path: Path) -> None:
    assert part_text(with_escapes(tmp_path / "in.xlsx"), COMMENTS).count(STORED) == 2


@pytest.mark.parametrize("stored", [STORED, STORED.replace("5F", "5f"), ESCAPED], ids=["as it was", "small", "plain"])
def test_a_note_that_looks_escaped_is_taken_out_after_another_programs_save(tmp_path: Path, stored: str) -> None:
    target = with_escapes(tmp_path / "in.xlsx")
    rework(target, {COMMENTS: replacing(STORED, stored), SHEET: replacing("</sheetData>", "</sheetData >")})
    assert_renewed(target)


@needs_office
def test_a_note_that_looks_escaped_is_taken_out_after_an_offices_save(tmp_path: Path) -> None:
    target = with_escapes(tmp_path / "in.xlsx")
    (tmp_path / "saved").mkdir()
    recalculate([target], tmp_path / "saved")
    assert_renewed(tmp_path / "saved" / "out.xlsx")


def assert_renewed(path: Path) -> None:
    """Filled again with a note elsewhere, the workbook has that one and the clerk's words alone."""
    target = path.with_name("again.xlsx")
    write_copy(path, target, Plan(notes=(Note(ref("C3"), TEXT),)))
    notes = {c.coordinate: c.comment.text for row in load_workbook(target)["表"] for c in row if c.comment}
    assert notes == {"A1": "原有 A1", "C3": TEXT}
