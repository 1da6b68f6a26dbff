"""By which names the units of a run go: kept in its journal, for what is done with its results later."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from xlperf.across.unit_names import Unit, UnitNames
from xlperf.batch.journal import Journal
from xlperf.batch.opening import open_kept_journal

_KEY = "units"


def note_units(journal: Journal, names: UnitNames) -> None:
    """Keeps the units of the list that a run was held against, none of a run without one. Raises UnwritableError."""
    journal.note(_KEY, json.dumps(names.units))


def read_units(out: Path) -> UnitNames:
    """The units of the run that left `out`. Raises what opening the journal raises."""
    journal = open_kept_journal(out)
    if journal is None:
        return UnitNames()
    with closing(journal):
        return UnitNames(Unit(name, tuple(aliases)) for name, aliases in json.loads(journal.noted(_KEY) or "[]"))
