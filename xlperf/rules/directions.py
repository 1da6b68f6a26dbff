"""In which direction more is better, by the words of an indicator, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from xlperf.definitions import read_definition


@dataclass(frozen=True, slots=True)
class Directions:
    """The lists of directions.toml."""

    source: str
    date: str
    undirected: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]


@cache
def load_directions() -> Directions:
    """The lists. Raises DefinitionError."""
    return read_definition(files("xlperf.rules").joinpath("directions.toml"), Directions)


def may_be_worse(name: str) -> bool:
    """More of what the name says may be worse, so that a target without a sign leaves it open.

    >>> may_be_worse("财政供养人员控制率"), may_be_worse("培训合格率")
    (True, False)
    """
    return any(word in name for word in load_directions().undirected)


def changes_oppositely(one: str, other: str) -> bool:
    """One text speaks of growth, the other of decline.

    >>> changes_oppositely("增长5%", "下降3%"), changes_oppositely("增长5%", "8%")
    (True, False)
    """
    ways = load_directions()
    rises = [any(word in text for word in ways.up) for text in (one, other)]
    falls = [any(word in text for word in ways.down) for text in (one, other)]
    return (rises[0] and falls[1] and not falls[0]) or (falls[0] and rises[1] and not rises[0])
