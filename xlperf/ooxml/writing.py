"""Plan and page become parts of the package, with a receipt of what was done."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xlperf.cells import CellRef
from xlperf.edits import Edit, Highlight, Note, Plan, Receipt
from xlperf.messages import say
from xlperf.ooxml.draft import Draft, part_path
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.memory import Memory, PartMemory, fingerprint, write_memory, write_store_properties
from xlperf.ooxml.newsheet import draw_sheet
from xlperf.ooxml.note_parts import attach_notes
from xlperf.ooxml.painting import accept_edits, accept_marks, carried_edits, patch_cells, remember_corrections
from xlperf.ooxml.recalculation import may_be_stale
from xlperf.ooxml.splice import reverse_splices
from xlperf.ooxml.style_parts import close_styles, open_styles
from xlperf.ooxml.style_write import MAIN, STRICT_MAIN
from xlperf.ooxml.work import Work
from xlperf.ooxml.workbook_write import add_sheet, ask_recalculation, free_sheet_name, is_locked, repeat_rows
from xlperf.sheets import Page

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STORE_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


@dataclass(frozen=True, slots=True)
class Made:
    """Parts that change (None: left out), parts that come new, and the receipt."""

    changed: Mapping[str, bytes | None]
    added: Mapping[str, bytes]
    receipt: Receipt


def make_parts(ground: Ground, plan: Plan, page: Page | None) -> Made:
    """Everything that a plan and a result page change in a package; nothing is written."""
    draft = Draft(ground.package)
    work = Work(ground, draft, open_styles(draft))
    remember_corrections(work)
    edits, marks = tuple(accept_edits(work, plan.edits)), tuple(accept_marks(work, plan.highlights))
    _patch_sheets(work, edits, marks)
    noted = _attach_notes(work, plan.notes)
    result = _attach_page(work, page) if page is not None else None
    close_styles(draft, work.styles)
    _refresh(work, [edit.ref for edit in edits])
    return _finish(work, result, Receipt(_refs(edits), _refs(marks), noted, (), 0))


def _refs(items: Iterable[Edit | Highlight]) -> tuple[CellRef, ...]:
    return tuple(item.ref for item in items)


def _patch_sheets(work: Work, edits: tuple[Edit, ...], marks: tuple[Highlight, ...]) -> None:
    given = {edit.ref: edit for edit in (*carried_edits(work), *edits)}
    for sheet in work.ground.snapshot.sheets:
        patch_cells(
            work,
            sheet,
            [edit for edit in given.values() if edit.ref.sheet == sheet.name],
            [mark for mark in marks if mark.ref.sheet == sheet.name],
        )


def _attach_notes(work: Work, notes: Iterable[Note]) -> tuple[CellRef, ...]:
    """Puts the notes of a plan on their cells; gives those that got one."""
    done: list[CellRef] = []
    wanted = tuple(notes)
    for sheet in work.ground.snapshot.sheets:
        texts = {sheet.ref(n.ref.row, n.ref.column): n.text for n in wanted if n.ref.sheet == sheet.name}
        if texts:
            part, positions = work.ground.parts[sheet.name], {(ref.row, ref.column): t for ref, t in texts.items()}
            threaded = attach_notes(work.draft, part, sheet, positions)
            for ref in texts:
                if (ref.row, ref.column) in threaded:
                    work.refuse(ref, say("该格已有批注会话（线程式批注），没有再加批注"))
                else:
                    done.append(ref)
                    work.cells[ref.sheet, (ref.row, ref.column)] = work.memory(ref)._replace(noted=True)
    return tuple(done)


def _attach_page(work: Work, page: Page) -> str | None:
    """Puts the result sheet last, or in the place of the earlier one; gives its name, None where none may be added."""
    draft, ground = work.draft, work.ground
    workbook = ground.package.workbook()
    root = ground.package.outline(workbook)
    content = draw_sheet(page, work.styles, STRICT_MAIN if draft.is_strict else MAIN)
    if ground.result is not None:
        draft.replace(ground.parts[ground.result].part, content)
        return ground.result
    if is_locked(root):
        work.unmet.append(str(say("工作簿的结构受保护，没有添加“{sheet}”工作表", sheet=page.name)))
        return None
    sheets = root.child("sheets")
    taken = [entry.attributes.get("name", "") for entry in sheets.all("sheet")] if sheets else []
    name = free_sheet_name(page.name, taken)
    part = draft.free_name(posixpath.join(posixpath.dirname(part_path(workbook)), "worksheets/sheet{}.xml"))
    draft.add(part, content, _WORKSHEET)
    draft.splice(workbook, add_sheet(root, name, draft.relate(workbook, "worksheet", part), draft.relations))
    if page.repeat:
        draft.splice(workbook, repeat_rows(root, name, len(taken), page.repeat))
    return name


def _refresh(work: Work, edited: list[CellRef]) -> None:
    """Asks for recalculation on opening, where a formula may show a stale figure."""
    package = work.ground.package
    root = package.outline(package.workbook())
    names = root.child("definedNames")
    defined = [name.attributes.get("name", "") for name in names.children] if names else []
    if may_be_stale(work.ground.snapshot, edited, defined):
        work.draft.splice(package.workbook(), ask_recalculation(package.read(package.workbook()), root))


def _finish(work: Work, result: str | None, receipt: Receipt) -> Made:
    draft, ground = work.draft, work.ground
    if draft.is_untouched and not work.cells:
        untouched = len(ground.package.members)
        return Made(ground.undone.all, {}, replace(receipt, parts_untouched=untouched, unmet=tuple(work.unmet)))
    store = ground.store or _reserve_store(draft)
    changed, added = draft.finish()
    memory = _make_memory(work, changed, added, result)
    content = write_memory(memory)
    if store in added:
        added[store] = content
    else:
        changed[store] = content
    touched = tuple(part for part in (*changed, *added))
    receipt = replace(
        receipt,
        parts_touched=touched,
        parts_untouched=len(ground.package.members) - len(changed),
        unmet=tuple(work.unmet),
    )
    return Made({**ground.undone.all, **changed}, added, receipt)


def _make_memory(work: Work, changed: Mapping[str, bytes], added: Mapping[str, bytes], result: str | None) -> Memory:
    draft = work.draft
    parts = (
        PartMemory(part, fingerprint(changed[part]), tuple(reverse_splices(work.ground.package.read(part), splices)))
        for part, splices in draft.splices.items()
    )
    return Memory(tuple(parts), tuple(added), result, tuple(cell for _, cell in sorted(work.cells.items())))


def _reserve_store(draft: Draft) -> str:
    """Names and relates the memory part, whose content comes last."""
    store = draft.free_name("customXml/item{}.xml")
    draft.declare_default("xml", "application/xml")
    draft.add_plain(store, b"")
    properties = draft.free_name("customXml/itemProps{}.xml")
    draft.add(properties, write_store_properties(), _STORE_PROPERTIES)
    draft.relate(draft.package.workbook(), "customXml", store)
    draft.relate(store, "customXmlProps", properties)
    return store
