"""Whether formulas of a workbook may show figures that an edit has made stale."""

from __future__ import annotations

from collections.abc import Iterable

from xlperf.cells import CellRef
from xlperf.references import may_refer


def may_be_stale(formulas: Iterable[str], changed: Iterable[CellRef], names: Iterable[str]) -> bool:
    """Some formula may refer to a changed cell: a careful guess, rather yes than no.

    References count whatever sheet they name; the workbook's own names always do. What depends on such a formula in
    turn need not be looked at.
    """
    positions = {(ref.row, ref.column) for ref in changed}
    known = [name.lower() for name in names if not name.startswith("_xlnm.")]
    return bool(positions) and any(
        may_refer(formula, positions) or any(name in formula.lower() for name in known) for formula in formulas
    )
