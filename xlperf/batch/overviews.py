"""What 汇总.xlsx and report.html are drawn from, read from the journal row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlperf.across.facts import FileFacts
from xlperf.across.repeats import Place
from xlperf.across.roll_up import RollUp
from xlperf.batch.done import read_forms, read_issues
from xlperf.batch.folder_judging import Across, count_figures, read_facts
from xlperf.batch.journal import Journal
from xlperf.batch.numbers import Numbers, find_gone, make_numbers, read_open_numbers
from xlperf.batch.result import BatchResult
from xlperf.batch.spotting import read_counted_uses
from xlperf.changes.difference import Difference
from xlperf.decisions import UNDECIDED
from xlperf.outcomes import count_found
from xlperf.pages.failures import unhandled
from xlperf.pages.issues import Issue, decided_row, issue_row
from xlperf.pages.overview import Figures, Overview
from xlperf.pages.summary import with_found
from xlperf.pages.table import Spots


class Subject(NamedTuple):
    """What the reports of a run speak of, beside its journal: how it ended, what was found across, in which language.

    `figures` are the folder's counts, what is settled counted apart. `rolled` is None where there is nothing to be
    rolled up, `difference` without a submission before.
    """

    batch: BatchResult
    across: Across
    lang: str
    figures: Figures
    rolled: RollUp | None = None
    difference: Difference | None = None


def make_overview(journal: Journal, subject: Subject) -> Overview:
    """What the summary is drawn from."""
    batch, across, _, figures, rolled, difference = subject
    numbers = make_numbers(journal, across)
    return Overview(
        figures,
        lambda: _form_rows(journal, across),
        lambda: _issue_rows(journal, batch, across, numbers),
        lambda: ((place.path, use) for place, use in read_counted_uses(journal, across)),
        unhandled(batch.outcomes),
        across.repeats,
        batch.practices,
        batch.settings,
        batch.left,
        {outcome.path: outcome.output for outcome in batch.outcomes},
        batch.roll_call,
        find_gone(journal, across, numbers),
        batch.collations,
        batch.suspects,
        roll_up=rolled,
        difference=difference,
    )


def settled_figures(journal: Journal, across: Across) -> Figures:
    """The figures of the folder, what is settled counted apart."""
    figures, numbers = count_figures(journal, across), make_numbers(journal, across)
    for each in read_open_numbers(journal, across) if numbers.decisions else ():
        decision = numbers.decision(each.number)
        if decision is not None and decision.handling is not None:
            figures.settle(each.number[:4], each.severity, decision.handling)
    return figures


def _form_rows(journal: Journal, across: Across) -> Iterator[Spots]:
    """A row for every form that counts."""
    uncounted = across.uncounted
    for path, stored in journal.read("forms"):
        for at, row in enumerate(read_forms(stored)):
            if (place := Place(path, at)) not in uncounted:
                yield with_found(row, count_found(across.found_at(place)))


def _issue_rows(journal: Journal, batch: BatchResult, across: Across, numbers: Numbers) -> Iterator[Spots]:
    """What was found across workbooks, then in each of them, but for forms in whose place another counts."""
    moot = across.moot
    facts = {fact.path: fact for fact in read_facts(journal) if fact.path in across.findings}
    outputs = {outcome.path: outcome.output for outcome in batch.outcomes if outcome.path in across.findings}
    stored = zip(journal.read("issues"), journal.read("numbers"), strict=True)
    for (path, issues), (_, its) in stored:
        if path in across.findings:
            yield from _across_rows(facts[path], outputs[path], across, numbers)
        for row in read_issues(issues, its):
            if row.form is None or Place(path, row.form) not in moot:
                yield _decided(row.spots, row.number, numbers)


def _across_rows(facts: FileFacts, output: str | None, across: Across, numbers: Numbers) -> Iterator[Spots]:
    for place, finding in across.findings[facts.path]:
        form = facts.forms[place.form]
        row = issue_row(Issue(facts.path, output, form.unit, form.project, finding))
        yield _decided(row, finding.number or "", numbers)


def _decided(row: Spots, number: str, numbers: Numbers) -> Spots:
    return decided_row(row, numbers.show(number), numbers.decision(number) or UNDECIDED)
