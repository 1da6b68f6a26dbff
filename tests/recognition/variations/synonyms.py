"""Every label under each of its other names (synonyms.toml), one at a time."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.recognition.variations.page import Box, Page
from tests.recognition.variations.variation import Variation

_WORDS = tomllib.loads(Path(__file__).with_name("synonyms.toml").read_text("utf-8"))
_PARTS = {"lines": "funds", "totals": "total", "levels": "indicators"}
_UNSAID = {
    "lines": {"funds.label"},
    "totals": {"total.label"},
    "levels": {"indicators.block", "indicators.level2"},
}


def named(section: str, field: str, word: str) -> Callable[[Page], Page]:
    """The label of a field under another name. A level keeps the points behind it."""
    part = _PARTS.get(section, section)

    def change(box: Box) -> Box:
        if box.part != part or not _is_meant(box, section, field):
            return box
        return replace(box, content=str(box.content).replace(field, word) if section == "levels" else word)

    return lambda page: page.changed(change)


def _is_meant(box: Box, section: str, field: str) -> bool:
    """The box is the label of the field: by its column in a table, elsewhere by its words."""
    if section in ("funds", "indicators"):
        return box.kind == "header" and box.key == field
    wanted = {"levels": "level", "goals": "header"}.get(section, "label")
    text = str(box.content)
    return box.kind == wanted and (text.startswith(field) if section == "levels" else text == field)


def _synonyms() -> Iterator[Variation]:
    for section, fields in _WORDS.items():
        if isinstance(fields, dict):
            for field, words in fields.items():
                for word in words:
                    name = f"{section}: {field} is {word!r}"
                    unsaid = frozenset(_UNSAID.get(section, ()))
                    yield Variation(name, page=named(section, field, word), unsaid=unsaid)


VARIATIONS = tuple(_synonyms())
