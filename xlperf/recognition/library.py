"""The forms that are known: the built-in ones, and those of folders that a user names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

from xlperf.definitions import read_definition
from xlperf.errors import DefinitionError, UsageError
from xlperf.messages import say
from xlperf.recognition.definitions import FormDefinition, Kind
from xlperf.recognition.faults import Fault, find_clashes, find_faults, find_replacement_faults
from xlperf.recognition.lexicon import Lexicon

GENERAL = {kind: kind for kind in get_args(Kind)}
"""Kind → the form of no known region."""


@dataclass(frozen=True, slots=True)
class Library:
    """Form definitions by id, the user's own first, and the words of all of them."""

    forms: Mapping[str, FormDefinition]
    lexicon: Lexicon
    own: Mapping[str, Path] = field(default_factory=dict)
    """The user's definitions: id → file."""

    def form(self, form_id: str) -> FormDefinition:
        """The definition of that id. Raises UsageError where there is none."""
        if form_id not in self.forms:
            raise UsageError(
                say("没有名为 {id} 的表单。", id=form_id), say("可用的有：{ids}。", ids="、".join(sorted(self.forms)))
            )
        return self.forms[form_id]


def load_library(folders: tuple[str, ...] = ()) -> Library:
    """The built-in forms with those of the folders' .toml files; one with a built-in id takes that form's place.

    A folder may be a file; a rule pack that a definition names by its file, seen from the definition's, lies beside it.
    Raises UsageError where there is nothing to read, DefinitionError for a faulty file.
    """
    paths = dict.fromkeys(path for folder in folders for path in _toml_files(Path(folder)))
    return _load(tuple((path, stat.st_mtime_ns, stat.st_size) for path in paths for stat in [path.stat()]))


@lru_cache(maxsize=8)
def _load(stamps: tuple[tuple[Path, int, int], ...]) -> Library:
    """The library with the definitions among some files, which stand there with that time and size."""
    built_in = {form.id: form for form in _built_in()}
    own: dict[Path, FormDefinition] = {}
    for path, _, _ in stamps:
        if not _is_pack(path):
            own[path] = _read_own(path, tuple(own.values()), built_in)
    if stamps and not own:
        raise _nothing_to_read(stamps[0][0])
    named = {form.id: form for form in own.values()}
    rest = {key: form for key, form in built_in.items() if key not in named}
    files_of = {form.id: path for path, form in own.items()}
    return Library(named | rest, Lexicon((*rest.values(), *named.values())), files_of)


def _read_own(path: Path, others: Iterable[FormDefinition], built_in: Mapping[str, FormDefinition]) -> FormDefinition:
    """A user's definition, its rule pack's file seen from here. Raises DefinitionError."""
    form = read_definition(path, FormDefinition)
    _refuse(path, find_faults(form))
    for other in others:
        _refuse(path, find_clashes(form, other))
    if form.id in built_in:
        _refuse(path, find_replacement_faults(form, built_in[form.id]))
    return replace(form, rules=str(path.parent / form.rules)) if form.rules.endswith(".toml") else form


@cache
def _built_in() -> tuple[FormDefinition, ...]:
    folder = files("xlperf.recognition").joinpath("forms")
    paths = (path for path in folder.iterdir() if path.name.endswith(".toml"))
    return tuple(read_definition(path, FormDefinition) for path in sorted(paths, key=lambda path: path.name))


def _toml_files(folder: Path) -> list[Path]:
    """The .toml files of a folder; the folder itself where it is a file."""
    found = [folder] if folder.is_file() else sorted(folder.glob("*.toml"))
    if not found:
        raise _nothing_to_read(folder)
    return found


def _nothing_to_read(path: Path) -> UsageError:
    return UsageError(
        say("{path} 不存在，或其中没有表单定义（.toml）。", path=path),
        say("请用 --forms 指出放表单定义的文件夹；定义可用 xlperf forms learn 生成。"),
    )


def _is_pack(path: Path) -> bool:
    """A rule pack, by what no form definition has; what cannot be read is told when it is read as a definition."""
    try:
        return "points" in tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return False


def _refuse(path: Path, faults: Iterable[Fault]) -> None:
    """Raises DefinitionError for the first fault."""
    for fault in faults:
        problem = say("表单定义 {name} 的 {key} {problem}。", name=path.name, key=fault.key, problem=fault.problem)
        raise DefinitionError(problem, fault.remedy)
