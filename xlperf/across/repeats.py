"""X601: the same project, unit and year in several workbooks; the newest counts, the others are listed and not summed.

Which is newest is never guessed: where nothing tells, or one thing tells against another, all of them stay undecided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from xlperf.across.evidence import Evidence, Submitted, compare
from xlperf.across.facts import FileFacts, FormFacts
from xlperf.across.unit_names import UnitNames
from xlperf.cells import CellRef, parse_address
from xlperf.checks.x601_same_project import X601
from xlperf.findings import Finding
from xlperf.messages import Message, say
from xlperf.recognition.folding import fold

Standing = Literal["counts", "older", "same", "undecided"]
"""What becomes of a form that is there more than once: `same` says word for word what another says that counts."""

_WORDS: Mapping[Standing, Message] = {
    "counts": say("同一项目、同一年度的表另见 {others}；以本表为准（{evidence}），其余不计入汇总"),
    "older": say("同一项目、同一年度另有较新的表，见 {others}（{evidence}）；本表不计入汇总"),
    "same": say("与 {others} 是同一项目、同一年度，内容相同；只计那一份，本表不计入汇总"),
    "undecided": say("同一项目、同一年度的表另见 {others}，分不出哪一份最新；都没有计入汇总"),
}


Key = tuple[str, str, int | None]


@dataclass(frozen=True, slots=True)
class Place:
    """A form in a folder: its workbook's path, and the how-manieth of the workbook it is, from 0."""

    path: str
    form: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """A form that is there more than once: what becomes of it, by what evidence, and where the others are.

    Of one that is older or the same, `others` holds the one that counts.
    """

    place: Place
    form: FormFacts
    standing: Standing
    others: tuple[str, ...]
    evidence: Evidence | None = None

    @property
    def is_counted(self) -> bool:
        """It goes into the sums."""
        return self.standing == "counts"

    @property
    def finding(self) -> Finding:
        """What the clerk is told, at the cell with the project's name."""
        others = "、".join(self.others)
        evidence = self.evidence.message if self.evidence is not None else ""
        template = _WORDS[self.standing].template
        values = {"others": others, "evidence": evidence} if "{evidence}" in template else {"others": others}
        return X601.finding(say(template, **values), CellRef(self.form.sheet, *parse_address(self.form.place)))


@dataclass(frozen=True, slots=True)
class _Form:
    place: Place
    facts: FormFacts
    file: Submitted


def find_repeats(
    read: Callable[[], Iterable[FileFacts]], touched: Callable[[str], float], names: UnitNames = UnitNames()
) -> tuple[Repeat, ...]:
    """Every form that is there more than once, project by project in the order of their first workbook.

    `read` gives the folder's facts, anew each time: only those of projects that are met again are held. `touched` gives
    the time in seconds at which a workbook's file was last written, asked only where it may decide. `names` tells by
    which names units go.
    """
    keys = _Keys(read(), names)
    met = Counter(key for file in read() for key in {keys.of(form) for form in file.forms})
    groups: dict[Key, list[_Form]] = {}
    for form in _forms(read(), touched):
        if (key := keys.of(form.facts)) is not None and met[key] > 1:
            groups.setdefault(key, []).append(form)
    same_unit = (part for group in groups.values() for part in _by_unit(group, names))
    same_code = (part for group in same_unit for part in _by_code(group))
    return tuple(repeat for part in same_code for repeat in _judge(part))


def _forms(files: Iterable[FileFacts], touched: Callable[[str], float]) -> Iterator[_Form]:
    for file in files:
        submitted = Submitted(file.path, file.lineage, touched)
        yield from (_Form(Place(file.path, at), facts, submitted) for at, facts in enumerate(file.forms))


class _Keys:
    """By what forms are of one project and year: a project's code where it has one, else its name; a unit's name."""

    def __init__(self, files: Iterable[FileFacts], names: UnitNames) -> None:
        """Learns by which name each code goes first."""
        self._names = names
        self._coded: dict[tuple[str, int | None], str] = {}
        for form in (form for file in files for form in file.forms if form.code and fold(form.project)):
            self._coded.setdefault((form.code, form.year), fold(form.project))

    def of(self, form: FormFacts) -> Key | None:
        """The key of a form; None for one that does not say whose it is."""
        if form.kind.startswith("department"):
            name = self._names.key(form.unit or form.department)
        else:
            name = self._coded.get((form.code, form.year), "") if form.code else fold(form.project)
        return (form.kind, name or form.code, form.year) if name or form.code else None


def _by_unit(group: Sequence[_Form], names: UnitNames) -> Iterator[list[_Form]]:
    """The forms of one project name by unit: units share names such as 物业管理费. One unit may be unnamed."""
    units = [names.key(form.facts.unit or form.facts.department) for form in group]
    named = set(filter(None, units))
    if len(named) < 2:
        yield list(group)
    else:
        yield from ([form for form, its in zip(group, units, strict=True) if its == unit] for unit in sorted(named))


def _by_code(group: Sequence[_Form]) -> Iterator[list[_Form]]:
    """The forms of one project name and unit by code: with two codes they are two projects.

    Whose version a form without a code is can then not be told: it is none's.
    """
    codes = sorted({form.facts.code for form in group if form.facts.code})
    if len(codes) < 2:
        yield list(group)
    else:
        yield from ([form for form in group if form.facts.code == code] for code in codes)


def _judge(group: Sequence[_Form]) -> Iterator[Repeat]:
    """The standing of each form; nothing where all are in one workbook."""
    files = {form.place.path: form.file for form in group}
    if len(files) < 2:
        return
    contents = {path: tuple(sorted(f.facts.content for f in group if f.place.path == path)) for path in files}
    newest = _newest(files, contents)
    for form in group:
        yield _repeat(form, files, contents, newest)


def _repeat(
    form: _Form,
    files: Mapping[str, Submitted],
    contents: Mapping[str, tuple[str, ...]],
    newest: tuple[str, Evidence | None] | None,
) -> Repeat:
    path = form.place.path
    others = tuple(other for other in files if other != path)
    if newest is None:
        return Repeat(form.place, form.facts, "undecided", others)
    first, evidence = newest
    if path == first:
        return Repeat(form.place, form.facts, "counts", others, evidence)
    standing: Standing = "same" if contents[path] == contents[first] else "older"
    return Repeat(form.place, form.facts, standing, (first,), evidence)


def _newest(
    files: Mapping[str, Submitted], contents: Mapping[str, tuple[str, ...]]
) -> tuple[str, Evidence | None] | None:
    """The workbook that counts, with the evidence that it is newer than each that says something else.

    Of several that say the same, the one with the plainest name.
    """
    for path in sorted(files, key=lambda path: (len(path), path)):
        rivals = [other for other in files if contents[other] != contents[path]]
        equals = [other for other in files if contents[other] == contents[path]]
        proofs = [_beats(files, equals, rival) for rival in rivals]
        if None not in proofs:
            return path, next(filter(None, proofs), Evidence.CONTENT)
    return None


def _beats(files: Mapping[str, Submitted], equals: Sequence[str], rival: str) -> Evidence | None:
    """By what one of several workbooks of the same content is newer than a rival; None if none or one is older."""
    found = [compare(files[path], files[rival]) for path in equals]
    if any(order < 0 for order, _ in found):
        return None
    return next((evidence for order, evidence in found if order > 0), None)
