"""The package as a zip file: members that nobody touched keep their bytes, and the same input gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest

from tests.support.packages import compressed, make_workbook
from xlperf.cells import CellRef
from xlperf.edits import Highlight, Mark, Plan
from xlperf.errors import XlperfError
from xlperf.ooxml.book import read_book
from xlperf.ooxml.zipcopy import write_package
from xlperf.targets.file import apply_plan

PLAN = Plan(highlights=(Highlight(CellRef("表", 1, 1), Mark.ERROR),))


def test_untouched_members_keep_bytes_order_and_dates(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    receipt = apply_plan(read_book(source), PLAN, None, tmp_path / "out.xlsx")
    before, after = compressed(source), compressed(tmp_path / "out.xlsx")
    assert list(after)[: len(before)] == list(before)
    untouched = [name for name in before if name not in receipt.parts_touched]
    assert len(untouched) == receipt.parts_untouched > 3
    assert all(before[name] == after[name] for name in untouched)
    assert {after[name][1] for name in list(after)[len(before) :]} == {(1980, 1, 1, 0, 0, 0)}


def test_a_streamed_package_loses_its_descriptors(tmp_path: Path) -> None:
    stream = _Unseekable()
    with ZipFile(stream, "w") as package:
        package.writestr(ZipInfo("甲.xml", (2020, 5, 4, 3, 2, 0)), b"<a/>" * 50)
    with ZipFile(BytesIO(stream.getvalue())) as archive:
        members = archive.infolist()
        assert members[0].flag_bits & 8
        target = BytesIO()
        write_package(target, stream.getvalue(), members, {}, {"新.xml": b"<b/>"})
    with ZipFile(target) as written:
        assert [(info.filename, info.flag_bits & 8) for info in written.infolist()] == [("甲.xml", 0), ("新.xml", 0)]
        assert written.read("甲.xml") == b"<a/>" * 50
        assert written.getinfo("甲.xml").date_time == (2020, 5, 4, 3, 2, 0)
        assert written.testzip() is None


class _Unseekable(BytesIO):
    """A stream such as a pipe: zipfile then writes descriptors behind the members."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, *_: int) -> int:
        raise OSError


def test_stored_and_backslashed_members_are_copied(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    with ZipFile(source, "a", ZIP_STORED) as package:
        package.writestr("xl\\media\\image1.png", b"\x89PNG" * 9)
    apply_plan(read_book(source), PLAN, None, tmp_path / "out.xlsx")
    with ZipFile(tmp_path / "out.xlsx") as written:
        info = next(info for info in written.infolist() if info.orig_filename.endswith("image1.png"))
        assert (info.compress_type, info.file_size) == (ZIP_STORED, 36)


def test_twin_members_are_refused(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    with ZipFile(source, "a") as package:
        package.writestr("xl/worksheets/SHEET1.xml", b"<worksheet/>")
    with pytest.raises(XlperfError, match="同名"):
        apply_plan(read_book(source), PLAN, None, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    source = make_workbook(tmp_path / "in.xlsx", {"A1": 1})
    for name in ("one.xlsx", "two.xlsx"):
        apply_plan(read_book(source), PLAN, None, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
