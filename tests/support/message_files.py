"""The files of the scenes in which messages are met: the guide's practice files, and some broken in one way each."""

from __future__ import annotations

import json
import os
import shutil
import warnings
import zipfile
import zlib
from pathlib import Path

import docx
import openpyxl

from tests.support import broken
from tests.support.hostile import crowded
from tests.support.hostile_documents import pdf_stream
from tests.support.small_packages import MAIN, parts_of, relations_xml, sheet_xml, write_parts

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
CFB = bytes.fromhex("D0CF11E0A1B11AE1")

LISTS = {
    "没有金额单位.xlsx": [("单位名称", "项目名称", "年初预算数"), ("某市文化馆", "群众文化活动", 80)],
    "没有表头.xlsx": [("某市文化馆", "群众文化活动"), ("甲", "乙")],
    "没有单位.xlsx": [("项目名称", "全年预算数", "佐证材料"), ("没有的项目", None, None), (None, None, None)],
    "没有空行.xlsx": [("项目名称", "全年预算数（元）"), ("填表人：", None)],
    "空名单.xlsx": [("单位名称", "科室"), (None, "办公室")],
}
"""Lists to hold forms against, by what is wrong with them."""

TEXTS = {
    "规则.toml": "id = 1",
    "坏.toml": "[[",
    "设置.toml": "[checks.Z999]\noff = true\n",
    "关闭.toml": "[checks.T101]\noff = true\n",
    "界限.toml": "[checks.F201]\nthreshold = 1\n",
    "错键.toml": "[checks.F204]\nnosuch = 1\n",
    "不是.pdf": "不是 PDF",
    "长文.txt": "一行字\n" * 2_200_000,
    "网页.xlsx": "<html><table></table></html>",
    "标记.xlsx": "<?xml version='1.0'?><a/>",
    "网页.xls": "<html><table></table></html>",
    "空.json": "{}",
    "说明.pages": "",
    "模板.docx": "不是 Word",
    "压缩.rar": "Rar!",
}
"""Files by their text."""


def make_files(folder: Path) -> None:
    """Puts all of them into a folder."""
    shutil.copytree(GUIDE, folder, dirs_exist_ok=True)
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    for name, rows in LISTS.items():
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(folder / name)
    _make_broken(folder)
    _make_odd(folder)
    _make_harmful(folder)
    _make_folders(folder)


def _make_broken(folder: Path) -> None:
    for make in (*broken.UNREADABLE, broken.make_formless):
        make(folder / f"{make.__name__.removeprefix('make_')}.xlsx")
    for name, stream in (("旧.xlsx", "Workbook"), ("旧文档.xlsx", "WordDocument"), ("别的.xlsx", "Other")):
        (folder / name).write_bytes(CFB.ljust(512, b"\0") + stream.encode("utf-16-le").ljust(4096, b"\0"))
    for name, stream in (("旧.xls", "WordDocument"), ("空的.xls", "Other"), ("密码.xls", "EncryptedPackage")):
        (folder / name).write_bytes(CFB.ljust(512, b"\0") + stream.encode("utf-16-le").ljust(4096, b"\0"))
    (folder / "空文件.xls").write_bytes(b"")
    (folder / "坏文件.ods").write_bytes(b"PK\3\4" + b"\0" * 64)
    (folder / "编码.csv").write_bytes(b"\xff\x81\xfd\xff," * 20)
    (folder / "旧文档.doc").write_bytes(CFB)
    shutil.copy(broken.GOOD, folder / "改了后缀.xls")
    _rewritten(folder / "有实体.xlsx", "xl/workbook.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]>")
    _rewritten(folder / "少部件.xlsx", "xl/worksheets/sheet1.xml", None)
    book = f'<workbook xmlns="{MAIN}"><sheets/></workbook>'
    write_parts(folder / "没有表.xlsx", parts_of(sheet_xml(""), {"xl/workbook.xml": book}))
    _rewritten(folder / "坏部件.xlsx", "xl/worksheets/sheet1.xml", b"<<")


