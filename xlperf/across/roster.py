"""A list of the units that have to submit (`--roster`), read from a workbook or a CSV file by its headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from xlperf.across.listings import Listing, find_listing
from xlperf.across.reference_files import read_reference
from xlperf.across.unit_names import Unit, UnitNames, fold_unit, split_aliases, unit_words
from xlperf.cells import CellRef, Sheet
from xlperf.errors import UnreadableError
from xlperf.messages import say
from xlperf.recognition.folding import bare, fold

_COLUMNS = ("name", "aliases", "code", "department", "number")
"""Fields of units.toml that are columns."""


class RosterUnit(NamedTuple):
    """A unit of the list: `own` holds the texts of the office's further columns, in their order."""

    unit: Unit
    ref: CellRef
    code: str = ""
    department: str = ""
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of units, in its order, and the file that it was read from.

    `columns` are the headers of its further columns, `repeated` the places of units that stand in it a second time and
    are not counted again.
    """

    path: Path
    units: tuple[RosterUnit, ...]
    columns: tuple[str, ...] = ()
    repeated: tuple[CellRef, ...] = ()

    @property
    def name(self) -> str:
        """What the list is called."""
        return self.path.name

    @property
    def names(self) -> UnitNames:
        """The units as they are looked up by name."""
        return UnitNames(each.unit for each in self.units)


def read_roster(path: Path) -> Roster:
    """A list of units from a workbook, a table as text, a document, or a folder of them.

    Every visible sheet with a header counts, a hidden one only where no other has it. Raises UnreadableError where the
    file cannot be read, has no column of names, or no unit.
    """
    sheets = _read_sheets(path)
    seen = [sheet for sheet in sheets if sheet.state == "visible"]
    found = _find_listings(seen) or _find_listings(sheets)
    if not found:
        raise UnreadableError(
            say("单位名单 {name} 里找不到写着“单位名称”的表头。", name=path.name),
            say("请在名单的首行写上“单位名称”等列名，每行一个单位。"),
        )
    roster = _make_roster(path, found)
    if not roster.units:
        raise UnreadableError(
            say("单位名单 {name} 的“单位名称”一列是空的。", name=path.name), say("请每行填一个单位后再试。")
        )
    return roster


def _read_sheets(path: Path) -> list[Sheet]:
    return [sheet for _, snapshot in read_reference(path, say("单位名单")) for sheet in snapshot.sheets]


def _find_listings(sheets: Iterable[Sheet]) -> list[Listing]:
    words = {field: unit_words()[field] for field in _COLUMNS}
    listings = (find_listing(sheet, words, "name", frozenset({"aliases"})) for sheet in sheets)
    return [listing for listing in listings if listing is not None]


def _make_roster(path: Path, listings: Iterable[Listing]) -> Roster:
    """The units of all tables; further columns of the same header are one."""
    listings = tuple(listings)
    headers = tuple(dict.fromkeys(_label(each.text) for table in listings for each in table.headings if not each.field))
    units, repeated = dict[str, RosterUnit](), list[CellRef]()
    for listing in listings:
        for unit in _read_units(listing, headers):
            if units.setdefault(fold_unit(unit.unit.name), unit) is not unit:
                repeated.append(unit.ref)
    return Roster(path, tuple(units.values()), headers, tuple(repeated))


def _label(text: str) -> str:
    return "".join(text.split())


def _read_units(listing: Listing, headers: tuple[str, ...]) -> Iterator[RosterUnit]:
    """A unit a row; one whose name is merged over several rows comes once."""
    column = listing.column("name") or 0
    for row in listing.rows():
        cell = listing.sheet.at(row, column)
        if cell.ref.row == row and _is_unit(cell.text, listing):
            yield _read_unit(listing, row, cell.ref, headers)


def _is_unit(name: str, listing: Listing) -> bool:
    """A row's name is a unit's: no sum, no remark, no header that is repeated on a further page."""
    words, label = unit_words(), bare(name)
    is_note = name.replace("：", ":").partition(":")[0].strip() in words["notes"]
    is_header = any(label == bare(heading.text) for heading in listing.headings)
    return bool(label) and not is_note and not is_header and label not in map(fold, words["sums"])


def _read_unit(listing: Listing, row: int, ref: CellRef, headers: tuple[str, ...]) -> RosterUnit:
    texts = {heading: listing.sheet.at(row, heading.column).text.strip() for heading in listing.headings}
    by_field = {heading.field: text for heading, text in texts.items() if heading.field}
    others = {_label(heading.text): text for heading, text in texts.items() if not heading.field}
    aliases = [name for heading, text in texts.items() if heading.field == "aliases" for name in split_aliases(text)]
    unit = Unit(by_field["name"], tuple(aliases))
    code, department = by_field.get("code", ""), by_field.get("department", "")
    return RosterUnit(unit, ref, code, department, tuple(others.get(header, "") for header in headers))
