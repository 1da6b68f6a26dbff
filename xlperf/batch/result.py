"""What a batch gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlperf.across.collation import Collation
from xlperf.across.repeats import Repeat
from xlperf.across.roll_call import RollCall
from xlperf.across.spot_checks import Suspect
from xlperf.decisions import Handling
from xlperf.errors import XlperfError
from xlperf.messages import Message
from xlperf.outcomes import FileOutcome
from xlperf.scoring.practice import Practice
from xlperf.settings import UNSET, Settings


@dataclass(frozen=True, slots=True)
class BatchResult:
    """A whole run, its files in the order in which they are reported.

    `unwritten` is why summary and report could not be written, where they were not. `practices` are the methods that
    forms follow consistently and their packs do not name; `settings`, what an office set about the checks; `repeats`,
    the forms that are there more than once. `left` counts the workbooks that a run which was stopped has not come to.
    `notices` is what a run that was taken up has to tell. `settled` counts the findings that the office has accepted or
    the unit has explained; they stand among the others in the outcomes. `roll_call` is the list of units held against
    the folder, `collations` what else was. `suspects` are the forms to look at first. `written`
    tells of what was written beside the reports. `unchecked` are the checks that were not made: there was nothing to
    hold against, or they were off.
    """

    outcomes: tuple[FileOutcome, ...]
    unwritten: XlperfError | None = None
    practices: tuple[Practice, ...] = ()
    settings: Settings = UNSET
    repeats: tuple[Repeat, ...] = ()
    left: int = 0
    notices: tuple[Message, ...] = ()
    settled: Mapping[Handling, int] = field(default_factory=dict)
    roll_call: RollCall | None = None
    collations: tuple[Collation, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    written: tuple[Message, ...] = ()
    unchecked: tuple[str, ...] = ()
