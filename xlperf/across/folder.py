"""A folder's forms held against each other: each check looks at all of them once, then says what it finds in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from xlperf.across.details import FormDetails
from xlperf.across.repeats import Place
from xlperf.cells import CellRef, parse_address
from xlperf.findings import Finding

DEPARTMENTS = ("department", "department-completion")
"""Kinds of forms on what a whole unit has reached."""

COMPARED = ("project", *DEPARTMENTS)
"""Kinds of forms on what was reached: they are held against what was approved, and against last year's."""


class FormAt(NamedTuple):
    """A form of the folder: where it is, what it says, and whether it goes into sums.

    One of which several versions are there, and nobody knows which counts, goes into none.
    """

    place: Place
    form: FormDetails
    counts: bool = True

    def ref(self, cell: str) -> CellRef:
        """A cell of the form's sheet by its address."""
        return CellRef(self.form.sheet, *parse_address(cell))


class Told(NamedTuple):
    """A finding and the form that it concerns."""

    place: Place
    finding: Finding


class FolderCheck(Protocol):
    """What is judged across workbooks: `notice` sees every form of the folder before `judge` sees the first."""

    def notice(self, at: FormAt) -> None:
        """Takes from a form what others are held against."""

    def judge(self, at: FormAt) -> Iterable[Finding]:
        """What is found in a form, now that all are known."""


def judge_form(at: FormAt, checks: Iterable[FolderCheck]) -> Iterator[Told]:
    """What the checks find in a form, in their order, once each of them has seen the whole folder."""
    for check in checks:
        yield from (Told(at.place, finding) for finding in check.judge(at))


UnitKey = Callable[[str], str]
"""A unit's name → by what names are of one unit; "" for none."""


def unit_of(form: FormDetails) -> str:
    """Whose form it is, as it stands: the unit's name, else the department's; "" where there is neither."""
    return next((words.text for words in (form.unit, form.department) if words is not None and words.text), "")
