"""What a folder and a reference have in common, and what only one of them has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, Protocol, TypeVar, runtime_checkable

from xlperf.across.details import FormDetails
from xlperf.across.folder import FormAt, UnitKey, unit_of
from xlperf.across.reference_files import Whose
from xlperf.across.reference_index import Owned, ReferenceIndex
from xlperf.across.repeats import Place
from xlperf.cells import CellRef
from xlperf.messages import Message, say


class Alone(NamedTuple):
    """Something without its other half: a form (`form` says which) or a row of the reference; and why."""

    what: Message
    form: Place | None
    file: str
    ref: CellRef | None
    unit: str
    project: str
    why: Message


class Collation(NamedTuple):
    """How many forms were held against a reference, and what stands alone on either side.

    `file` is the reference's name, "" where the forms are held against each other.
    """

    what: Message
    file: str
    held: int
    alone: tuple[Alone, ...]


@runtime_checkable
class Collating(Protocol):
    """A check that can tell what it was able to compare."""

    def collate(self) -> Collation | None:
        """How much it compared, and what it could not; None where there was nothing to compare."""


T = TypeVar("T", bound=Owned)


class Collator(Generic[T]):
    """Holds the forms of a folder against the items of a reference, and keeps what stands alone."""

    def __init__(self, what: Message, file: str, items: Iterable[T], unit_key: UnitKey) -> None:
        self._what, self._file = what, file
        self.index = ReferenceIndex(items, unit_key)
        self._held = 0
        self._alone: list[Alone] = []

    def notice(self, at: FormAt) -> None:
        """A form that is held against an item, or against none."""
        match = self.index.find(at.form)
        if match.item is not None:
            self._held += 1
        elif match.why is not None:
            self._alone.append(lone_form(self._what, at, match.why))

    def find(self, form: FormDetails) -> T | None:
        """The item that a form is held against; None where there is none, or nobody can tell which."""
        return self.index.find(form).item

    def tell(self, whose: Whose, why: Message) -> None:
        """Keeps something of the reference that nothing can be held against."""
        self._alone.append(_lone_item(self._what, whose, why))

    def collate(self) -> Collation:
        """All that stands alone: forms in the order of the folder, then the reference's own."""
        rest = [_lone_item(self._what, item.whose, say("文件夹里没有对应的表")) for item in self.index.unasked()]
        return Collation(self._what, self._file, self._held, (*self._alone, *rest))


def lone_form(what: Message, at: FormAt, why: Message) -> Alone:
    """A form without its other half, or one that could not be held against it."""
    form = at.form
    place = form.project or form.unit or form.department
    ref = at.ref(place.cell) if place is not None else None
    return Alone(what, at.place, at.place.path, ref, unit_of(form), form.name, why)


def _lone_item(what: Message, whose: Whose, why: Message) -> Alone:
    project = whose.project or whose.code
    return Alone(what, None, whose.source.file, whose.source.ref, whose.unit, project, why)
