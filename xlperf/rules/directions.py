"""In which direction more is better, by the words of an indicator, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
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


@lru_cache(maxsize=4096)
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
    (rises, falls), (other_rises, other_falls) = _ways(one), _ways(other)
    return (rises and other_falls and not falls) or (falls and other_rises and not rises)


@lru_cache(maxsize=4096)
def _ways(text: str) -> tuple[bool, bool]:
    """The text speaks of growth, of decline."""
    ways = load_directions()
    return any(word in text for word in ways.up), any(word in text for word in ways.down)
