"""What a label may stand for: the vocabulary together with the words of form definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from xlperf.recognition.definitions import BLOCKS, FormDefinition, Vocabulary, Words, load_vocabulary
from xlperf.recognition.folding import bare, fold

LONGEST_LABEL = 40
"""Characters; what is longer is prose and never looked up."""

LONGEST_TITLE = 60

_LIST_MARKS = ("- ", "• ", "* ", "· ")
"""What begins an entry of a list, such as a table of contents."""

Meanings = Mapping[str, str]
"""Block → field."""

_NOTHING: Mapping[str, Words] = MappingProxyType({})


class Lexicon:
    """Labels with their meanings; a definition's own words take the place of the vocabulary's.

    `further` are blocks beside those of the vocabulary, of tables that are no forms; `contained` their words that tell
    a column in the middle of longer ones.
    """

    def __init__(
        self,
        definitions: Iterable[FormDefinition] = (),
        further: Mapping[str, Words] = _NOTHING,
        contained: Mapping[str, Words] = _NOTHING,
    ) -> None:
        self.vocabulary: Vocabulary = load_vocabulary()
        self._contained = {**self.vocabulary.contained, **contained}
        self._labels: dict[str, dict[str, str]] = {}
        self._ranks: dict[tuple[str, str], int] = {}
        self._owners: dict[tuple[str, str], str] = {}
        titles = list(self.vocabulary.titles["form"])
        for block in BLOCKS:
            self._add(block, getattr(self.vocabulary, block))
        for block, words in further.items():
            self._add(block, words)
        for definition in definitions:
            titles += definition.titles
            for block, words in definition.words.items():
                self._add(block, words, definition.id)
        self.titles = tuple(dict.fromkeys(fold(title) for title in titles))
        self.meanings = lru_cache(maxsize=8192)(self._look_up)
        self.is_title = lru_cache(maxsize=8192)(self._ends_as_title)

    def _add(self, block: str, words: Words, owner: str = "") -> None:
        for field, listed in words.items():
            for rank, label in enumerate(listed):
                self._labels.setdefault(fold(label), {})[block] = field
                self._ranks[block, fold(label)] = rank
                self._owners[block, fold(label)] = owner

    def _look_up(self, text: str) -> Meanings:
        """Block → field of a label, looked up with its bracketed remarks first, then without; empty for prose."""
        if not text or len(text) > LONGEST_LABEL:
            return {}
        return {**self._labels.get(bare(text), {}), **self._labels.get(fold(text), {})}

    def _ends_as_title(self, text: str) -> bool:
        """The text ends with a known title, remarks in brackets behind it aside."""
        if not text or len(text) > LONGEST_TITLE or text.startswith(_LIST_MARKS):
            return False
        return fold(text).endswith(self.titles) or bare(text).endswith(self.titles)

    def rank(self, block: str, text: str) -> int:
        """How telling a label is among those of its field: 0 for the first one listed."""
        own = self._ranks.get((block, fold(text)))
        return own if own is not None else self._ranks.get((block, bare(text)), 99)

    def owner(self, block: str, text: str) -> str:
        """The id of the form definition that gave a label its meaning, empty where the vocabulary did."""
        own = self._owners.get((block, fold(text)))
        return own if own is not None else self._owners.get((block, bare(text)), "")

    def contained(self, block: str, text: str) -> str | None:
        """The field that a header names in the middle of longer words, such as 原因分析; None where none does."""
        label = fold(text)
        words = self._contained.get(block, {})
        return next((field for field, listed in words.items() if any(word in label for word in listed)), None)
