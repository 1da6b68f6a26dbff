"""Taking out what an earlier run added, where another program has written the workbook since."""

from __future__ import annotations

from collections.abc import Iterable

from xlperf.messages import Message, say
from xlperf.ooxml.package import Package
from xlperf.ooxml.removal import remove_parts, remove_sheet_entry
from xlperf.ooxml.splice import apply_splices
from xlperf.ooxml.undo import Undone
from xlperf.ooxml.workbook_read import SheetPart
from xlperf.sheets import RESULT_TITLE


def remove_traces(package: Package, parts: Iterable[SheetPart], result: SheetPart | None, store: str | None) -> Undone:
    """The package without result sheet and memory. A sheet that the clerk refers to stays, and is the clerk's.

    A workbook with a memory has had a result sheet: under another name, it is known by its first cell.
    """
    parts = list(parts)
    if result is None and store is not None:
        result = next((part for part in parts if part.value(1, 1) == RESULT_TITLE), None)
    gone, left = [store] if store is not None else [], tuple[Message, ...]()
    replaced: dict[str, bytes] = {}
    if result is not None and _is_referred(package, parts, result):
        left = (say("工作表“{sheet}”被别处引用，保留不动", sheet=result.name),)
    elif result is not None:
        workbook = package.workbook()
        gone.append(result.part)
        replaced[workbook] = apply_splices(package.read(workbook), remove_sheet_entry(package, result.name))
    removal = remove_parts(package, gone)
    return Undone({**replaced, **removal.replaced}, removal.dropped, left)


def _is_referred(package: Package, parts: Iterable[SheetPart], result: SheetPart) -> bool:
    """A formula of another sheet, or a name of the whole workbook, names the sheet; or there is no other sheet."""
    if all(part is result for part in parts):
        return True
    raw = (cell for part in parts if part is not result for cell in part.scan.raw.values())
    if any(cell.formula and result.name in cell.formula for cell in raw):
        return True
    xml, names = package.read(package.workbook()), package.outline(package.workbook()).child("definedNames")
    return names is not None and any(
        "localSheetId" not in name.attributes and result.name.encode() in xml[name.start : name.end]
        for name in names.children
    )
