"""Traps of the zip container: streams with descriptors, odd order, odd names, twins, impossible dates, signatures.

What is no package at all (a password, an old .xls) is named in test_read_refusals; members that keep their bytes,
order and dates, stored members and refused twins are in test_write_zip.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from openpyxl import load_workbook

from tests.support.packages import compressed, differences, make_workbook, read_parts, replacing, rework
from tests.support.writing import COMMON, RATE, SHEET, TYPES, put
from xlperf.errors import UnwritableError
from xlperf.ooxml.book import read_book
from xlperf.sheets import RESULT_SHEET

Member = tuple[str, bytes]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "in.xlsx", {"A1": "甲", "B2": 5})


def rezip(path: Path, change: Callable[[list[Member]], Iterable[Member]]) -> Path:
    """The package with its members as `change` gives them."""
    members = list(change(list(read_parts(path).items())))
    with ZipFile(path, "w", ZIP_DEFLATED) as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that is there twice
        for name, content in members:
            package.writestr(name, content)
    return path


def test_a_streamed_workbook_comes_out_without_descriptors(source: Path) -> None:
    parts, stream = read_parts(source), _Pipe()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            with package.open(ZipInfo(name), "w", force_zip64=True) as member:
                member.write(content)
    source.write_bytes(stream.getvalue())
    target, _ = put(source, {"C3": None}, page=None)
    assert _headers(source)[0][0] & 8
    assert all(flags & 8 == 0 for flags, _, _ in _headers(target))
    assert all(end == start for (_, _, end), (_, start, _) in zip(_headers(target), _headers(target)[1:], strict=False))
    assert differences(source, target, [f"{SHEET}!C3"], COMMON) == []
    assert load_workbook(target)["表"]["C3"].value == float(RATE)


class _Pipe(BytesIO):
    """A stream that cannot go back: zipfile then writes sizes behind the members."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, *_: int) -> int:
        raise OSError


def _headers(path: Path) -> list[tuple[int, int, int]]:
    """Flags of each member's own header, where it begins, and where its content ends."""
    data, found = path.read_bytes(), []
    with ZipFile(path) as package:
        for info in package.infolist():
            at = info.header_offset
            flags, size, name, extra = struct.unpack("<6xH10xL4x2H", data[at : at + 30])
            assert size == info.compress_size or flags & 8
            found.append((flags, at, at + 30 + name + extra + info.compress_size))
    return found


def test_content_types_keep_their_place_behind_other_members(source: Path) -> None:
    rezip(source, lambda members: [m for m in members if m[0] != TYPES] + [m for m in members if m[0] == TYPES])
    target, _ = put(source, {"C3": None}, marks=["A1"])
    before, after = list(read_parts(source)), list(read_parts(target))
    assert before[-1] == TYPES
    assert after[: len(before)] == before
    assert load_workbook(target).sheetnames == ["表", RESULT_SHEET]


@pytest.mark.parametrize(
    "rename",
    [lambda name: name.replace("/", "\\"), lambda name: "/" + name, str.upper],
    ids=["backslashes", "a leading slash", "another case"],
)
def test_oddly_named_members_are_patched_under_their_own_names(source: Path, rename: Callable[[str], str]) -> None:
    plain, _ = put(source, {"C3": None}, ["A1"], ["B2"])
    expected = read_parts(plain)
    rezip(source, lambda members: [(name if name == TYPES else rename(name), content) for name, content in members])
    before = list(read_parts(source))
    target, receipt = put(source, {"C3": None}, ["A1"], ["B2"])
    after = read_parts(target)
    assert list(after)[: len(before)] == before
    folded = {name.replace("\\", "/").lstrip("/").lower(): content for name, content in after.items()}
    assert len(folded) == len(after)
    assert folded.keys() == {name.lower() for name in expected}
    assert folded[SHEET] == expected[SHEET]
    assert receipt.unmet == ()
    assert differences(source, target, [], receipt.parts_touched) == []


def test_twins_that_nobody_touches_are_both_copied(source: Path) -> None:
    rezip(source, lambda members: [*members, ("docProps/app.xml", b"<other/>"), ("DOCPROPS/APP.xml", b"<third/>")])
    target, _ = put(source, {"C3": None})
    with ZipFile(target) as package:
        twins = [package.read(i) for i in package.infolist() if i.filename.lower() == "docprops/app.xml"]
    assert len(twins) == 3
    assert twins[1:] == [b"<other/>", b"<third/>"]


def test_a_worksheet_that_is_there_twice_is_not_written(source: Path) -> None:
    rezip(source, lambda members: [*members, (SHEET, dict(members)[SHEET])])
    with pytest.raises(UnwritableError, match="同名"):
        put(source, {"C3": None}, page=None)
    assert not source.with_name("out.xlsx").exists()


@pytest.mark.parametrize(
    "stamp", [bytes(4), b"\xff\xff\x00\x00", b"\x00\x00\xff\xff"], ids=["zeros", "hour 31", "2107"]
)
def test_dates_that_are_none_stay_as_they_are(source: Path, stamp: bytes) -> None:
    data = bytearray(source.read_bytes())
    for at in _places(data, b"PK\3\4"):
        data[at + 10 : at + 14] = stamp
    for at in _places(data, b"PK\1\2"):
        data[at + 12 : at + 16] = stamp
    source.write_bytes(data)
    target, _ = put(source, {"C3": None}, marks=["A1"])
    before, after = compressed(source), compressed(target)
    assert {name: after[name][1] for name in before} == {name: date for name, (_, date) in before.items()}
    assert after["docProps/app.xml"] == before["docProps/app.xml"]


def _places(data: bytes | bytearray, sign: bytes) -> list[int]:
    found, at = [], data.find(sign)
    while at >= 0:
        found.append(at)
        at = data.find(sign, at + 4)
    return found


def test_a_name_in_the_encoding_of_an_old_chinese_zip_program_keeps_its_bytes(source: Path) -> None:
    name = "xl/media/图片.png".encode("gbk")
    with ZipFile(source, "a") as package:
        package.writestr("xl/media/" + "x" * (len(name) - 13) + ".png", b"\x89PNG")
    data = source.read_bytes().replace(b"xl/media/" + b"x" * (len(name) - 13) + b".png", name)
    source.write_bytes(data)
    target, _ = put(source, {"C3": None})
    assert data.count(name) == 2
    assert target.read_bytes().count(name) == 2


ORIGIN = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"


@pytest.mark.parametrize("folder", ["_xmlsignatures", "package/services/digital-signature"])
def test_a_signed_workbook_says_so_before_anything_is_written(source: Path, folder: str) -> None:
    relation = f'<Relationship Id="rIdS" Type="{ORIGIN}" Target="{folder}/origin.sigs"/></Relationships>'
    rework(
        source,
        {"_rels/.rels": replacing("</Relationships>", relation)},
        {f"{folder}/origin.sigs": b"", f"{folder}/sig1.xml": b"<Signature/>"},
    )
    assert any("签名" in str(caution) for caution in read_book(source).cautions)
    target, _ = put(source, {"C3": None})
    assert read_parts(target)[f"{folder}/sig1.xml"] == b"<Signature/>"


def test_an_unsigned_workbook_says_nothing(source: Path) -> None:
    assert read_book(source).cautions == ()
