"""One document into workbooks of its forms, a workbook for each, or into another format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from xlperf.cells import Cell, Sheet
from xlperf.converting.as_json import render_json
from xlperf.converting.books import render_forms
from xlperf.converting.forms import Converted
from xlperf.converting.opening import open_forms
from xlperf.disk import is_folder, is_there, safe_name
from xlperf.errors import UnreadableError, UsageError
from xlperf.extras import own_pip
from xlperf.messages import say
from xlperf.recognition import load_library
from xlperf.targets.file import make_folder, write_file

Render = Callable[[Sequence[Sheet], str], bytes]

EXPORTS: Mapping[str, tuple[str, str]] = {
    ".html": ("web", "render_web"),
    ".htm": ("web", "render_web"),
    ".csv": ("plain", "render_csv"),
    ".md": ("plain", "render_markdown"),
    ".docx": ("word", "render_word"),
}
"""Suffix → module and function that draws forms so; JSON and workbooks are made apart."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: the forms in it, by id, and the cells that found no place; a page leaves none out."""

    path: Path
    forms: tuple[str, ...]
    left: tuple[Cell, ...]


def convert(source: Path, target: Path, *, forms: tuple[str, ...] = (), force: bool = False) -> tuple[Written, ...]:
    """Converts a document. `target` is a file, by whose suffix the format is chosen, or a folder for workbooks.

    A file holds all forms of the document. Raises UsageError (unknown suffix, a file in the way without `force`),
    UnreadableError, UnwritableError. Every file appears whole or not at all.
    """
    suffix = target.suffix.lower()
    if is_folder(target) or not suffix:
        return _write_each(source, target, open_forms(source, load_library(forms)), force)
    if suffix not in (".xlsx", ".json", *EXPORTS):
        known = " ".join((".xlsx", ".json", *EXPORTS))
        raise UsageError(
            say("不能转换成 {suffix}。", suffix=suffix),
            say("能转成的有 {known}；写一个文件夹时每张表各成一个工作簿。", known=known),
        )
    found = open_forms(source, load_library(forms))
    write_file(source, target, _render(found, source.name, suffix), force=force)
    return (_written(target, found, carried_whole=suffix in EXPORTS),)


def _render(found: Sequence[Converted], name: str, suffix: str) -> bytes:
    if suffix == ".xlsx":
        return render_forms(found, name)
    if suffix == ".json":
        return render_json(found, name)
    module, function = EXPORTS[suffix]
    try:
        render: Render = getattr(import_module(f"xlperf.converting.{module}"), function)
        return render([form.sheet for form in found], name)
    except ImportError as error:
        raise UnreadableError(
            say("写 {suffix} 需要的组件没有安装。", suffix=suffix),
            say('请运行 {pip} install "xlperf[convert]"，再试一次。', pip=own_pip()),
        ) from error


def _write_each(source: Path, folder: Path, found: Sequence[Converted], force: bool) -> tuple[Written, ...]:
    """A workbook for each form, numbered where there are several; none is written where one is in the way."""
    targets = [folder / name for name in _names(source, found)]
    taken = next((target for target in targets if is_there(target)), None)
    if taken is not None and not force:
        raise UsageError(say("{target} 已经存在。", target=taken), say("请另写一个文件夹，或加 --force 覆盖。"))
    make_folder(folder)
    for target, form in zip(targets, found, strict=True):
        write_file(source, target, render_forms((form,), source.name), force=force)
    return tuple(_written(target, (form,)) for target, form in zip(targets, found, strict=True))


def _names(source: Path, found: Sequence[Converted]) -> list[str]:
    names = [safe_name(form.name) or source.stem for form in found]
    if len(names) == 1:
        return [f"{names[0]}.xlsx"]
    return [f"{number:02}-{name}.xlsx" for number, name in enumerate(names, 1)]


def _written(target: Path, found: Sequence[Converted], *, carried_whole: bool = False) -> Written:
    left = () if carried_whole else tuple(cell for form in found for cell in form.left)
    return Written(target, tuple(form.content.definition for form in found), left)
