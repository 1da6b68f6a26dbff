"""What became of every finding between two submissions, by its number."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from xlperf.changes.reported import MOOT, Reported, ReportedFile, ReportedForm
from xlperf.decisions import Decision
from xlperf.findings import Severity
from xlperf.recognition.folding import fold

Fate = Literal["cleared", "unchanged", "added", "explained", "accepted", "missing", "unchecked", "first_checked"]
"""已消除, 未改, 新增, 已说明, 认可. Of three nobody knows: missing, the form did not come back; unchecked, nobody
looked for it this time; first_checked, nobody looked for it before, so that it may be old."""

FATES: tuple[Fate, ...] = (
    "unchanged", "added", "first_checked", "missing", "unchecked", "cleared", "explained", "accepted"
)  # fmt: skip
"""In the order in which an office wants to see them."""

Whose = tuple[str, str, str]
"""Unit, project and year of a form, as they are compared."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding with the workbook and the form that it was found in."""

    file: ReportedFile
    finding: Reported

    @property
    def form(self) -> ReportedForm | None:
        """The form that it concerns."""
        return self.file.form_of(self.finding)


@dataclass(frozen=True, slots=True)
class FindingFate:
    """A finding and what became of it: how it was seen before, and how it is now."""

    fate: Fate
    old: Seen | None
    new: Seen | None
    decision: Decision | None = None

    @property
    def latest(self) -> Seen:
        """The finding as it was last seen."""
        seen = self.new or self.old
        assert seen is not None
        return seen

    @property
    def is_open_error(self) -> bool:
        """An error that stands in the new submission."""
        return self.new is not None and self.new.finding.severity is Severity.ERROR


class Unchecked(NamedTuple):
    """The checks that were not made, before and now: there was nothing to hold against, or they were off."""

    before: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()


NOTHING_UNCHECKED = Unchecked()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of every finding, and which workbook became which."""

    fates: tuple[FindingFate, ...]
    books: tuple[tuple[ReportedFile, ReportedFile], ...]


def compare_findings(
    old: Sequence[ReportedFile],
    new: Sequence[ReportedFile],
    decisions: Mapping[str, Decision],
    unchecked: Unchecked = NOTHING_UNCHECKED,
) -> Comparison:
    """Findings by number; of forms whose project, unit or year reads otherwise now, by their words.

    `decisions` is what was decided, by number; `unchecked`, which checks were not made.
    """
    before, after = list(_seen(old)), list(_seen(new))
    books = _pair_files(old, new)
    matched = _match(before, after, books)
    fates = [_fate(seen, matched.get(id(seen)), _came_back(seen, books), decisions, unchecked.now) for seen in before]
    taken = {id(seen) for seen in matched.values()}
    left = [seen for seen in after if id(seen) not in taken]
    fates += [_added(seen, decisions.get(seen.finding.number), unchecked.before) for seen in left]
    ordered = sorted(fates, key=lambda each: (FATES.index(each.fate), each.latest.finding.severity.rank))
    return Comparison(tuple(ordered), tuple(books))


def _seen(files: Iterable[ReportedFile]) -> Iterator[Seen]:
    return (Seen(file, finding) for file in files for finding in file.counted())


def whose(form: ReportedForm) -> Whose:
    """By what a form is known again."""
    return fold(form.unit).removesuffix("(本级)"), fold(form.project), form.year


def _pair_files(old: Sequence[ReportedFile], new: Sequence[ReportedFile]) -> list[tuple[ReportedFile, ReportedFile]]:
    """Workbooks by the forms in them that count, then by their path."""
    by_form = {whose(form): file for file in new for form in file.forms if form.standing not in MOOT}
    by_path = {file.path: file for file in new}
    pairs = []
    for file in old:
        forms = [form for form in file.forms if form.standing not in MOOT]
        found = next((by_form[whose(form)] for form in forms if whose(form) in by_form), by_path.get(file.path))
        if found is not None and (forms or not file.forms):
            pairs.append((file, found))
    return pairs


Books = Sequence[tuple[ReportedFile, ReportedFile]]


def _match(before: Sequence[Seen], after: Sequence[Seen], books: Books) -> dict[int, Seen]:
    """Which finding is which: by number; in forms that read otherwise by check and words, then by check and cell."""
    paths = {one.path: other.path for one, other in books}
    known = _known(file for file, _ in books) & _known(file for _, file in books)
    matched: dict[int, Seen] = {}
    free = {id(seen): seen for seen in after}
    for key in (_by_number, _by_words, _by_cell):
        index: dict[object, list[Seen]] = {}
        for seen in free.values():
            if key is _by_number or not _is_known(seen, known):
                index.setdefault(key(seen, seen.file.path), []).append(seen)
        for seen in before:
            found = index.get(key(seen, paths.get(seen.file.path, ""))) if id(seen) not in matched else None
            if found:
                matched[id(seen)] = found.pop(0)
                del free[id(matched[id(seen)])]
    return matched


def _known(files: Iterable[ReportedFile]) -> set[Whose]:
    return {whose(form) for file in files for form in file.forms}


def _is_known(seen: Seen, known: set[Whose]) -> bool:
    """Its form goes by the same words before and after."""
    return seen.form is not None and whose(seen.form) in known


def _came_back(seen: Seen, books: Books) -> bool:
    """The form of an earlier finding is there again, if only under other words."""
    others = [other for one, other in books if one is seen.file]
    if seen.form is None or not others:
        return bool(others)
    now = {whose(form) for form in others[0].forms}
    return whose(seen.form) in now or bool(now - {whose(form) for form in seen.file.forms})


def _by_number(seen: Seen, path: str) -> object:
    return seen.finding.number


def _by_words(seen: Seen, path: str) -> object:
    return path, seen.finding.code, seen.finding.message


def _by_cell(seen: Seen, path: str) -> object:
    return path, seen.finding.code, seen.finding.sheet, seen.finding.cell


def _added(seen: Seen, decision: Decision | None, unchecked: Container[str]) -> FindingFate:
    return FindingFate("first_checked" if seen.finding.code in unchecked else "added", None, seen, decision)


def _fate(
    seen: Seen, now: Seen | None, came_back: bool, decisions: Mapping[str, Decision], unchecked: Container[str]
) -> FindingFate:
    number = (now or seen).finding.number
    decision = decisions.get(number, decisions.get(seen.finding.number))
    if now is None and came_back and seen.finding.code in unchecked:
        return FindingFate("unchecked", seen, None, decision)
    if now is None:
        return FindingFate("cleared" if came_back else "missing", seen, None, decision)
    handled = decision.handling if decision is not None else None
    return FindingFate(handled or "unchanged", seen, now, decision)
