"""Which row of a reference a form is held against: by its code, else by project, unit and year; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from xlperf.across.detailing import split_code
from xlperf.across.details import FormDetails
from xlperf.across.folder import UnitKey, unit_of
from xlperf.across.reference_files import Whose
from xlperf.messages import Message, say
from xlperf.recognition.folding import fold

_YEAR_BEFORE = re.compile(r"^20\d\d年?度?")


class Owned(Protocol):
    """Something that is some project's."""

    @property
    def whose(self) -> Whose:
        """The project, or the department."""


T = TypeVar("T", bound=Owned)


class Match(NamedTuple, Generic[T]):
    """What a form is held against; None with the reason why there is nothing, or nothing sure."""

    item: T | None
    why: Message | None = None


class ReferenceIndex(Generic[T]):
    """The items of a reference, found by forms; it knows which of them no form has asked for."""

    def __init__(self, items: Iterable[T], unit_key: UnitKey) -> None:
        self._items: Sequence[T] = tuple(items)
        self._unit_key = unit_key
        self._by_code: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        self._asked: set[int] = set()
        for place, item in enumerate(self._items):
            if item.whose.code:
                self._by_code.setdefault(fold(item.whose.code), []).append(place)
            self._by_name.setdefault(_name_key(item.whose.project), []).append(place)

    def __len__(self) -> int:
        return len(self._items)

    def find(self, form: FormDetails) -> Match[T]:
        """The one item that is of the form's project, or of its department."""
        places = self._places(form)
        self._asked.update(places)
        if len(places) == 1:
            return Match(self._items[places[0]])
        if places:
            named = "、".join(str(self._items[place].whose.source) for place in places[:3])
            return Match(None, say("有 {count} 处与它相符，分不出是哪一处：{places}", count=len(places), places=named))
        return Match(None, say("对照的文件里没有它的项目和单位"))

    def _places(self, form: FormDetails) -> list[int]:
        code = form.code.text if form.code is not None else ""
        by_code = (
            [place for place in self._by_code.get(fold(code), ()) if self._is_of_year(place, form)] if code else []
        )
        return by_code or self._by_project(form, code)

    def _by_project(self, form: FormDetails, code: str) -> list[int]:
        places = self._by_name.get(_name_key(form.name) if form.kind == "project" else "", ())
        return [place for place in places if self._is_of(place, form, code)]

    def _is_of(self, place: int, form: FormDetails, code: str) -> bool:
        """Nothing speaks against it: neither another code nor another unit, nor another year."""
        whose = self._items[place].whose
        units = {self._unit_key(whose.unit), self._unit_key(unit_of(form))} - {""}
        is_same_unit = len(units) <= 1 and (bool(whose.project) or bool(whose.unit))
        is_same_code = not code or not whose.code or fold(code) == fold(whose.code)
        return is_same_unit and is_same_code and self._is_of_year(place, form)

    def _is_of_year(self, place: int, form: FormDetails) -> bool:
        year = self._items[place].whose.year
        return year is None or form.year is None or year == form.year

    def unasked(self) -> list[T]:
        """The items that no form was held against."""
        return [item for place, item in enumerate(self._items) if place not in self._asked]

    def units(self) -> dict[tuple[str, int | None], bool]:
        """Unit and year → every project of the unit had a form."""
        found: dict[tuple[str, int | None], bool] = {}
        for place, item in enumerate(self._items):
            if item.whose.project or item.whose.code:
                key = (self._unit_key(item.whose.unit), item.whose.year)
                found[key] = found.get(key, True) and place in self._asked
        return found


def _name_key(project: str) -> str:
    """A project's name without code, year and blanks."""
    name = fold(split_code(project)[1])
    return _YEAR_BEFORE.sub("", name) or name
