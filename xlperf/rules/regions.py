"""The region that a form's head names, and the packs that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlperf.form import Form
from xlperf.messages import Message, say
from xlperf.rules.pack import RulePack

_STREET = re.compile("[东南西北中]?[一二三四五六七八九]?[路街巷道弄里区镇乡村]|大[道街]|新[村区]")
"""What follows a region's bare name in that of a street, a district, a village: 四川北路街道 is in Shanghai."""

_FULL = ("省", "市", "州", "盟", "自治区", "地区", "县")
"""Ends of a region's full name, which no street bears."""

_LEAD = re.compile("[“《（(【]?(?:(?:19|20)[0-9]{2}年?度?)?")
"""What may stand before the first word of a project's name."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A pack, the word of its region, and where on the form that stands."""

    pack: RulePack
    word: str
    place: Message
    text: str


def find_regions(form: Form, packs: Iterable[RulePack]) -> tuple[Witness, ...]:
    """The packs of the region that the head names: those that are known for its year, of the narrowest region, first.

    A place that names any decides. A project's name, which may well speak of another region, comes last, and only its
    beginning counts.
    """
    listed = tuple(packs)
    for place, text, begins in _places(form):
        found = [
            Witness(pack, word, place, text) for pack in listed for word in pack.regions if _names(text, word, begins)
        ]
        if found:
            each = {witness.pack.id: witness for witness in found}
            return tuple(sorted(each.values(), key=lambda witness: _rank(witness.pack, form.head.year)))
    return ()


def _rank(pack: RulePack, year: int | None) -> tuple[bool, int, int]:
    return is_older(year, pack), len(pack.regions), -pack.since


def is_older(year: int | None, pack: RulePack) -> bool:
    """The form's year comes before the first one that the pack is known for."""
    return year is not None and year < pack.since


def _places(form: Form) -> Iterator[tuple[Message, str, bool]]:
    """Where a region may be named: the place, its text, and whether the text must begin with it."""
    head = form.head
    for place, entry in ((say("实施单位"), head.unit), (say("主管部门"), head.department), (say("表题"), head.title)):
        if entry is not None:
            yield place, entry.text, False
    yield say("工作表名"), form.sheet, False
    for found in form.recognised:
        if found.block == "head" and not found.field:  # 部门：某市某校, which no vocabulary needs
            yield say("表头"), found.entry.text, False
    if head.project is not None:
        yield say("项目名称"), head.project.text, True


def _names(text: str, word: str, begins: bool) -> bool:
    """The word stands there, and not as a part of a street's or a district's name."""
    plain = "".join(text.split())
    if begins:
        plain = _LEAD.sub("", plain, count=1)
    is_full = word.endswith(_FULL)
    matches = (match for match in re.finditer(re.escape(word), plain) if not begins or match.start() == 0)
    return any(is_full or not _STREET.match(plain, match.end()) for match in matches)
