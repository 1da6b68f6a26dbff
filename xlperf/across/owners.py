"""Whose a project is: unit and department by the names that a list of units gives them, else as forms write them."""

from __future__ import annotations

from xlperf.across.details import FormDetails
from xlperf.across.roster import Roster, RosterUnit
from xlperf.across.unit_names import UnitNames, plain_unit
from xlperf.recognition.folding import fold

UNNAMED = "（未写单位）"


class Owners:
    """Units and departments met in a folder; each keeps the name by which it was met first."""

    def __init__(self, roster: Roster | None, last: int) -> None:
        """Without a list of units names are what forms write. `last` is the place of a unit that is not on it."""
        self._last = last
        self._names = roster.names if roster is not None else UnitNames()
        self._listed = {each.unit.name: each for each in roster.units} if roster is not None else {}
        self._places = {name: place for place, name in enumerate(self._listed)}
        self._above: dict[str, str] = {}
        self._met: dict[str, str] = {}

    def listed(self, name: str) -> RosterUnit | None:
        """The unit of the list that a name is of; None for a stranger's."""
        unit = self._names.find(name).unit
        return self._listed[unit.name] if unit is not None else None

    def place(self, unit: str) -> int:
        """Where a unit stands in the list."""
        return self._places.get(unit, self._last)

    def of(self, form: FormDetails) -> tuple[str, str]:
        """Department and unit of a form: its department as the list has it, else as the form says, else the unit."""
        unit = form.unit.text if form.unit is not None else ""
        department = form.department.text if form.department is not None else ""
        unit = unit or department
        listed = self.listed(unit)
        above = (listed.department if listed is not None else "") or department or unit
        return self._department(above), self._name(unit)

    def _department(self, written: str) -> str:
        """A department goes by its name without （本级）: that is one of the units below it."""
        if not written:
            return UNNAMED
        listed = self.listed(written)
        key = plain_unit(listed.unit.name if listed is not None else written)
        return self._above.setdefault(key, written if fold(written) == key else key)

    def _name(self, written: str) -> str:
        listed = self.listed(written)
        if listed is not None:
            return listed.unit.name
        return self._met.setdefault(self._names.key(written), written) if written else UNNAMED
