"""The roll-up of a folder from its journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xlperf.across.details import FormDetails
from xlperf.across.repeats import Place
from xlperf.across.roll_up import RollUp
from xlperf.across.rolling_up import roll_up_forms
from xlperf.across.roster import Roster
from xlperf.batch.folder_judging import Across, read_details
from xlperf.batch.journal import Journal
from xlperf.batch.packs import find_packs
from xlperf.evaluation import Options


def roll_folder(
    journal: Journal, place: Path, across: Across, roster: Roster | None, options: Options, lang: str
) -> RollUp:
    """What the forms that count come to; its long lists lie in the passing folder. Raises sqlite3.Error, OSError."""
    return roll_up_forms(read_counted(journal, across), place, roster, find_packs(options), lang)


def read_counted(journal: Journal, across: Across) -> Iterator[tuple[str, FormDetails]]:
    """The details of every form that counts, each with its workbook."""
    uncounted = across.uncounted
    for path, forms in read_details(journal):
        yield from ((path, form) for at, form in enumerate(forms) if Place(path, at) not in uncounted)
