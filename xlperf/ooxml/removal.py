"""Taking whole parts out of a package: the result sheet and the memory that an earlier run added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from xlperf.ooxml.draft import CONTENT_TYPES, part_path, relations_name
from xlperf.ooxml.outline import Element
from xlperf.ooxml.package import Package
from xlperf.ooxml.splice import Splice, apply_splices


@dataclass(frozen=True, slots=True)
class Removal:
    """Parts as they are without the ones that go, and these."""

    replaced: dict[str, bytes] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()


def remove_parts(package: Package, parts: Iterable[str]) -> Removal:
    """The package without some parts, their relationships, and what these alone lead to."""
    gone = _with_belongings(package, parts)
    replaced = dict(_without_relations(package, gone))
    types = package.find(CONTENT_TYPES)
    if types is not None:
        splices = [Splice(e.start, e.end, b"") for e in package.outline(types).children if _names(e, gone)]
        replaced[types] = apply_splices(package.read(types), splices)
    return Removal(replaced, frozenset(gone))


def remove_sheet_entry(package: Package, name: str) -> list[Splice]:
    """Splices that take a sheet out of the workbook part: entry, names, and what counts the sheets behind it."""
    xml, root = package.read(package.workbook()), package.outline(package.workbook())
    sheets = list(root.child("sheets").all("sheet")) if root.child("sheets") else []  # type: ignore[union-attr]
    index = next(n for n, sheet in enumerate(sheets) if sheet.attributes.get("name") == name)
    splices = [Splice(sheets[index].start, sheets[index].end, b"")]
    splices += _names_without(xml, root, index)
    shown = _nearest_shown(sheets, index)
    for views in root.all("bookViews"):
        for view in views.children:
            splices += [
                _counted(xml, view, key, index, shown) for key in ("activeTab", "firstSheet") if key in view.attributes
            ]
    return splices


def _nearest_shown(sheets: Sequence[Element], index: int) -> int:
    """Which sheet is shown in the place of one that goes, counted without it."""
    rest = [sheet for number, sheet in enumerate(sheets) if number != index]
    visible = (number for number, sheet in enumerate(rest) if sheet.attributes.get("state", "visible") == "visible")
    return min(visible, key=lambda number: abs(number - (index - 1)), default=0)


def _with_belongings(package: Package, parts: Iterable[str]) -> set[str]:
    """The parts, their relationship parts, and parts to which nothing else is related."""
    owners = Counter(target for owner in _owners(package) for target in set(_targets(package, owner)))
    gone, waiting = set[str](), [found for part in parts if (found := package.find(part)) is not None]
    while waiting:
        part = waiting.pop()
        gone.add(part)
        gone.update(found for found in [package.find(relations_name(part))] if found is not None)
        for target in set(_targets(package, part)):
            owners[target] -= 1
            if owners[target] == 0 and target not in gone:
                waiting.append(target)
    return gone


def _owners(package: Package) -> Iterator[str]:
    """Every part that has relationships; empty for the package itself."""
    for info in package.members:
        match = re.fullmatch(r"(.*?)_rels/([^/]*)\.rels", part_path(info.filename), re.IGNORECASE)
        if match:
            yield match[1] + match[2]


def _targets(package: Package, owner: str) -> Iterator[str]:
    for relation in package.relations(owner):
        found = None if relation.external else package.find(relation.target)
        if found is not None:
            yield found


def _without_relations(package: Package, gone: set[str]) -> Iterator[tuple[str, bytes]]:
    for owner in _owners(package):
        rels = package.find(relations_name(owner))
        if rels is None or rels in gone:
            continue
        elements = zip(package.outline(rels).all("Relationship"), package.relations(owner), strict=True)
        lost = [e for e, relation in elements if not relation.external and package.find(relation.target) in gone]
        if lost:
            yield rels, apply_splices(package.read(rels), [Splice(e.start, e.end, b"") for e in lost])


def _names(override: Element, gone: set[str]) -> bool:
    """A content type is declared for a part that goes."""
    part = override.attributes.get("PartName", "").lstrip("/").lower()
    return bool(part) and part in {part_path(name).lower() for name in gone}


def _names_without(xml: bytes, root: Element, index: int) -> Iterator[Splice]:
    """Names of the sheet go, those of sheets behind it count one less; without any name left, the list goes too."""
    listed = root.child("definedNames")
    if listed is None:
        return
    own = [name for name in listed.children if name.attributes.get("localSheetId") == str(index)]
    if own and len(own) == len(listed.children):
        yield Splice(listed.start, listed.end, b"")
        return
    yield from (Splice(name.start, name.end, b"") for name in own)
    for name in listed.children:
        if name not in own and "localSheetId" in name.attributes:
            yield _counted(xml, name, "localSheetId", index, 0)


def _counted(xml: bytes, element: Element, key: str, index: int, instead: int) -> Splice:
    """The attribute that counts sheets, one less where the sheet that goes stood before; `instead` where it was it."""
    match = re.compile(rb"""\s%s\s*=\s*["'](\d+)""" % key.encode()).search(xml, element.start, element.end)
    assert match is not None  # the outline has found it
    number = int(match[1])
    return Splice(*match.span(1), b"%d" % (instead if number == index else number - (number > index)))
