"""What the same words usually earn in a folder, and who departs from that."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.across.repeats import Place
from xlperf.batch.done import read_uses
from xlperf.batch.folder_judging import Across
from xlperf.batch.journal import Journal
from xlperf.checks.same_words import Use
from xlperf.pages.same_words import find_bands


def find_outliers(journal: Journal, across: Across) -> dict[Place, list[str]]:
    """Cells of scores that are not what the same words usually earn in the folder."""
    bands = find_bands(lambda: ((place.path, use) for place, use in read_counted_uses(journal, across)))
    usual = {band.usual.words: band.usual for band in bands if band.outliers}
    found: dict[Place, list[str]] = {}
    for place, use in read_counted_uses(journal, across):
        if use.words in usual and not use.agrees(usual[use.words]):
            found.setdefault(place, []).append(use.ref.address)
    return found


def read_counted_uses(journal: Journal, across: Across) -> Iterator[tuple[Place, Use]]:
    """The words of every form that counts."""
    uncounted = across.uncounted
    for path, stored in journal.read("uses"):
        for at, uses in enumerate(read_uses(stored)):
            place = Place(path, at)
            yield from ((place, use) for use in uses if place not in uncounted)
