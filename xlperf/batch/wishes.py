"""What an office brings to a batch beside the folder, and wants of it beside the reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlperf.across.references import NO_REFERENCES, References
from xlperf.across.roster import Roster
from xlperf.across.unit_names import UnitNames
from xlperf.batch.papers import Chosen
from xlperf.batch.summaries import SummaryTemplate


@dataclass(frozen=True, slots=True)
class Wishes:
    """`roster` is the list of the units that have to submit, which the folder is held against, as against `references`.

    What people have decided in the summary of an earlier run into the output folder, or in that of `decisions` (a
    summary, or the folder of one), is kept. `summary` is the authority's own 汇总表, to be filled; `papers` says for
    which forms there is a 抽查底稿. `before` is the output folder of the submission before; with `drafts`, every unit's
    own form is drafted.
    """

    summary: SummaryTemplate | None = None
    papers: Chosen = "suggested"
    before: Path | None = None
    drafts: bool = False
    roster: Roster | None = None
    references: References = NO_REFERENCES
    decisions: Path | None = None

    @property
    def paths(self) -> Iterator[Path]:
        """The files that are used and are no forms."""
        yield from self.references.paths
        if self.summary is not None:
            yield self.summary.book.path
        if self.roster is not None:
            yield self.roster.path

    @property
    def names(self) -> Iterator[str]:
        """What is written into the output folder, beside what every batch writes."""
        if self.summary is not None:
            yield self.summary.name

    @property
    def units(self) -> UnitNames:
        """By which names units go."""
        return self.roster.names if self.roster is not None else UnitNames()


NO_WISHES = Wishes()
