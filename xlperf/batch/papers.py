"""抽查底稿.xlsx of a batch: for the forms that are to be looked at first, those with errors, or all."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import chain
from pathlib import Path
from typing import Literal

from xlperf.across.details import FormDetails
from xlperf.across.repeats import Place
from xlperf.batch.folder_judging import Across, read_details
from xlperf.batch.journal import Journal
from xlperf.batch.planning import PAPERS
from xlperf.batch.result import BatchResult
from xlperf.batch.worked_on import put_written, take_away
from xlperf.findings import Severity
from xlperf.form import STATEMENTS
from xlperf.messages import Message, say
from xlperf.pages.working_papers import Paper
from xlperf.reports.working_papers import render_papers

Chosen = Literal["suggested", "errors", "all", "none"]
"""For which forms there are papers: `suggested` are those of 抽查建议, those with errors where it names none."""

CHOICES: tuple[Chosen, ...] = ("suggested", "errors", "all", "none")


def make_papers(
    journal: Journal, place: Path, batch: BatchResult, across: Across, chosen: Chosen, lang: str
) -> Path | None:
    """Writes the papers into a passing folder; None where there are none. Raises OSError."""
    papers = _papers(journal, batch, across, chosen)
    first = next(papers, None)
    if first is None:
        return None
    render_papers(chain((first,), papers), place / PAPERS, lang)
    return place / PAPERS


def put_papers(journal: Journal, made: Path | None, out: Path) -> tuple[Message, ...]:
    """Gives the papers their place in `out`; tells where they are, nothing where there are none.

    Raises OSError, UnwritableError.
    """
    if made is None:
        take_away(journal, out / PAPERS)  # that of an earlier run would speak of other scores
        return ()
    aside = tuple(put_written(journal, made, out / PAPERS))
    return (say("抽查底稿：{path}", path=out / PAPERS), *aside)


def _papers(journal: Journal, batch: BatchResult, across: Across, chosen: Chosen) -> Iterator[Paper]:
    names = {outcome.path: outcome.output for outcome in batch.outcomes}
    if chosen == "suggested" and batch.suspects:
        suspects = {suspect.place: suspect for suspect in batch.suspects}
        paths = {place.path for place in suspects}
        forms = {place: form for place, form in _scored(journal, across, paths) if place in suspects}
        for place, suspect in suspects.items():
            if place in forms:
                yield Paper(place.path, names.get(place.path), forms[place], suspect)
        return
    for place, form in _scored(journal, across) if chosen != "none" else ():
        if chosen == "all" or any(each.severity == Severity.ERROR for each in form.found):
            yield Paper(place.path, names.get(place.path), form)


def _scored(
    journal: Journal, across: Across, paths: Container[str] | None = None
) -> Iterator[tuple[Place, FormDetails]]:
    """The forms with indicators to be scored, of all workbooks or of those, but where another one counts instead."""
    moot = across.moot
    for path, forms in read_details(journal, paths):
        for at, form in enumerate(forms):
            place = Place(path, at)
            if place not in moot and form.indicators and form.kind not in STATEMENTS:
                yield place, form
