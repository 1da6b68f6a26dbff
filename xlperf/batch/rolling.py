"""The roll-up of a folder from its journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlperf.across.details import FormDetails
from xlperf.across.repeats import Place
from xlperf.across.roll_up import RollUp, rolled_up
from xlperf.across.rolling import Packs
from xlperf.across.roster import Roster
from xlperf.batch.folder_judging import Across, read_details
from xlperf.batch.journal import Journal, unwritable


@contextmanager
def rolling(
    journal: Journal, across: Across, roster: Roster | None, packs: Packs, folder: Path, lang: str
) -> Iterator[RollUp]:
    """What the forms that count come to; kept in `folder` until it is left.

    Raises UnwritableError.
    """
    try:
        with rolled_up(read_counted(journal, across), folder, roster, packs, lang) as found:
            yield found
    except sqlite3.Error as error:
        raise unwritable(folder, error) from error


def read_counted(journal: Journal, across: Across) -> Iterator[tuple[str, FormDetails]]:
    """The details of every form that counts, each with its workbook."""
    uncounted = across.uncounted
    for path, forms in read_details(journal):
        yield from ((path, form) for at, form in enumerate(forms) if Place(path, at) not in uncounted)
