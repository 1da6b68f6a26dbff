"""Holds a ribbon's XML against the part of the customUI grammar that stands in tests/excel/customui.toml."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

GRAMMAR = tomllib.loads((Path(__file__).parents[1] / "excel" / "customui.toml").read_text("utf-8"))


def faults(document: str) -> list[str]:
    """What the grammar says against a document; raises ParseError where it is not well-formed."""
    root = ElementTree.fromstring(document)
    namespace, _, name = root.tag.removeprefix("{").partition("}")
    wrong = [] if namespace in GRAMMAR["namespaces"] else [f"namespace {namespace}"]
    if name != "customUI":
        wrong.append(f"root {name}")
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    twice = [f"id {each} twice" for each, count in ids.items() if count > 1]
    return [*wrong, *twice, *_of_element(root, f"{{{namespace}}}")]


def _of_element(element: ElementTree.Element, prefix: str) -> Iterator[str]:
    name = element.tag.removeprefix(prefix)
    rule = GRAMMAR["element"].get(name)
    if rule is None:
        yield f"element {name}"
        return
    yield from _of_attributes(name, element.attrib, rule)
    allowed = rule.get("children", {})
    found = Counter(child.tag.removeprefix(prefix) for child in element)
    for child, count in found.items():
        if count > allowed.get(child, 0):
            yield f"{count} {child} in {name}"
    if allowed and not found:
        yield f"nothing in {name}"
    for child in element:
        yield from _of_element(child, prefix)


def _of_attributes(name: str, given: dict[str, str], rule: dict[str, Any]) -> Iterator[str]:
    known = rule.get("attributes", {})
    for attribute, value in given.items():
        if attribute not in known:
            yield f"{name}@{attribute}"
        elif not re.fullmatch(GRAMMAR["type"][known[attribute]], value):
            yield f"{name}@{attribute} is {value!r}"
    yield from (f"{name} without {each}" for each in rule.get("required", []) if each not in given)
