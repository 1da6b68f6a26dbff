"""The forms of a folder held against each other and against references, read from the journal."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.across.changed_budget import ChangedBudget
from xlperf.across.changed_targets import ChangedTargets
from xlperf.across.collation import Collating, Collation
from xlperf.across.department_sums import DepartmentSums
from xlperf.across.folder import FolderCheck, FormAt, Told, UnitKey, judge_folder
from xlperf.across.foreign_texts import ForeignTexts
from xlperf.across.full_marks import FullMarks
from xlperf.across.last_years import LastYears, PastFolder
from xlperf.across.references import NO_REFERENCES, References
from xlperf.across.repeated_reasons import RepeatedReasons
from xlperf.across.repeats import Place
from xlperf.batch.folder_judging import Across, read_details
from xlperf.batch.journal import Journal
from xlperf.form import PLANNED
from xlperf.settings import Settings, regrade


def compare_forms(
    journal: Journal,
    across: Across,
    settings: Settings,
    unit_key: UnitKey,
    references: References = NO_REFERENCES,
    past: PastFolder | None = None,
) -> tuple[Collation, ...]:
    """Adds to `across` what the forms say together; those in whose place a newer one counts have no part in it.

    Gives how folder and references go together. `past` is last year's folder.
    """
    checks = [check for code, check in folder_checks(unit_key, references) if not settings.of(code).off]
    checks += [LastYears(past, unit_key)] if past is not None else []
    for place, finding in judge_folder(lambda: read_forms(journal, across), checks):
        if not settings.of(finding.code).off:
            across.tell(Told(place, regrade(settings, finding)))
    collations = [check.collate() for check in checks if isinstance(check, Collating)]
    return tuple(each for each in collations if each is not None)


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


def read_forms(journal: Journal, across: Across) -> Iterator[FormAt]:
    """The forms that tell of a year and that somebody has to look at, in the order of the report."""
    uncounted, moot = across.uncounted, across.moot
    for path, forms in read_details(journal):
        for number, form in enumerate(forms):
            if (place := Place(path, number)) not in moot and form.kind not in PLANNED:
                yield FormAt(place, form, place not in uncounted)
