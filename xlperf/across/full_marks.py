"""X605: every form of a unit in a year has full marks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.across.details import FormDetails
from xlperf.across.folder import FormAt, UnitKey, unit_of
from xlperf.checks.x605_all_full import X605
from xlperf.findings import Finding
from xlperf.messages import say
from xlperf.rounding import HUNDRED, show_number

_LEAST = 2
"""Forms from which on it says anything."""


class FullMarks:
    """The units whose forms all have full marks; one without a total settles that it is not so."""

    def __init__(self, unit_key: UnitKey) -> None:
        self._unit_key = unit_key
        self._forms: dict[tuple[str, int | None], int] = {}
        """Unit and year → how many forms; below zero where one has not full marks."""

    def notice(self, at: FormAt) -> None:
        """Its total."""
        key = self._key(at.form)
        known = self._forms.get(key, 0)
        self._forms[key] = known + 1 if has_full_marks(at.form) and known >= 0 else -1

    def judge(self, at: FormAt) -> Iterator[Finding]:
        """A form of such a unit, at its total."""
        key, total = self._key(at.form), at.form.total
        if key[0] and self._forms[key] >= _LEAST and total is not None:
            message = say("{unit} 的 {count} 张表全部满分", unit=unit_of(at.form), count=self._forms[key])
            yield X605.finding(message, at.ref(total.cell), actual=show_number(total.value or Decimal(0)))

    def _key(self, form: FormDetails) -> tuple[str, int | None]:
        return self._unit_key(unit_of(form)), form.year


def has_full_marks(form: FormDetails) -> bool:
    """The total after the run is all the points that there are."""
    total = form.total.value if form.total is not None else None
    return total is not None and total >= (form.total_weight or HUNDRED)
