"""Taking out what an earlier run added, where another program has written the workbook since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xlperf.messages import say
from xlperf.ooxml.memory import Memory
from xlperf.ooxml.package import Package
from xlperf.ooxml.removal import remove_parts, remove_sheet_entry
from xlperf.ooxml.splice import apply_splices
from xlperf.ooxml.undo import Undone
from xlperf.ooxml.workbook_read import SheetPart
from xlperf.sheets import OWN_SHEETS


def find_own_sheets(memory: Memory | None, parts: Sequence[SheetPart]) -> tuple[SheetPart, ...]:
    """The sheets that an earlier run put there, one for each page, known from the memory or by their first cell.

    In a workbook with a memory the first cell tells them also under other names.
    """
    found = (_find_own(memory, parts, page, title) for page, title in OWN_SHEETS.items())
    return tuple(part for part in found if part is not None)


def _find_own(memory: Memory | None, parts: Sequence[SheetPart], page: str, title: str) -> SheetPart | None:
    remembered = memory.sheets.get(page) if memory is not None else None
    for part in parts:
        if part.name == remembered or (part.name.startswith(page) and part.value(1, 1) == title):
            return part
    renamed = parts if memory is not None else ()
    return next((part for part in renamed if part.value(1, 1) == title), None)


def remove_traces(package: Package, parts: Sequence[SheetPart], own: Sequence[SheetPart], store: str | None) -> Undone:
    """The package without our own sheets and memory. A sheet that the clerk refers to stays, and is the clerk's."""
    clerks = [part for part in parts if all(part is not ours for ours in own)]
    stays = [part.name for part in own if not clerks or _is_referred(package, clerks, part)]
    goes = [part for part in own if part.name not in stays]
    removal = remove_parts(package, [*(part.part for part in goes), *([store] if store is not None else [])])
    left = tuple(say("工作表“{sheet}”被别处引用，保留不动", sheet=name) for name in stays)
    return Undone({**_without_entries(package, goes), **removal.replaced}, removal.dropped, left)


def _without_entries(package: Package, sheets: Iterable[SheetPart]) -> dict[str, bytes]:
    """The workbook part without the entries of some sheets, one after the other: each counts those behind it."""
    workbook, replaced = package.workbook(), dict[str, bytes]()
    for sheet in sheets:
        replaced[workbook] = apply_splices(package.read(workbook), remove_sheet_entry(package, sheet.name))
        package = package.with_parts(replaced)
    return replaced


def _is_referred(package: Package, others: Iterable[SheetPart], own: SheetPart) -> bool:
    """A formula of a clerk's sheet, or a name of the whole workbook, names the sheet."""
    mention = re.compile(re.escape(own.name) + "'?[:!]")
    raw = (cell for part in others for cell in part.scan.raw.values())
    if any(cell.formula and mention.search(cell.formula) for cell in raw):
        return True
    xml, names = package.read(package.workbook()), package.outline(package.workbook()).child("definedNames")
    return names is not None and any(
        "localSheetId" not in name.attributes and mention.search(xml[name.start : name.end].decode("utf-8", "replace"))
        for name in names.children
    )
