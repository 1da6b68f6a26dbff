"""Entries of the workbook part: a sheet, a defined name, the wish to be recalculated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from xlperf.ooxml.outline import Element, start_tag_end
from xlperf.ooxml.splice import Splice

_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "absPath", "workbookProtection",
    "bookViews", "sheets", "functionGroups", "externalReferences", "definedNames", "calcPr",
)  # fmt: skip
LONGEST_NAME = 31


def is_locked(root: Element) -> bool:
    """The workbook's structure is protected: no sheet may be added."""
    return any(entry.attributes.get("lockStructure") in ("1", "true") for entry in root.all("workbookProtection"))


def free_sheet_name(name: str, taken: Iterable[str]) -> str:
    """The name, with a number where another sheet has it; case makes no difference to Excel.

    >>> free_sheet_name("汇总", ["汇总"])
    '汇总2'
    """
    known, number, free = {other.lower() for other in taken}, 1, name[:LONGEST_NAME]
    while free.lower() in known:
        number += 1
        free = f"{name[: LONGEST_NAME - len(str(number))]}{number}"
    return free


def add_sheets(root: Element, new: Sequence[tuple[str, str]], namespace: str) -> list[Splice]:
    """Sheets, each with its name and relationship, as the last ones of a workbook that has sheets.

    `namespace` is that of relationship ids.
    """
    sheets = root.child("sheets")
    entries = list(sheets.all("sheet")) if sheets else []
    if sheets is None or not entries:
        return []
    ids = [int(text) for entry in entries if (text := entry.attributes.get("sheetId", "")).isdigit()]
    declared = next((key for key, value in root.attributes.items() if value == namespace), None)
    prefix = declared.removeprefix("xmlns:") if declared else "r"
    tags = ""
    for sheet_id, (name, relation) in enumerate(new, max(ids, default=0) + 1):
        tags += f'<{entries[0].tag} name={quoteattr(name)} sheetId="{sheet_id}" {prefix}:id="{relation}"'
        tags += "/>" if declared else f' xmlns:{prefix}="{namespace}"/>'
    return [Splice(sheets.close, sheets.close, tags.encode())]


def repeat_rows(root: Element, rows: Sequence[tuple[str, int, int]]) -> list[Splice]:
    """The row of each sheet (its name, its 0-based place, the row) that repeats on each printed page."""
    if not rows:
        return []
    p, names = root.prefix, root.child("definedNames")
    defined = "".join(_print_title(p, *row) for row in rows)
    if names is not None and not names.is_empty:
        return [Splice(names.close, names.close, defined.encode())]
    whole = f"<{p}definedNames>{defined}</{p}definedNames>".encode()
    start, end = (names.start, names.end) if names is not None else (_place_of(root, "definedNames"),) * 2
    return [Splice(start, end, whole)]


def _print_title(prefix: str, sheet: str, index: int, row: int) -> str:
    quoted = "'" + sheet.replace("'", "''") + "'"
    opened = f'<{prefix}definedName name="_xlnm.Print_Titles" localSheetId="{index}">'
    return f"{opened}{escape(quoted)}!${row}:${row}</{prefix}definedName>"


def ask_recalculation(xml: bytes, root: Element) -> list[Splice]:
    """Excel works all formulas out anew when it opens the workbook."""
    calculation, wish = root.child("calcPr"), b'fullCalcOnLoad="1"'
    if calculation is None:
        at = _place_of(root, "calcPr")
        return [Splice(at, at, f"<{root.prefix}calcPr ".encode() + wish + b"/>")]
    end = start_tag_end(xml, calculation.start)
    tag = xml[calculation.start : end]
    new, found = re.subn(rb"""fullCalcOnLoad\s*=\s*("[^"]*"|'[^']*')""", wish, tag)
    if not found:
        close = b"/>" if tag.endswith(b"/>") else b">"
        new = tag.removesuffix(close).rstrip() + b" " + wish + close
    return [Splice(calculation.start, end, new)] if new != tag else []


def _place_of(root: Element, name: str) -> int:
    """Where an element that is missing belongs among the children of the workbook."""
    before = _ORDER[: _ORDER.index(name)]
    return max((child.end for child in root.children if child.name in before), default=root.close)