def _make_odd(folder: Path) -> None:
    """What can be read, and what nearly can."""
    book = openpyxl.load_workbook(GUIDE / "自评表.xlsx")
    book.worksheets[0].protection.enable()
    book.save(folder / "受保护.xlsx")
    _rewritten(folder / "校验和.xlsx", "xl/workbook.xml", b"<!-- whole -->")
    damaged = (folder / "校验和.xlsx").read_bytes().replace(b"<!-- whole -->", b"<!-- other -->")
    (folder / "校验和.xlsx").write_bytes(damaged)
    _rewritten(folder / "旁有实体.xlsx", "docProps/core.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]>")
    binary = {"_rels/.rels": relations_xml(("rId1", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": b"\0"}
    write_parts(folder / "二进制.xlsx", parts_of(sheet_xml(""), binary))
    shutil.copy(next((ROOT / "examples" / "budget").iterdir()), folder / "预算.xlsx")
    for name, text in (("空模板.docx", "没有占位符"), ("错模板.docx", "{{乱写}}")):
        document = docx.Document()
        document.add_paragraph(text)
        document.save(str(folder / name))


def _make_harmful(folder: Path) -> None:
    """What is refused by its size, its place or what its package says of itself."""
    for name in ("太大.xlsx", "太大.csv"):
        (folder / name).touch()
        os.truncate(folder / name, 4 << 30)
    far = sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    write_parts(folder / "太远.xlsx", parts_of(far))
    _patched(folder / "加密.xlsx", flags=1)
    (folder / "成员太多.xlsx").write_bytes(crowded(broken.GOOD.read_bytes(), 100_000))
    _patched(folder / "压缩法.xlsx", method=99)
    twice = zlib.compress(zlib.compress(bytes(600 << 20), 1), 9)
    (folder / "套装.pdf").write_bytes(pdf_stream(twice, "/Filter[/FlateDecode/FlateDecode]"))
    shutil.copy(broken.GOOD, folder / "重名.xlsx")
    with zipfile.ZipFile(folder / "重名.xlsx", "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr("xl/styles.xml", package.read("xl/styles.xml"))
    (folder / "扫描.pdf").write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def _patched(target: Path, flags: int = 0, method: int | None = None) -> None:
    """A good package whose members say of themselves that they are encrypted, or compressed in another way."""
    data = bytearray(broken.GOOD.read_bytes())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= flags
            if method is not None:
                data[at + offset + 2] = method
            at = data.find(signature, at + 4)
    target.write_bytes(data)


def _rewritten(target: Path, part: str, before: bytes | None) -> None:
    """A good workbook with some bytes before a part's root, or without the part."""
    with zipfile.ZipFile(broken.GOOD) as package, zipfile.ZipFile(target, "w") as copy:
        for info in package.infolist():
            content = package.read(info)
            if info.filename != part:
                copy.writestr(info.filename, content)
            elif before is not None:
                declaration, _, root = content.partition(b"?>")
                copy.writestr(info.filename, declaration + b"?>" + before + root)


def _make_definitions(folder: Path) -> None:
    """Definitions that are good each by itself and not together."""
    regions = ROOT / "tests" / "recognition" / "regions"
    good = (regions / "yunchuan.toml").read_text("utf-8")
    other = good.replace("yunchuan-project", "other").replace("差异说明", "原由").replace('"佐证"', '"差异说明"')
    for name, second in (("同名定义", good), ("同叫法定义", other)):
        shutil.copytree(regions, folder / name, ignore=shutil.ignore_patterns("yunchuan.toml", "*rubric*"))
        (folder / name / "甲.toml").write_text(good, "utf-8")
        (folder / name / "乙.toml").write_text(second, "utf-8")


def _make_folders(folder: Path) -> None:
    (folder / "空文件夹").mkdir()
    (folder / "有东西" / "里面").mkdir(parents=True)
    (folder / "有东西" / "备注.txt").write_text("留着", "utf-8")
    (folder / "开着").mkdir()
    shutil.copy(broken.GOOD, folder / "开着" / "汇总.xlsx")
    (folder / "开着" / "~$汇总.xlsx").write_bytes(b"")
    (folder / "坏汇总").mkdir()
    (folder / "坏汇总" / "汇总.xlsx").write_text("不是工作簿", "utf-8")
    (folder / "坏报告").mkdir()
    (folder / "坏报告" / "report.json").write_text(json.dumps({"schema": "别的"}), "utf-8")
    (folder / "坏上年").mkdir()
    (folder / "坏上年" / ".xlperf.sqlite").write_bytes(b"not a database")
    _make_definitions(folder)
    (folder / "杂项").mkdir()
    shutil.copy(broken.GOOD, folder / "杂项" / "表.xlsx")
    (folder / "杂项" / "~$表.xlsx").write_bytes(b"")
    (folder / "杂项" / "压缩.rar").write_text("Rar!", "utf-8")
    (folder / "杂项" / "别处").symlink_to(folder / "上年", target_is_directory=True)
    shutil.copy(GUIDE / "应报单位.xlsx", folder / "杂项")
    with zipfile.ZipFile(folder / "杂项" / "邮件.zip", "w") as package:
        package.write(broken.GOOD, "里面/表.xlsx")
        package.writestr("里面/又一个.zip", b"PK")
        package.writestr("../外面.xlsx", b"PK")
    _patched(folder / "杂项" / "密码.zip", flags=1)
    (folder / "杂项" / "坏压缩.zip").write_bytes(b"PK\3\4" + b"\0" * 40)
