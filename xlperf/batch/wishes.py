"""What an office wants of a batch beside its reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlperf.batch.papers import Chosen
from xlperf.batch.summaries import SummaryTemplate


@dataclass(frozen=True, slots=True)
class Wishes:
    """`summary` is the authority's own 汇总表, to be filled; `papers` says for which forms there is a 抽查底稿.

    `before` is the output folder of the submission before; with `drafts`, every unit's own form is drafted.
    """

    summary: SummaryTemplate | None = None
    papers: Chosen = "suggested"
    before: Path | None = None
    drafts: bool = False

    @property
    def paths(self) -> Iterator[Path]:
        """The files that are used and are no forms."""
        if self.summary is not None:
            yield self.summary.book.path

    @property
    def names(self) -> Iterator[str]:
        """What is written into the output folder, beside what every batch writes."""
        if self.summary is not None:
            yield self.summary.name


NO_WISHES = Wishes()
