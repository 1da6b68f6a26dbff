"""A package under change: its parts as they stand, and what each of them is to become."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from xlperf.ooxml.package import Package
from xlperf.ooxml.splice import Splice, apply_splices
from xlperf.ooxml.style_write import STRICT_MAIN

CONTENT_TYPES = "[Content_Types].xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Draft:
    """What is to be changed in a package, gathered part by part; nothing is written here.

    `relations` is where its relationship types begin, which differs in strict packages.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        namespace = package.outline(package.workbook()).attributes.values()
        self.is_strict = STRICT_MAIN in namespace
        self.relations = STRICT_RELATIONS if self.is_strict else RELATIONS
        self._new: dict[str, str] = {}
        self.splices: dict[str, list[Splice]] = defaultdict(list)
        self.added: dict[str, bytes] = {}
        self._given: dict[tuple[str, str], set[str]] = {}
        self._children: dict[str, list[str]] = defaultdict(list)
        self._new_relations: dict[str, list[str]] = defaultdict(list)

    def find(self, part: str) -> str | None:
        """The name under which a part stands, None where it does not."""
        return self._new.get(part.lower()) or self.package.find(part)

    @property
    def is_untouched(self) -> bool:
        """Nothing is to be changed."""
        return not (self.splices or self.added)

    def touch(self, part: str) -> None:
        """Takes note that a part will change, before it is known how."""
        self.splice(part, ())

    def parts(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The parts that change, and those that come new."""
        changed = dict.fromkeys((*self.splices, *self._children))
        return tuple(changed), (*self.added, *self._new_relations)

    def splice(self, part: str, splices: Iterable[Splice]) -> None:
        """Takes note of splices of a part, in bytes of what `read` gives."""
        self.splices[self._own(part)].extend(splices)

    def add(self, part: str, content: bytes, content_type: str) -> None:
        """A new part with a content type of its own."""
        self.add_plain(part, content)
        self._declare(f'Override PartName={quoteattr("/" + part)} ContentType="{content_type}"')

    def add_plain(self, part: str, content: bytes) -> None:
        """A new part whose content type follows from its extension."""
        self.added[part] = content
        self._new[part.lower()] = part

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern such as ``xl/comments{}.xml`` that is free."""
        number = 1
        while not self.is_free(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def is_free(self, part: str) -> bool:
        """No part has that name, and no content type waits for one: it would be given a second time."""
        declared = {name.lower() for name in self._known(CONTENT_TYPES, "PartName")}
        return self.find(part) is None and f"/{part.lower()}" not in declared

    def declare_default(self, extension: str, content_type: str) -> None:
        """Makes sure that parts of an extension, in small letters, have a content type."""
        known = self._known(CONTENT_TYPES, "Extension")
        if extension not in {other.lower() for other in known}:
            known.add(extension)
            self._declare(f'Default Extension="{extension}" ContentType="{content_type}"')

    def relate(self, owner: str, kind: str, part: str) -> str:
        """Relates a part to another one by a short type such as ``comments``; gives the relationship's id."""
        target = posixpath.relpath("/" + part_path(part), posixpath.dirname("/" + part_path(owner)))
        return self.relate_target(owner, f"{self.relations}/{kind}", target)

    def relate_target(self, owner: str, kind: str, target: str) -> str:
        """Relates a part to a target by a whole type; gives the relationship's id."""
        name = relations_name(owner)
        known = self._known(name, "Id")
        number = next(n for n in range(1, 1 << 31) if f"rId{n}" not in known)
        known.add(f"rId{number}")
        self._enter_relation(name, f'Id="rId{number}" Type="{kind}" Target={quoteattr(target)}')
        return f"rId{number}"

    def finish(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """Parts as they are to be: those that change, and those that come new, in the order they were added."""
        for name, relations in self._new_relations.items():
            root = f'<Relationships xmlns="{_PACKAGE_RELATIONS}">{"".join(relations)}</Relationships>'
            self.added[name] = (_HEAD + root).encode()
        for part, children in self._children.items():
            self.splice(part, [self._last_children(part, children)])
        changed = {part: apply_splices(self.package.read(part), splices) for part, splices in self.splices.items()}
        return changed, self.added

    def _own(self, part: str) -> str:
        return self.package.find(part) or part

    def _enter_relation(self, name: str, attributes: str) -> None:
        if self.find(name) is None or name in self._new_relations:
            self.declare_default("rels", _RELATIONSHIPS)
            self._new_relations[name].append(f"<Relationship {attributes}/>")
        else:
            self._children[self._own(name)].append(f"Relationship {attributes}")

    def _declare(self, element: str) -> None:
        self._children[self._own(CONTENT_TYPES)].append(element)

    def _last_children(self, part: str, elements: list[str]) -> Splice:
        """Empty elements as the last children of a part's root."""
        root = self.package.outline(part)
        new = "".join(f"<{root.prefix}{element}/>" for element in elements).encode()
        if not root.is_empty:
            return Splice(root.close, root.close, new)
        opened = self.package.read(part)[root.start : root.end].removesuffix(b"/>") + b">"
        return Splice(root.start, root.end, opened + new + f"</{root.tag}>".encode())

    def _known(self, part: str, attribute: str) -> set[str]:
        """What the children of a part's root have as that attribute, with what was given since."""
        key = part, attribute
        if key not in self._given:
            root = self.package.outline(part) if self.find(part) else None
            self._given[key] = {child.attributes.get(attribute, "") for child in root.children} if root else set()
        return self._given[key]


def part_path(member: str) -> str:
    """A part's name, whatever slashes the member's has."""
    return member.replace("\\", "/").lstrip("/")


def relations_name(owner: str) -> str:
    """Where the relationships of a part stand.

    >>> relations_name("xl/workbook.xml")
    'xl/_rels/workbook.xml.rels'
    """
    folder, name = posixpath.split(part_path(owner))
    return posixpath.join(folder, "_rels", f"{name}.rels")
