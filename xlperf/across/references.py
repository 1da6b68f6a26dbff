"""What a folder is held against beside itself: approved targets, the approved budget, last year's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlperf.across.approved_budget import Budget, read_budget
from xlperf.across.approved_targets import Targets, read_targets


@dataclass(frozen=True, slots=True)
class References:
    """Each with the path that it was read from; None for what there is not."""

    targets: Targets | None = None
    targets_path: Path | None = None
    budget: Budget | None = None
    budget_path: Path | None = None
    previous: Path | None = None
    """Last year's folder: its workbooks, or the output of a run over them."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files and folders that were read: where they lie among the forms, they are passed over."""
        found = [path for path in (self.targets_path, self.budget_path, self.previous) if path is not None]
        return tuple(each for path in found for each in (path.rglob("*") if path.is_dir() else [path]))


NO_REFERENCES = References()


def read_references(
    targets: Path | None = None,
    budget: Path | None = None,
    previous: Path | None = None,
    forms: tuple[str, ...] = (),
) -> References:
    """Reads what there is; last year's folder is read by the run. `forms` are further form definitions.

    Raises UnreadableError.
    """
    return References(
        read_targets(targets, forms) if targets is not None else None,
        targets,
        read_budget(budget) if budget is not None else None,
        budget,
        previous,
    )
