"""The numbers of a folder as people see them, and what was decided under each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from xlperf.across.repeats import Place
from xlperf.batch.done import Numbered, read_numbers
from xlperf.batch.folder_judging import Across
from xlperf.batch.journal import Journal
from xlperf.decisions import Decision, Handling
from xlperf.findings import Finding
from xlperf.numbering import short


class Numbers:
    """How numbers are shown: short, but in full where two of the folder would be taken for one another."""

    def __init__(self, numbers: Iterable[str], decisions: Mapping[str, Decision]) -> None:
        """`numbers` are all of the folder, in full; `decisions` are by number as shown."""
        self._crowded = find_crowded(numbers)
        self.decisions = decisions

    def show(self, number: str) -> str:
        """A full number as people see it."""
        return number if number in self._crowded else short(number)

    def decision(self, number: str) -> Decision | None:
        """What was decided under a full number."""
        return self.decisions.get(self.show(number))

    def renamed(self, numbers: Iterable[str]) -> dict[str, str]:
        """Short number → as it is shown, of those of a file that are shown in full."""
        return {short(number): number for number in numbers if number in self._crowded}

    def are_decided(self, numbers: Iterable[str]) -> bool:
        """Something was decided about one of these."""
        return any(self.decision(number) is not None for number in numbers)


def find_crowded(numbers: Iterable[str]) -> frozenset[str]:
    """The full numbers that begin as another does."""
    ordered = sorted(set(numbers))
    pairs = pairwise(ordered)
    return frozenset(number for pair in pairs if short(pair[0]) == short(pair[1]) for number in pair)


def read_all_numbers(journal: Journal, across: Across) -> Iterator[tuple[str, list[Numbered]]]:
    """The numbers of every workbook, in the order of the report: found across, then in it."""
    for path, stored in journal.read("numbers"):
        found = (_numbered(told.finding) for told in across.findings.get(path, ()))
        yield path, [*found, *read_numbers(stored)]


def _numbered(finding: Finding) -> Numbered:
    return Numbered(None, finding.number or "", finding.severity)


def make_numbers(journal: Journal, across: Across) -> Numbers:
    """The numbers of a folder."""
    full = (each.number for _, numbers in read_all_numbers(journal, across) for each in numbers)
    return Numbers(full, journal.decisions())


def count_settled(journal: Journal, across: Across) -> Counter[Handling]:
    """How many of the findings are settled."""
    numbers = make_numbers(journal, across)
    decided = (numbers.decision(each.number) for each in read_open_numbers(journal, across))
    return Counter(decision.handling for decision in decided if decision is not None and decision.handling is not None)


def find_gone(journal: Journal, across: Across, numbers: Numbers) -> dict[str, Decision]:
    """What was decided about findings that are there no longer, by number."""
    there = {numbers.show(each.number) for each in read_open_numbers(journal, across)} if numbers.decisions else set()
    return {number: decision for number, decision in numbers.decisions.items() if number not in there}


def read_open_numbers(journal: Journal, across: Across) -> Iterator[Numbered]:
    """The numbers of the findings that are listed: not those of forms in whose place another counts."""
    moot = across.moot
    for path, numbers in read_all_numbers(journal, across):
        yield from (each for each in numbers if each.form is None or Place(path, each.form) not in moot)
