"""The forms of a folder held against each other and against references, read from the journal."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import NamedTuple

from xlperf.across.changed_budget import ChangedBudget
from xlperf.across.changed_targets import ChangedTargets
from xlperf.across.clues import Surroundings, budget_of
from xlperf.across.collation import Collating, Collation
from xlperf.across.department_sums import DepartmentSums
from xlperf.across.details import Details
from xlperf.across.folder import FolderCheck, FormAt, Told, UnitKey, judge_form
from xlperf.across.foreign_texts import ForeignTexts
from xlperf.across.full_marks import FullMarks
from xlperf.across.last_years import LastYears, PastFolder
from xlperf.across.numbering import number_across
from xlperf.across.references import NO_REFERENCES, References
from xlperf.across.repeated_reasons import RepeatedReasons
from xlperf.across.repeats import Place, Standing
from xlperf.across.spot_checks import Suspect, find_large, find_suspect, rank_suspects
from xlperf.batch.folder_judging import Across, read_details
from xlperf.batch.journal import Journal
from xlperf.batch.spotting import find_outliers
from xlperf.form import PLANNED
from xlperf.settings import Settings, regrade


class Comparison(NamedTuple):
    """What a folder's forms say together: findings with their numbers, how references agree, what to look at first."""

    across: Across
    collations: tuple[Collation, ...]
    suspects: tuple[Suspect, ...]


def compare_forms(
    journal: Journal,
    across: Across,
    settings: Settings,
    unit_key: UnitKey,
    references: References = NO_REFERENCES,
    past: PastFolder | None = None,
) -> Comparison:
    """Adds to what was found `across` what the forms say together, but for those in whose place a newer one counts.

    Every form is read twice, one workbook in the memory at once: to take note of, and to be judged. `past` is last
    year's folder.
    """
    checks = [check for code, check in folder_checks(unit_key, references) if not settings.of(code).off]
    checks += [LastYears(past, unit_key)] if past is not None else []
    standings: dict[Place, Standing] = {repeat.place: repeat.standing for repeat in across.repeats}
    large = find_large(_notice(read_forms(journal, across), checks))
    around = Surroundings({}, find_outliers(journal, across), standings, large)
    found: dict[str, list[Told]] = {}
    suspects = rank_suspects(_judge(journal, across, partial(_told, checks, settings), around, found))
    collations = [check.collate() for check in checks if isinstance(check, Collating)]
    return Comparison(
        replace(across, findings=found), tuple(each for each in collations if each is not None), tuple(suspects)
    )


def _notice(forms: Iterable[FormAt], checks: Sequence[FolderCheck]) -> Iterator[Decimal]:
    """Has every check take note of the forms; gives the budgets of projects."""
    for at in forms:
        for check in checks:
            check.notice(at)
        if at.form.kind == "project" and (budget := budget_of(at.form)):
            yield budget


def _told(checks: Sequence[FolderCheck], settings: Settings, at: FormAt) -> Iterator[Told]:
    """What the checks find in a form, as the office has set it."""
    for told in judge_form(at, checks):
        if not settings.of(told.finding.code).off:
            yield Told(at.place, regrade(settings, told.finding))


def _judge(
    journal: Journal,
    across: Across,
    judge: Callable[[FormAt], Iterable[Told]],
    around: Surroundings,
    found: dict[str, list[Told]],
) -> Iterator[Suspect]:
    """What speaks for looking at each form; what is found goes into `found`, by workbook, numbered."""
    uncounted, moot = across.uncounted, across.moot
    for path, details in read_details(journal):
        forms = list(_forms_at(path, details, uncounted, moot))
        told = [*across.findings.get(path, ()), *chain.from_iterable(map(judge, forms))]
        if told:
            found[path] = number_across(told, details, path)
        for at in forms:
            its = [each.finding for each in told if each.place == at.place]
            yield find_suspect(at, replace(around, told={at.place: its}))


def folder_checks(unit_key: UnitKey, references: References = NO_REFERENCES) -> Iterator[tuple[str, FolderCheck]]:
    """The checks across workbooks by their codes, in the order in which findings are told."""
    budget = None
    if references.targets is not None and references.targets_path is not None:
        yield "X602", ChangedTargets(references.targets, references.targets_path.name, unit_key)
    if references.budget is not None and references.budget_path is not None:
        budget = ChangedBudget(references.budget, references.budget_path.name, unit_key)
        yield "X603", budget
    yield "X604", DepartmentSums(unit_key) if budget is None else DepartmentSums(unit_key, budget.completeness)
    yield "X605", FullMarks(unit_key)
    yield "X606", ForeignTexts(unit_key)
    yield "D405", RepeatedReasons(unit_key)


def unmade_checks(settings: Settings, references: References) -> list[str]:
    """The checks that a run does not make, in their order: they are off, or it has nothing to hold against."""
    unmade = {code for code in settings.checks if settings.of(code).off}
    unmade.update(("X602",) if references.targets is None else ())
    unmade.update(("X603",) if references.budget is None else ())
    unmade.update(_OF_LAST_YEAR if references.previous is None else ())
    return sorted(unmade)


_OF_LAST_YEAR = ("X607", "X608", "X609", "X610")


def read_forms(journal: Journal, across: Across) -> Iterator[FormAt]:
    """The forms that tell of a year and that somebody has to look at, in the order of the report."""
    uncounted, moot = across.uncounted, across.moot
    for path, forms in read_details(journal):
        yield from _forms_at(path, forms, uncounted, moot)


def _forms_at(path: str, forms: Details, uncounted: Container[Place], moot: Container[Place]) -> Iterator[FormAt]:
    for number, form in enumerate(forms):
        if (place := Place(path, number)) not in moot and form.kind not in PLANNED:
            yield FormAt(place, form, place not in uncounted)
