"""One broken file per way of being broken: a message that names the file, says what is so and what to do."""

from __future__ import annotations

import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.support.corpus import CORPUS, needs_corpus
from tests.support.small_packages import MAIN, parts_of, relations_xml, sheet_xml, write_parts
from xlperf.errors import UnreadableError
from xlperf.ooxml.container import LARGEST_FILE
from xlperf.ooxml.package import open_package, parse_package
from xlperf.ooxml.workbook_read import make_sheet, read_sheets

GOOD = parts_of(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))


def read_all(path: Path) -> None:
    package = open_package(path)
    for part in read_sheets(package):
        make_sheet(part)


def refusal(path: Path) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read_all(path)
    assert caught.value.remedy
    return caught.value


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


FILES = {
    "empty": (b"", "空文件"),
    "text": ("项目,得分\n甲,1\n".encode(), "不是 Excel 工作簿"),
    "web page": (b"<html><body><table></table></body></html>", "网页"),
    "xml text": (b'<?xml version="1.0"?><Workbook/>', "XML"),
    "old xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le"), "旧版格式"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "old document": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le"),
        "旧版 Word 文档",
    ),
    "half a zip": (b"PK\x03\x04" + bytes(100), "不完整或已损坏"),
}


@pytest.mark.parametrize("name", FILES)
def test_not_a_package(name: str, tmp_path: Path) -> None:
    data, said = FILES[name]
    error = refusal(written(tmp_path / "坏 表[1].xlsx", data))
    assert said in str(error)
    assert "坏 表[1].xlsx" in str(error)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert "不存在" in str(refusal(tmp_path / "没有.xlsx"))
    assert "文件夹" in str(refusal(tmp_path))


def test_why_a_file_may_not_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"现在所在的文件夹是 {tmp_path}。" in str(refusal(Path("没有.xlsx")))
    assert "英文的引号" in str(refusal(Path("“没有.xlsx”")))
    assert "英文的减号" in str(refusal(Path("—-correct")))
    assert "移走或改名" in str(refusal(tmp_path / "没有.xlsx"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    assert "管道" in str(refusal(tmp_path / "管道.xlsx"))


def test_a_file_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "大.xlsx").open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(LARGEST_FILE + 1)
    assert "大得不像自评表" in str(refusal(tmp_path / "大.xlsx"))


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "环.xlsx").symlink_to(tmp_path / "环.xlsx")
    assert "环.xlsx" in str(refusal(tmp_path / "环.xlsx"))


def test_truncated(tmp_path: Path) -> None:
    whole = write_parts(tmp_path / "a.xlsx", GOOD).read_bytes()
    assert "不完整或已损坏" in str(refusal(written(tmp_path / "b.xlsx", whole[: len(whole) // 2])))


def test_damaged_member(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:  # stored, so that a byte can be turned without breaking deflate
        for name, content in GOOD.items():
            archive.writestr(name, content)
    data = path.read_bytes()
    at = data.index(b"<v>1</v>")
    assert "已损坏" in str(refusal(written(path, data[:at] + b"<v>2</v>" + data[at + 8 :])))


PARTS = {
    "a document": ({"xl/workbook.xml": "<w:document xmlns:w='urn:w'/>"}, "没有工作簿"),
    "no worksheet": ({"xl/_rels/workbook.xml.rels": "<Relationships/>"}, "没有工作表"),
    "not well-formed": ({"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"}, "已损坏"),
    "unknown encoding": (
        {"xl/worksheets/sheet1.xml": '<?xml version="1.0" encoding="martian"?><worksheet/>'},
        "已损坏",
    ),
    "a binary workbook": (
        {"_rels/.rels": relations_xml(("rId1", "officeDocument", "xl/w.bin")), "xl/w.bin": b"\x83\x01\x00"},
        "xlsb",
    ),
    "entities": (
        {"xl/worksheets/sheet1.xml": f'<!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="{MAIN}"/>'},
        "DTD",
    ),
    "a document type in a part that is not read": (
        {"docProps/core.xml": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'},
        "DTD",
    ),
    "external entity in the workbook": (
        {"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><workbook>&a;</workbook>'},
        "DTD",
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_parts(name: str, tmp_path: Path) -> None:
    changes, said = PARTS[name]
    error = refusal(write_parts(tmp_path / "a.xlsx", {**GOOD, **changes}))
    assert said in str(error)
    assert str(error).count("a.xlsx") == 1


def test_a_missing_part(tmp_path: Path) -> None:
    parts = {name: xml for name, xml in GOOD.items() if "sheet1" not in name}
    assert "缺少内部文件" in str(refusal(write_parts(tmp_path / "a.xlsx", parts)))


def test_a_zip_bomb_is_not_inflated(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in GOOD.items():
            archive.writestr(name, content)
        archive.writestr("xl/media/zeros.bin", bytes(64 << 20))
    assert "压缩炸弹" in str(refusal(path))


@needs_corpus
@pytest.mark.parametrize("name", ["protect.xlsx", "60320-protected.xlsx"])
def test_really_encrypted(name: str) -> None:
    assert "密码" in str(refusal(CORPUS / "poi" / name))


def test_a_large_package_is_opened_without_a_second_one_in_the_memory(tmp_path: Path) -> None:
    write_parts(tmp_path / "a.xlsx", GOOD)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "a") as archive:
        archive.writestr("xl/media/image1.bin", os.urandom(8 << 20))
    data = (tmp_path / "a.xlsx").read_bytes()
    tracemalloc.start()
    try:
        parse_package(tmp_path / "a.xlsx", data)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()
