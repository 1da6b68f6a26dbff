"""The table of the ribbon: which buttons there are, what they are called and look like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from xlperf.definitions import read_definition


@dataclass(frozen=True, slots=True)
class Control:
    """A button: `id` is what the add-in hands to Python, `icon` the name of an icon of Office's own."""

    id: str
    label: str
    english: str
    icon: str
    tip: str
    detail: str
    is_large: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Buttons side by side under a common name."""

    id: str
    label: str
    control: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence that the add-in's VBA says by itself; `name` is its constant there."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The tab of the add-in; `source` and `date` say where its icons are listed."""

    tab: str
    label: str
    source: str
    date: str
    text: tuple[Text, ...]
    group: tuple[Group, ...]

    def controls(self) -> Iterator[Control]:
        """All buttons, from left to right."""
        return (control for group in self.group for control in group.control)


@cache
def load_ribbon() -> Ribbon:
    """The ribbon of `ribbon.toml`. Raises DefinitionError for an unknown or a missing key."""
    return read_definition(files("xlperf.excel").joinpath("ribbon.toml"), Ribbon)


def control_ids() -> tuple[str, ...]:
    """The id of each button.

    >>> control_ids()[:3]
    ('check', 'fill', 'previous')
    """
    return tuple(control.id for control in load_ribbon().controls())
