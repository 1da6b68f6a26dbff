"""Plan and page become parts of the package, with a receipt of what was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xlperf.cells import CellRef
from xlperf.edits import Edit, Highlight, Note, Plan, Receipt, Restated
from xlperf.messages import say
from xlperf.ooxml.draft import Draft
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.memory import Memory, PartMemory, digest, fingerprint, write_memory, write_store_properties
from xlperf.ooxml.note_parts import attach_notes
from xlperf.ooxml.painting import (
    accept_edits,
    accept_marks,
    accept_restated,
    carried_edits,
    patch_cells,
    remember_corrections,
)
from xlperf.ooxml.places import Position
from xlperf.ooxml.recalculation import may_be_stale
from xlperf.ooxml.result_sheet import Reserved, put_sheets, reserve_sheets
from xlperf.ooxml.splice import reverse_splices
from xlperf.ooxml.style_parts import close_styles, open_styles
from xlperf.ooxml.work import Work
from xlperf.ooxml.workbook_read import SheetPart, asks_recalculation
from xlperf.ooxml.workbook_write import ask_recalculation
from xlperf.ooxml.xml_text import clean_text
from xlperf.sheets import RESULT_SHEET, Page

_STORE_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"

Draw = Callable[[Receipt], Page]
"""Makes the result page, when it is known what was done."""


@dataclass(frozen=True, slots=True)
class Made:
    """Parts that change (None: left out), parts that come new, and the receipt."""

    changed: Mapping[str, bytes | None]
    added: Mapping[str, bytes]
    receipt: Receipt


def make_parts(ground: Ground, plan: Plan, draw: Draw | None, further: Sequence[Page] = ()) -> Made:
    """Everything that a plan, a result page and `further` ones behind it change in a package; nothing is written."""
    draft = Draft(ground.package)
    work = Work(ground, draft, open_styles(draft))
    receipt = _put_cells(work, plan)
    places = reserve_sheets(ground, draft, work.styles, 0 if draw is None else 1 + len(further))
    if draw is not None and not places:
        work.unmet.append(say("工作簿的结构受保护，不能添加“{sheet}”工作表", sheet=RESULT_SHEET))
    close_styles(draft, work.styles)
    if draft.is_untouched and not work.cells:
        untouched = len(ground.package.members)
        return Made(ground.undone.all, {}, replace(receipt, parts_untouched=untouched, unmet=tuple(work.unmet)))
    store = _reserve_store(work)
    receipt = _count_parts(work, receipt)
    sheets = _draw(work, draw, further, places, receipt)
    return _finish(work, store, replace(receipt, result=sheets.get(RESULT_SHEET)), sheets)


def _put_cells(work: Work, plan: Plan) -> Receipt:
    """Figures, fills and notes into the draft."""
    remember_corrections(work)
    edits, marks = tuple(accept_edits(work, plan.edits)), tuple(accept_marks(work, plan.highlights))
    restated = tuple(accept_restated(work, plan.restated))
    given = {edit.ref: edit for edit in (*carried_edits(work), *edits)}
    for sheet in work.ground.sheets:
        patch_cells(
            work,
            sheet,
            [edit for edit in given.values() if edit.ref.sheet == sheet.name],
            [mark for mark in marks if mark.ref.sheet == sheet.name],
            [value for value in restated if value.ref.sheet == sheet.name],
        )
    noted = _attach_notes(work, plan.notes)
    asks = _refresh(work, _refs(given.values()), _refs(restated))
    return Receipt(_refs(given.values()), _refs(marks), noted, _refs(restated), recalculates=asks)


def _refs(items: Iterable[Edit | Highlight | Restated]) -> tuple[CellRef, ...]:
    return tuple(item.ref for item in items)


def _attach_notes(work: Work, notes: Iterable[Note]) -> tuple[CellRef, ...]:
    """Puts the notes of a plan on their cells, those for one cell together; gives the cells that got one."""
    texts: dict[SheetPart, dict[Position, str]] = defaultdict(dict)
    for note in notes:
        sheet = work.sheet(note.ref)
        if sheet is None:
            work.refuse(note.ref, say("找不到该工作表"))
            continue
        _, row, column = sheet.ref(note.ref.row, note.ref.column)
        earlier = texts[sheet].get((row, column))
        texts[sheet][row, column] = note.text if earlier is None else f"{earlier}\n{note.text}"
    return tuple(ref for sheet, words in texts.items() for ref in _attach_to_sheet(work, sheet, words))


def _attach_to_sheet(work: Work, sheet: SheetPart, texts: Mapping[Position, str]) -> Iterator[CellRef]:
    threaded = attach_notes(work.draft, sheet, texts)
    for at, text in texts.items():
        ref = CellRef(sheet.name, *at)
        if at in threaded:
            work.refuse(ref, say("该格已有批注会话（线程式批注），没有再加批注"))
        else:
            work.cells[sheet.name, at] = work.memory(ref)._replace(note=clean_text(text))
            yield ref


def _refresh(work: Work, edited: tuple[CellRef, ...], restated: tuple[CellRef, ...]) -> bool:
    """Asks for recalculation on opening, where a formula may show a stale figure; says whether one may."""
    package = work.ground.package
    root = package.outline(package.workbook())
    names = root.child("definedNames")
    defined = [name.attributes.get("name", "") for name in names.children] if names else []
    formulas = work.ground.formulas(without=frozenset(restated))
    is_stale = may_be_stale(formulas, (*edited, *restated), defined)
    if is_stale and not asks_recalculation(package):
        work.draft.splice(package.workbook(), ask_recalculation(package.read(package.workbook()), root))
    return is_stale


def _count_parts(work: Work, receipt: Receipt) -> Receipt:
    """The receipt with the parts that change, which are all known before the result sheet is drawn."""
    rewritten, added = work.draft.parts()
    untouched = len(work.ground.package.members) - len(rewritten)
    return replace(
        receipt,
        parts_rewritten=rewritten,
        parts_added=added,
        parts_untouched=untouched,
        unmet=tuple(work.unmet),
    )


def _draw(
    work: Work, draw: Draw | None, further: Sequence[Page], places: Sequence[Reserved], receipt: Receipt
) -> Mapping[str, str]:
    """Draws our own sheets; gives each page's name with its sheet's."""
    if draw is None or not places:
        return {}
    return put_sheets(work.ground, work.draft, places, (draw(receipt), *further))


def _finish(work: Work, store: str, receipt: Receipt, sheets: Mapping[str, str]) -> Made:
    changed, added = work.draft.finish()
    added[store] = write_memory(_make_memory(work, changed, added, sheets))
    return Made({**work.ground.undone.all, **changed}, added, receipt)


def _make_memory(
    work: Work, changed: Mapping[str, bytes], added: Mapping[str, bytes], sheets: Mapping[str, str]
) -> Memory:
    draft = work.draft
    parts = (
        PartMemory(part, fingerprint(changed[part]), tuple(reverse_splices(work.ground.package.read(part), splices)))
        for part, splices in draft.splices.items()
    )
    cells = tuple(cell for _, cell in sorted(work.cells.items()))
    overridden = {*draft.splices, *work.ground.undone.replaced}
    came = {part: fingerprint(content) if content else "" for part, content in added.items()}
    return Memory(tuple(parts), came, sheets, cells, digest(work.ground.package, overridden))


def _reserve_store(work: Work) -> str:
    """Names and relates the memory part, whose content comes last."""
    draft = work.draft
    store = draft.free_name("customXml/item{}.xml")
    draft.declare_default("xml", "application/xml")
    draft.add_plain(store, b"")
    properties = draft.free_name("customXml/itemProps{}.xml")
    draft.add(properties, write_store_properties(), _STORE_PROPERTIES)
    draft.relate(draft.package.workbook(), "customXml", store)
    draft.relate(store, "customXmlProps", properties)
    return store
