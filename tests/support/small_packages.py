"""Small packages made part by part, so that a test shows the oddity it is about."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet part with these rows, children before sheetData and after it."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{DOCUMENT}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def relations_xml(*relations: tuple[str, str, str]) -> str:
    """A relationships part from (id, short type, target)."""
    rows = "".join(f'<Relationship Id="{i}" Type="{DOCUMENT}/{kind}" Target="{to}"/>' for i, kind, to in relations)
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def parts_of(sheet: str, extra: Mapping[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet; `extra` adds parts or takes the place of some (None leaves one out)."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": relations_xml(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations_xml(("rId1", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return {**parts, **(extra or {})}


def write_parts(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Writes a package of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return path
