"""What the folder says as a whole, read from the journal: its practices, forms that are there twice, its figures."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replaced

from xlperf.across.details import Details
from xlperf.across.facts import FileFacts, count_codes, sum_codes
from xlperf.across.folder import Told
from xlperf.across.repeats import Place, Repeat, find_repeats
from xlperf.across.roll_call import RollCall, call_roll
from xlperf.across.roster import Roster
from xlperf.across.unit_names import UnitNames
from xlperf.batch.done import read_file_details, read_file_facts, read_outcome, read_sightings
from xlperf.batch.journal import Journal
from xlperf.checks.x601_same_project import X601
from xlperf.findings import Finding
from xlperf.outcomes import FileOutcome, Found, count_found
from xlperf.pages.overview import Figures
from xlperf.scoring.practice import Practice, find_practices
from xlperf.settings import Settings, regrade


def read_facts(journal: Journal) -> Iterator[FileFacts]:
    """The facts of every workbook, in the order of the report."""
    return (read_file_facts(stored) for _, stored in journal.read("facts"))


def read_details(journal: Journal, paths: Container[str] | None = None) -> Iterator[tuple[str, Details]]:
    """All that the forms of every workbook, or of those, say, in the order of the report, one workbook at a time."""
    stored = journal.read("details")
    return ((path, read_file_details(details)) for path, details in stored if paths is None or path in paths)


@dataclass(frozen=True, slots=True)
class Across:
    """What was found across workbooks: forms that are there more than once, and findings by workbook."""

    repeats: tuple[Repeat, ...] = ()
    findings: dict[str, list[Told]] = field(default_factory=dict)

    @property
    def uncounted(self) -> frozenset[Place]:
        """The forms that go into no sum."""
        return frozenset(repeat.place for repeat in self.repeats if not repeat.is_counted)

    @property
    def moot(self) -> frozenset[Place]:
        """The forms in whose place another counts: what was found in them need not be put right."""
        return frozenset(repeat.place for repeat in self.repeats if repeat.standing in ("older", "same"))

    def found_at(self, place: Place) -> list[Finding]:
        """What was found in a form."""
        return [told.finding for told in self.findings.get(place.path, ()) if told.place == place]

    def tell(self, told: Told) -> None:
        """Adds what was found."""
        self.findings.setdefault(told.place.path, []).append(told)

    def add_to(self, outcome: FileOutcome) -> FileOutcome:
        """The outcome of a workbook with what was found across."""
        findings = self.findings.get(outcome.path)
        if not findings:
            return outcome
        found = Found(*map(sum, zip(outcome.found, count_found(told.finding for told in findings), strict=True)))
        return replaced(outcome, found=found, status="findings" if outcome.status == "ok" else outcome.status)


def judge_repeats(
    journal: Journal, touched: Callable[[str], float], settings: Settings, names: UnitNames = UnitNames()
) -> Across:
    """Which forms are there more than once.

    `touched` gives the time at which a workbook's file was written; `names` tells by which names units go.
    """
    if settings.of(X601.code).off:
        return Across()
    across = Across(find_repeats(lambda: read_facts(journal), touched, names))
    for repeat in across.repeats:
        across.tell(Told(repeat.place, regrade(settings, repeat.finding)))
    return across


def judge_practices(journal: Journal, across: Across) -> tuple[Practice, ...]:
    """What the forms do instead of their packs; of several versions of a form, the one that counts says so."""
    moot = across.moot
    forms = (
        seen
        for path, stored in journal.read("sightings")
        for number, seen in enumerate(read_sightings(stored))
        if Place(path, number) not in moot
    )
    return find_practices(forms)


def needed_practices(journal: Journal, practices: Sequence[Practice]) -> dict[str, str]:
    """Workbook → the practices that its forms are to be judged by, as the journal tells them, where they are new."""
    told = dict(journal.read("practices"))
    needed = {}
    for facts in read_facts(journal):
        packs = {form.pack for form in facts.forms}
        wanted = tell_practices([practice for practice in practices if practice.pack in packs])
        if wanted != told[facts.path]:
            needed[facts.path] = wanted
    return needed


def tell_practices(practices: Sequence[Practice]) -> str:
    """Practices as the journal tells them; empty for none."""
    told = [[each.pack, each.key, each.method, each.figures, each.forms] for each in practices]
    return json.dumps(told) if told else ""


def count_figures(journal: Journal, across: Across) -> Figures:
    """The figures of the folder: forms that count, findings that somebody has to look at."""
    figures, uncounted, moot = Figures(), across.uncounted, across.moot
    for facts in read_facts(journal):
        places = [(Place(facts.path, number), form) for number, form in enumerate(facts.forms)]
        found = {place: count_codes(across.found_at(place)) for place, _ in places}
        others = [form.codes for place, form in places if place in uncounted and place not in moot]
        others += [found[place] for place in found if place in uncounted]
        counts = [(form, found[place]) for place, form in places if place not in uncounted]
        counted = (form._replace(codes=sum_codes((form.codes, more))) for form, more in counts)
        figures.add(counted, (facts.codes, *others))
    return figures


def read_outcomes(journal: Journal, across: Across) -> tuple[FileOutcome, ...]:
    """How every file ended, in the order of the report."""
    return tuple(across.add_to(read_outcome(stored)) for _, stored in journal.read("outcome"))


def call_units(journal: Journal, roster: Roster | None, outcomes: Iterable[FileOutcome]) -> RollCall | None:
    """The list of units held against the folder; None without a list."""
    return None if roster is None else call_roll(roster, lambda: read_facts(journal), outcomes)
