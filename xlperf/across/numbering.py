"""Numbers of findings across workbooks: by the same rule as those of a form, from what the journal keeps of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath

from xlperf.across.details import Details, FormDetails, FundDetails, Goal, IndicatorDetails, Number, Words
from xlperf.across.folder import Told
from xlperf.findings import Finding
from xlperf.form import NIL_MARKS
from xlperf.numbering import name_whole, spell
from xlperf.numbering.subjects import FundNames, IndicatorNames, Subject

Placed = Words | Number | Goal | None


def number_across(told: Iterable[Told], details: Details, path: str) -> list[Told]:
    """The findings across workbooks of one of them, with their numbers."""
    whole, met = identities(details, path), Counter[Subject]()
    numbered = []
    for at, finding in told:
        subject = _subject(finding, details[at.form], whole[at.form])
        met[finding.code, *subject] += 1
        number = spell(finding.code, (*subject, str(met[finding.code, *subject])))
        numbered.append(Told(at, replace(finding, number=number)))
    return numbered


def identities(details: Details, path: str) -> list[Subject]:
    """Whose each form is, as `numbering.identify` tells it."""
    met = Counter[Subject]()
    found = []
    for form in details:
        identity = _identify(form, PurePath(path).name)
        met[identity] += 1
        found.append((*identity, str(met[identity])))
    return found


def _identify(form: FormDetails, name: str) -> Subject:
    unit = _text(form.unit) or _text(form.department)
    is_labelled = form.code is not None and form.project is not None and form.code.cell != form.project.cell
    code = _text(form.code) if is_labelled else ""
    return name_whole(form.kind, unit, (code, _text(form.project)), form.year, _text(form.goal_expected), name)


def _text(words: Words | None) -> str:
    return words.text if words is not None and words.text not in NIL_MARKS else ""


def _subject(finding: Finding, form: FormDetails, identity: Subject) -> Subject:
    """What a finding is about: whose form, and what stands in its cell."""
    address = finding.ref.address if finding.ref is not None else None
    named = (subject for placed, subject in name_details(form) if placed and placed.cell == address)
    return (*identity, *next(named, ("cell",)))


def name_details(form: FormDetails) -> Iterator[tuple[Placed, Subject]]:
    """What stands in the cells of a form, as `numbering.subjects` calls it."""
    for field in ("project", "department", "unit"):
        yield getattr(form, field), ("head", field)
    yield form.goal_expected, ("goal", "expected")
    yield form.goal_actual, ("goal", "actual")
    yield from _of_funds(form.funds)
    yield from _of_indicators(form.indicators)
    yield form.total, ("total", "score")
    yield form.reason, ("reason",)
    for spending in form.spending:
        yield spending.amount, ("spending", spending.label.text)


def _of_funds(lines: Iterable[FundDetails]) -> Iterator[tuple[Placed, Subject]]:
    names = FundNames()
    for line in lines:
        name = names.name(line.label.text)
        for field in ("label", "initial_budget", "full_year_budget", "executed", "weight", "score"):
            yield getattr(line, field), (*name, field)
        yield line.rate, (*name, "execution_rate")


def _of_indicators(rows: Iterable[IndicatorDetails]) -> Iterator[tuple[Placed, Subject]]:
    names = IndicatorNames()
    for row in rows:
        name = names.name(row.level2.text, row.level3.text)
        for field in ("level3", "target", "actual", "weight", "score", "reason"):
            yield getattr(row, field), (*name, field)
