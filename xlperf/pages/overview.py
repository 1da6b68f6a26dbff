"""What 汇总.xlsx tells of a folder: its figures, and its tables' rows, which are read while they are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import sub

from xlperf.across.collation import Collation
from xlperf.across.facts import Codes, FormFacts, sum_codes
from xlperf.across.repeats import Repeat
from xlperf.across.roll_call import RollCall
from xlperf.across.roll_up import RollUp
from xlperf.across.spot_checks import Suspect
from xlperf.changes.difference import Difference
from xlperf.checks.same_words import Use
from xlperf.decisions import Decision, Handling
from xlperf.findings import Severity
from xlperf.form import PLANNED
from xlperf.outcomes import NOTHING_FOUND, FileOutcome, Found
from xlperf.pages.table import Spots
from xlperf.scoring.practice import Practice
from xlperf.settings import UNSET, Settings

Rows = Callable[[], Iterable[Spots]]
"""The rows of a table, read anew each time."""

Uses = Callable[[], Iterable[tuple[str, Use]]]
"""The uses of words as actual values, each with its workbook, read anew each time."""

RATE_BANDS = (Decimal("0.5"), Decimal("0.8"), Decimal("0.9"), Decimal("0.95"), Decimal(1))
"""Upper bounds, exclusive, of the bands of execution rates; exactly 100 % and above stand alone."""

NO_RATE = len(RATE_BANDS) + 2
"""The band of forms without a rate."""


class Figures:
    """Counts over the forms and findings of a folder.

    `kinds` are the parts of forms that occur; `grades` and `rates` count forms on what was reached, by grade (None for
    want of a total) and by band of the execution rate; `units` count findings, by the unit that the head names (empty
    for none). `codes` counts the findings that are open, `settled` those that the office has accepted or that the unit
    has explained.
    """

    def __init__(self) -> None:
        self.files = self.forms = 0
        self.kinds: set[str] = set()
        self.grades = Counter[str | None]()
        self.rates = Counter[int]()
        self.codes: Codes = {}
        self.units: dict[str, Found] = {}
        self.settled = Counter[Handling]()
        self.settled_found = NOTHING_FOUND

    def add(self, forms: Iterable[FormFacts], others: Iterable[Codes] = ()) -> None:
        """Counts a workbook's forms, and findings that belong to none of them."""
        forms = tuple(forms)
        self.files += bool(forms)
        self.forms += len(forms)
        self.kinds.update(kind for form in forms for kind in form.blocks)
        scored = [form for form in forms if form.kind not in PLANNED]
        self.grades.update(form.grade for form in scored)
        self.rates.update(rate_band(form.rate) for form in scored)
        self.codes = sum_codes((self.codes, *(form.codes for form in forms), *others))
        for form in forms:
            self._add_to_unit(form)

    def _add_to_unit(self, form: FormFacts) -> None:
        counts = zip(self.units.get(form.unit, NOTHING_FOUND), *form.codes.values(), strict=True)
        self.units[form.unit] = Found(*map(sum, counts))

    @property
    def severities(self) -> Found:
        """How many findings of each severity are open."""
        return Found(*map(sum, zip(NOTHING_FOUND, *self.codes.values(), strict=True)))

    @property
    def listed(self) -> Found:
        """How many findings of each severity 问题清单 has, open or settled."""
        return Found(*map(sum, zip(self.severities, self.settled_found, strict=True)))

    def settle(self, code: str, severity: Severity, handling: Handling) -> None:
        """Counts a finding that was counted as open among those that are settled."""
        less = Found(*(-1 if each is severity else 0 for each in Severity))
        self.codes = {key: found for key, found in sum_codes((self.codes, {code: less})).items() if any(found)}
        self.settled[handling] += 1
        self.settled_found = Found(*map(sub, self.settled_found, less))

    @property
    def issues(self) -> int:
        """How many findings there are, open or settled."""
        return sum(self.listed)


def rate_band(rate: str | None) -> int:
    """The place of a rate among the bands."""
    if rate is None:
        return NO_RATE
    number = Decimal(rate)
    return sum(number >= bound for bound in RATE_BANDS) + (number > 1)


@dataclass(frozen=True, slots=True)
class Overview:
    """A folder as its summary shows it.

    `unhandled` are the files without a validated copy; `forms` the rows of 汇总, each with the columns of every block
    there is, `issues` those of 问题清单; `uses` the words of forms that count; `repeats` the forms that are there more
    than once. `left` counts the workbooks that a run which was broken off has not come to.
    """

    figures: Figures
    forms: Rows
    issues: Rows
    uses: Uses
    unhandled: tuple[FileOutcome, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    practices: tuple[Practice, ...] = ()
    settings: Settings = UNSET
    left: int = 0
    names: Mapping[str, str | None] = field(default_factory=dict)
    """Workbook → its validated copy, None for one without."""
    roll_call: RollCall | None = None
    """The list of units held against the folder, where there is one."""
    gone: Mapping[str, Decision] = field(default_factory=dict)
    """What was decided about findings that are there no longer, by number."""
    collations: tuple[Collation, ...] = ()
    """The references held against the folder."""
    suspects: tuple[Suspect, ...] = ()
    """The forms to look at first."""
    difference: Difference | None = None
    """What became of the submission before, where there is one."""
    roll_up: RollUp | None = None
    """What the projects come to, where there are several."""
