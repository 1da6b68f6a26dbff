"""The add-in file: built again byte for byte, read back by olevba, and what its package holds."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from oletools.olevba import VBA_Parser
from pyopenvba import ExcelFile

from tests.support.office import convert_to_ods, needs_office
from xlperf.errors import XlperfError
from xlperf.excel.addin import build_addin
from xlperf.excel.customui import ON_ACTION, PARTS
from xlperf.excel.places import ADDIN
from xlperf.excel.vba_project import Change, Changes, apply_changes, read_modules

DOCUMENTS = {"ThisWorkbook", "Sheet1"}
"""Modules that every workbook has; nothing is in them."""


@pytest.fixture(scope="module")
def built() -> bytes:
    return build_addin()


@pytest.fixture(scope="module")
def package(built: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(built))


def test_the_committed_addin_is_what_is_built(built: bytes) -> None:
    assert ADDIN.read_bytes() == built, "run: xlperf excel build"


def test_olevba_reads_every_module_back(built: bytes) -> None:
    read = {Path(name).stem: code for _, _, name, code in VBA_Parser("xlperf.xlam", data=built).extract_all_macros()}
    assert {name: code for name, code in read.items() if name not in DOCUMENTS} == read_modules()
    for name in DOCUMENTS:
        assert all(line.startswith("Attribute ") for line in read[name].splitlines())


def test_the_project_is_consistent(built: bytes, tmp_path: Path) -> None:
    (path := tmp_path / "xlperf.xlam").write_bytes(built)
    with ExcelFile(path) as book:
        assert book.validate() == []


@pytest.mark.parametrize("name", ["XlperfRibbon", "XlperfTexts", "xlwings", "Dictionary"])
def test_modules_are_ascii_with_windows_line_ends(name: str) -> None:
    source = read_modules()[name]
    assert source.isascii()
    assert source.count("\r\n") == source.count("\n") == source.count("\r") > 3
    assert max(map(len, source.splitlines())) <= 1023  # longer lines are an error in VBA


def test_every_on_action_is_a_callback_of_the_vba(package: zipfile.ZipFile) -> None:
    callbacks = re.findall(r"^Public Sub (\w+)\(control As IRibbonControl\)", read_modules()["XlperfRibbon"], re.M)
    for part in PARTS:
        assert set(re.findall(r'onAction="(.+?)"', package.read(part.name).decode())) == set(callbacks) == {ON_ACTION}


def test_no_worksheet_function_is_offered() -> None:
    modules = read_modules()
    assert not re.search(r"^(Public )?Function", modules["XlperfRibbon"] + modules["XlperfTexts"], re.MULTILINE)
    assert "\r\nOption Private Module\r\n" in modules["xlwings"]


def test_nothing_of_xlwings_pro_can_run() -> None:
    assert "uses_embedded_code = True\r\n" not in read_modules()["xlwings"].replace("If uses_embedded_code = True", "")


def test_the_package_leads_to_both_ribbons(package: zipfile.ZipFile) -> None:
    relations = package.read("_rels/.rels").decode()
    assert package.testzip() is None
    for part in PARTS:
        assert f'Type="{part.relationship}" Target="{part.name}"' in relations
        assert part.name in package.namelist()


def test_the_package_names_no_person_and_no_day(package: zipfile.ZipFile) -> None:
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = package.read("docProps/core.xml").decode()
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", properties) == ["xlperf"]
    assert "<dc:title>绩效自评 xlperf</dc:title>" in properties
    assert "dcterms" not in properties


@pytest.fixture(scope="module")
def workbook(package: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in as a workbook with macros, for readers that take no add-ins."""
    path = tmp_path_factory.mktemp("addin") / "addin.xlsm"
    with zipfile.ZipFile(path, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, package.read(name).replace(b"vnd.ms-excel.addin.", b"vnd.ms-excel.sheet."))
    return path


def test_openpyxl_opens_it(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook, keep_vba=True)
    assert book.sheetnames == ["Sheet1"]
    assert list(book["Sheet1"].iter_rows()) == []
    book.vba_archive.close()


@needs_office
def test_libreoffice_reads_the_modules(workbook: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(convert_to_ods(workbook, tmp_path)) as converted:
        for name, source in read_modules().items():
            document = ElementTree.fromstring(converted.read(f"Basic/VBAProject/{name}.xml"))
            code = [line for line in source.splitlines() if not line.startswith("Attribute ")]
            assert "\n".join(code).strip() in (document.text or "").replace("\r", "")


def test_another_xlwings_stops_the_build() -> None:
    changes = Changes("xlwings 0", "2026-01-01", (Change("found", "put", 1, "why"),))
    assert apply_changes("found once", changes) == "put once"
    for module in ("not there", "found and found"):
        with pytest.raises(XlperfError, match="xlwings 0"):
            apply_changes(module, changes)
