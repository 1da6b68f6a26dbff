"""Texts of different forms that are the same word for word; blanks, width and punctuation aside."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from xlperf.messages import Message, say
from xlperf.recognition.folding import fold

_SIGNS = re.compile(r"[^\w%≥≤><=.]|_|(?<!\d)\.|\.(?!\d)")

MOST_NAMED = 3
"""Workbooks that a message names."""


@lru_cache(maxsize=8192)  # asked for when texts are gathered and again when they are judged
def plain_text(text: str) -> str:
    """A text as it is compared.

    >>> plain_text("由于 疫情，活动减少。"), plain_text("完成９０％")
    ('由于疫情活动减少', '完成90%')
    """
    return _SIGNS.sub("", fold(text))


@dataclass(slots=True)
class _Shared:
    """A text that stands more than once: its owners, its workbooks."""

    owners: set[int]
    paths: dict[str, None]


@dataclass(slots=True)
class TextIndex:
    """Which texts stand in workbooks of several owners; an owner is whatever makes a repetition no surprise.

    Of a text that stands once a digest is held, one of its owner, and the path.
    """

    _once: dict[int, tuple[int, str]] = field(default_factory=dict)
    _shared: dict[int, _Shared] = field(default_factory=dict)

    def add(self, text: str, owner: Hashable, path: str) -> None:
        """A text as `plain_text` gives it."""
        key, whose = hash(text), hash(owner)
        first = self._once.setdefault(key, (whose, path))
        if first == (whose, path):
            return
        shared = self._shared.setdefault(key, _Shared({first[0]}, {first[1]: None}))
        shared.owners.add(whose)
        shared.paths[path] = None

    def others(self, text: str, path: str) -> Message | None:
        """The other workbooks with the text, the first of them by name; None for none, or where it has one owner."""
        shared = self._shared.get(hash(text))
        if shared is None or len(shared.owners) == 1:
            return None
        count = len(shared.paths) - (path in shared.paths)
        others = (other for other in shared.paths if other != path)  # thousands may have it
        named = "、".join(islice(others, MOST_NAMED))
        if count <= MOST_NAMED:
            return say("{paths}", paths=named) if count else None
        return say("{paths} 等 {count} 个工作簿", paths=named, count=count)
