"""The layouts that are there, by their form's id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

from xlperf.definitions import read_definition
from xlperf.errors import UsageError
from xlperf.messages import say
from xlperf.templates.department_layouts import CompletionLayout, RubricLayout
from xlperf.templates.layout import Layout
from xlperf.templates.statement_layout import StatementLayout

AnyLayout = Layout | StatementLayout | RubricLayout | CompletionLayout
L = TypeVar("L", Layout, StatementLayout, RubricLayout, CompletionLayout)


@cache
def load_layouts() -> Mapping[str, Layout]:
    """The layout of every form on what was reached, by its id, in the order of the ids. Raises DefinitionError."""
    return {layout.id: layout for layout in _read("", Layout)}


@cache
def load_statements() -> Mapping[str, StatementLayout]:
    """The layout of every statement of targets, likewise. Raises DefinitionError."""
    return {layout.id: layout for layout in _read("statements", StatementLayout)}


@cache
def load_rubrics() -> Mapping[str, RubricLayout]:
    """The layout of every rubric, likewise. Raises DefinitionError."""
    return {layout.id: layout for layout in _read("rubrics", RubricLayout)}


@cache
def load_completions() -> Mapping[str, CompletionLayout]:
    """The layout of every completion form, likewise. Raises DefinitionError."""
    return {layout.id: layout for layout in _read("completions", CompletionLayout)}


@cache
def load_all() -> Mapping[str, AnyLayout]:
    """Every layout by its form's id. Raises DefinitionError."""
    return {**load_layouts(), **load_statements(), **load_rubrics(), **load_completions()}


def _read(below: str, kind: type[L]) -> list[L]:
    folder = files("xlperf").joinpath("recognition", "forms", "layouts", below)
    found = [read_definition(path, kind) for path in folder.iterdir() if path.name.endswith(".toml")]
    return sorted(found, key=lambda layout: layout.id)


def load_layout(form_id: str) -> AnyLayout:
    """The layout of that form. Raises UsageError, naming the known ones, where there is none."""
    known = load_all()
    if form_id not in known:
        raise UsageError(
            say("没有表单 {id} 的空白表。", id=form_id), say("可用的有：{ids}。", ids="、".join(sorted(known)))
        )
    return known[form_id]
