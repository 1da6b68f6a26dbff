"""Which forms of a folder to look at first, from the journal and what was found across."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.across.clues import Surroundings, budget_of
from xlperf.across.repeats import Place, Standing
from xlperf.across.spot_checks import Suspect, find_large, rank_suspects
from xlperf.batch.comparing import read_forms
from xlperf.batch.done import read_uses
from xlperf.batch.folder_judging import Across
from xlperf.batch.journal import Journal
from xlperf.checks.same_words import Use
from xlperf.findings import Finding
from xlperf.pages.same_words import find_bands


def suggest_spot_checks(journal: Journal, across: Across) -> tuple[Suspect, ...]:
    """The forms to look at first; those in whose place a newer one counts are not among them."""
    told: dict[Place, list[Finding]] = {}
    for place, finding in (each for found in across.findings.values() for each in found):
        told.setdefault(place, []).append(finding)
    standings: dict[Place, Standing] = {repeat.place: repeat.standing for repeat in across.repeats}
    projects = (at.form for at in read_forms(journal, across) if at.form.kind == "project")
    large = find_large(budget for form in projects if (budget := budget_of(form)))
    around = Surroundings(told, find_outliers(journal, across), standings, large)
    return tuple(rank_suspects(read_forms(journal, across), around))


def find_outliers(journal: Journal, across: Across) -> dict[Place, list[str]]:
    """Cells of scores that are not what the same words usually earn in the folder."""
    bands = find_bands(lambda: ((place.path, use) for place, use in read_counted_uses(journal, across)))
    usual = {band.usual.words: band.usual for band in bands if band.outliers}
    found: dict[Place, list[str]] = {}
    for place, use in read_counted_uses(journal, across):
        if use.words in usual and not use.agrees(usual[use.words]):
            found.setdefault(place, []).append(use.ref.address)
    return found


def read_counted_uses(journal: Journal, across: Across) -> Iterator[tuple[Place, Use]]:
    """The words of every form that counts."""
    uncounted = across.uncounted
    for path, stored in journal.read("uses"):
        for at, uses in enumerate(read_uses(stored)):
            place = Place(path, at)
            yield from ((place, use) for use in uses if place not in uncounted)
