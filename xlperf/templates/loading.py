"""The layouts that are there, by their form's id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

from xlperf.definitions import read_definition
from xlperf.errors import UsageError
from xlperf.messages import say
from xlperf.templates.layout import Layout
from xlperf.templates.statement_layout import StatementLayout

L = TypeVar("L", Layout, StatementLayout)


@cache
def load_layouts() -> Mapping[str, Layout]:
    """The layout of every form on what was reached, by its id, in the order of the ids. Raises DefinitionError."""
    return {layout.id: layout for layout in _read("", Layout)}


@cache
def load_statements() -> Mapping[str, StatementLayout]:
    """The layout of every statement of targets, likewise. Raises DefinitionError."""
    return {layout.id: layout for layout in _read("statements", StatementLayout)}


def _read(below: str, kind: type[L]) -> list[L]:
    folder = files("xlperf").joinpath("recognition", "forms", "layouts", below)
    found = [read_definition(path, kind) for path in folder.iterdir() if path.name.endswith(".toml")]
    return sorted(found, key=lambda layout: layout.id)


def load_layout(form_id: str) -> Layout | StatementLayout:
    """The layout of that form. Raises UsageError, naming the known ones, where there is none."""
    known: Mapping[str, Layout | StatementLayout] = {**load_layouts(), **load_statements()}
    if form_id not in known:
        raise UsageError(
            say("没有表单 {id} 的空白表。", id=form_id), say("可用的有：{ids}。", ids="、".join(sorted(known)))
        )
    return known[form_id]
