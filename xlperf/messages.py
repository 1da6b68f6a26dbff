"""Sentences for people: Chinese in the code, other languages from `texts/<lang>*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with its values; `str()` gives the Chinese one."""

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, lang: str = "zh") -> str:
        """The sentence in a language; Chinese where no translation is known."""
        template = self.template if lang == "zh" else load_catalogue(lang).get(self.template, self.template)
        if not self.values:
            return template
        values = {key: value.text(lang) if isinstance(value, Message) else value for key, value in self.values}
        return template.format_map(values)

    def __str__(self) -> str:
        return self.text()


def say(template: str, /, **values: object) -> Message:
    """A message from a Chinese template and its values (which may be messages).

    >>> str(say("应为 {expected}", expected="96.99%"))
    '应为 96.99%'
    """
    return Message(template, tuple(values.items())) if values else _plain(template)


@lru_cache(maxsize=2048)
def _plain(template: str) -> Message:
    """A message without values: every form says the same few hundred."""
    return Message(template)


@cache
def load_catalogue(lang: str) -> Mapping[str, str]:
    """Chinese template → template in `lang`. Raises FileNotFoundError for a language that is not in LANGUAGES."""
    tables = (tomllib.loads(path.read_text("utf-8")) for path in _catalogues(lang))
    return {row["zh"]: row["text"] for table in tables for row in table["message"]}


def _catalogues(lang: str) -> Iterator[Traversable]:
    """The files of a language: `<lang>.toml`, and `<lang>-<room>.toml` for the rooms that keep their own."""
    folder = files("xlperf").joinpath("texts")
    found = [path for path in folder.iterdir() if path.name.startswith((f"{lang}.", f"{lang}-"))]
    if not found:
        raise FileNotFoundError(f"texts/{lang}.toml")
    yield from sorted(found, key=lambda path: path.name)
