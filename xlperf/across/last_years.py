"""A folder held against that of last year (`--previous`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from xlperf.across.collation import Collation, Collator
from xlperf.across.details import FormDetails
from xlperf.across.folder import COMPARED, FormAt, UnitKey, unit_of
from xlperf.across.last_year import Before, compare_years
from xlperf.across.reference_files import Source, Whose
from xlperf.across.repeats import Place
from xlperf.cells import CellRef, parse_address
from xlperf.findings import Finding
from xlperf.messages import Message, say


class PastForm(NamedTuple):
    """A form of last year's folder: whose it was, by the year that it is compared with, and where it is."""

    whose: Whose
    place: Place


class Unread(NamedTuple):
    """A workbook of last year's folder that nothing can be held against, and why."""

    path: str
    why: Message


class PastFolder(NamedTuple):
    """Last year's folder: its name, its forms, and how to get what one of them says."""

    name: str
    forms: tuple[PastForm, ...]
    unread: tuple[Unread, ...]
    fetch: Callable[[Place], FormDetails]


def past_form(place: Place, form: FormDetails) -> PastForm:
    """A form as it is looked up by that of the year after."""
    head = form.project or form.unit or form.department
    address = parse_address(head.cell) if head is not None else (1, 1)
    source = Source(place.path, CellRef(form.sheet, *address))
    code, project = form.code.text if form.code is not None else "", form.name if form.kind == "project" else ""
    return PastForm(Whose(source, code, unit_of(form), project, form.year + 1 if form.year else None), place)


class LastYears:
    """The forms of a folder beside those of the same projects a year before."""

    def __init__(self, past: PastFolder, unit_key: UnitKey) -> None:
        self._past = past
        self._collator = Collator(say("上年的表"), past.name, past.forms, unit_key)
        for unread in past.unread:
            self._collator.tell(Whose(Source(unread.path), "", "", "", None), unread.why)

    def notice(self, at: FormAt) -> None:
        """Which form of last year it is held against."""
        if at.form.kind in COMPARED:
            self._collator.notice(at)

    def judge(self, at: FormAt) -> Iterable[Finding]:
        """What is odd about it beside that."""
        item = self._collator.find(at.form) if at.form.kind in COMPARED else None
        return () if item is None else self._compare(at, item)

    def _compare(self, at: FormAt, item: PastForm) -> Iterator[Finding]:
        return compare_years(at, Before(item.place.path, self._past.fetch(item.place)))

    def collate(self) -> Collation:
        """How the folders of both years go together."""
        return self._collator.collate()
