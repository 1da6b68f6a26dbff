"""The forms that are known: the built-in ones, and those of folders that a user names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from xlperf.definitions import read_definition
from xlperf.errors import DefinitionError, UsageError
from xlperf.messages import Message, say
from xlperf.recognition.definitions import BLOCKS, FormDefinition, Words, load_vocabulary
from xlperf.recognition.folding import fold
from xlperf.recognition.lexicon import Lexicon

GENERAL = {"project": "project", "department": "department"}
"""Kind → the form of no known region."""

_BLOCK_NAMES = ("funds", "indicators", "total")


@dataclass(frozen=True, slots=True)
class Library:
    """Form definitions by id, the user's own first, and the words of all of them."""

    forms: Mapping[str, FormDefinition]
    lexicon: Lexicon
    own: frozenset[str] = frozenset()
    """Ids of the user's definitions."""

    def form(self, form_id: str) -> FormDefinition:
        """The definition of that id. Raises UsageError where there is none."""
        if form_id not in self.forms:
            raise UsageError(
                say("没有名为 {id} 的表单。", id=form_id), say("可用的有：{ids}。", ids="、".join(sorted(self.forms)))
            )
        return self.forms[form_id]


@cache
def load_library(folders: tuple[str, ...] = ()) -> Library:
    """The built-in forms with those of the folders' .toml files.

    Raises UsageError for a folder that is none, DefinitionError for a file that is not a form definition.
    """
    built_in = {form.id: form for _, form in _read(files("xlperf.recognition").joinpath("forms"))}
    own: dict[str, FormDefinition] = {}
    for folder in folders:
        for name, form in _read(_folder(folder)):
            _refuse_contradictions(name, form, own)
            own[form.id] = form
    forms = {**own, **{key: form for key, form in built_in.items() if key not in own}}
    return Library(forms, Lexicon(forms[key] for key in (*(k for k in forms if k not in own), *own)), frozenset(own))


def _folder(folder: str) -> Path:
    path = Path(folder)
    if not path.is_dir() or not any(path.glob("*.toml")):
        raise UsageError(
            say("表单定义文件夹 {folder} 不存在，或其中没有 .toml 文件。", folder=folder),
            say("请用 --forms 指出放表单定义的文件夹；定义可用 xlperf forms learn 生成。"),
        )
    return path


def _read(folder: Traversable) -> Iterator[tuple[str, FormDefinition]]:
    for path in sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda path: path.name):
        yield path.name, read_definition(path, FormDefinition)


def _refuse_contradictions(name: str, form: FormDefinition, others: Mapping[str, FormDefinition]) -> None:
    """Raises DefinitionError for what cannot be meant."""
    for key, why in _contradictions(form, others):
        raise DefinitionError(
            say("定义文件 {name} 的 {key} 不对：{why}。", name=name, key=key, why=why),
            say("请改正所指的键后重试；可对照 xlperf forms 列出的同类定义。"),
        )


def _contradictions(form: FormDefinition, others: Mapping[str, FormDefinition]) -> Iterator[tuple[str, Message]]:
    for key in ("id", "name", "source", "date"):
        if not getattr(form, key).strip():
            yield key, say("是空的，须写明")
    if form.id in others:
        yield "id", say("另一个定义文件已用了 {id}", id=form.id)
    if not form.titles and not form.regions:
        yield "titles", say("标题和地区都没有写，无从识别这种表")
    for key, known in _known_names():
        unknown = [value for value in getattr(form, key) if value not in known]
        if unknown:
            yield key, say("没有“{value}”，可写的有：{known}", value=unknown[0], known="、".join(known))
    for block, words in form.words.items():
        yield from _wrong_words(block, words)


def _known_names() -> Iterator[tuple[str, tuple[str, ...]]]:
    vocabulary = load_vocabulary()
    yield "required_columns", tuple(vocabulary.indicator_columns)
    yield "required_funds", tuple(vocabulary.funds_columns)
    yield "required_blocks", _BLOCK_NAMES
    yield "blocks", tuple(vocabulary.level1)


def _wrong_words(block: str, words: Words) -> Iterator[tuple[str, Message]]:
    """Words of an unknown block or field, or one label for two fields."""
    if block not in BLOCKS:
        yield f"words.{block}", say("没有这个区块，可写的有：{known}", known="、".join(BLOCKS))
        return
    known, seen = tuple(getattr(load_vocabulary(), block)), dict[str, str]()
    for field, labels in words.items():
        if field not in known:
            yield f"words.{block}.{field}", say("没有这一列，可写的有：{known}", known="、".join(known))
        for label in map(fold, labels):
            if seen.setdefault(label, field) != field:
                why = say("“{label}”同时写在 {one} 和 {other} 下", label=label, one=seen[label], other=field)
                yield f"words.{block}", why
