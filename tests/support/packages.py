"""Small workbooks made for one trap each, and a comparison of two packages that knows nothing of the writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from openpyxl import Workbook

from xlperf.cells import column_letters, parse_address

Change = Callable[[bytes], bytes]
Meaning = tuple[object, ...]


def make_workbook(path: Path, cells: Mapping[str, object], prepare: Callable[[Workbook], None] | None = None) -> Path:
    """A workbook by openpyxl with one sheet, 表."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "表"
    for address, value in cells.items():
        sheet[address] = value
    if prepare is not None:
        prepare(workbook)
    workbook.save(path)
    return path


def rework(
    path: Path, changes: Mapping[str, Change], added: Mapping[str, bytes] = {}, dropped: Iterable[str] = ()
) -> Path:
    """The package with some of its parts changed, others added or dropped."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, change in changes.items():
        parts[name] = change(parts[name])
    for name in dropped:
        del parts[name]
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in {**parts, **added}.items():
            package.writestr(name, content)
    return path


def replacing(old: str, new: str) -> Change:
    """A change of a part's text that is sure to find what it replaces."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content, old
        return content.replace(old.encode(), new.encode())

    return change


def read_parts(path: Path) -> dict[str, bytes]:
    """Every member's content by name."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def part_text(path: Path, part: str) -> str:
    """A part as text."""
    return read_parts(path)[part].decode()


def compressed(path: Path) -> dict[str, tuple[bytes, tuple[int, ...]]]:
    """Every member's compressed bytes, as they stand in the file, and its date; folders are no members."""
    data, found = path.read_bytes(), {}
    with ZipFile(path) as package:
        for info in package.infolist():
            if info.is_dir():
                continue
            name, extra = (int.from_bytes(data[info.header_offset + at :][:2], "little") for at in (26, 28))
            start = info.header_offset + 30 + name + extra
            found[info.filename] = data[start : start + info.compress_size], info.date_time
    return found


def differences(before: Path, after: Path, cells: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """What differs beyond the edits: `cells` as ``xl/worksheets/sheet1.xml!A1``; `allowed` parts may differ at all."""
    old, new, found = compressed(before), compressed(after), []
    contents = read_parts(before), read_parts(after)
    edited = set(cells)
    for part in old:
        if part not in new:
            found.append(f"lost {part}")
        elif old[part] != new[part] and part not in allowed:
            inflated = contents[0][part], contents[1][part]
            if inflated[0] == inflated[1]:
                found.append(f"compressed anew: {part}")
            elif b"<worksheet" in inflated[0][:2000] or b":worksheet" in inflated[0][:2000]:
                found += _sheet_differences(part, *inflated, edited)
            else:
                found.append(f"changed {part}")
    return found


def _sheet_differences(part: str, before: bytes, after: bytes, edited: set[str]) -> list[str]:
    one, other = (etree.fromstring(content, etree.XMLParser(huge_tree=True)) for content in (before, after))
    found = [
        f"{part}: {name}"
        for (name, text) in _children(one)
        if (name, text) not in _children(other) and name not in ("dimension", "legacyDrawing")
    ]
    cells = _cells(one), _cells(other)
    for ref in cells[0].keys() | cells[1].keys():
        if f"{part}!{ref}" not in edited and cells[0].get(ref) != cells[1].get(ref):
            found.append(f"{part}!{ref}")
    return found


def _children(root: etree._Element) -> list[tuple[str, Meaning]]:
    return [
        (etree.QName(child).localname, _meaning(child))
        for child in root
        if isinstance(child.tag, str) and etree.QName(child).localname != "sheetData"
    ]


def _cells(root: etree._Element) -> dict[str, Meaning]:
    """Every cell's XML by its place; a cell or row without a reference follows the last."""
    found, number = {}, 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        number, column = int(row.get("r") or number + 1), 0
        for cell in row.iterfind("{*}c"):
            column = parse_address(cell.get("r").rstrip("0123456789") + "1")[1] if cell.get("r") else column + 1
            found[f"{column_letters(column)}{number}"] = _meaning(cell)
    return found


def _meaning(element: etree._Element) -> Meaning:
    """An element without prefixes and spelling: tag, attributes, text, children."""
    children = tuple(_meaning(child) for child in element)
    return (
        str(element.tag),
        tuple(sorted(element.attrib.items())),
        element.text or "",
        (element.tail or "").strip(),
        children,
    )
