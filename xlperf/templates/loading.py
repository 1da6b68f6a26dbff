"""The layouts that are there, by their form's id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from xlperf.definitions import read_definition
from xlperf.errors import UsageError
from xlperf.messages import say
from xlperf.templates.layout import Layout


@cache
def load_layouts() -> Mapping[str, Layout]:
    """Every layout by its form's id, in the order of the ids. Raises DefinitionError."""
    folder = files("xlperf").joinpath("recognition", "forms", "layouts")
    layouts = [read_definition(path, Layout) for path in folder.iterdir() if path.name.endswith(".toml")]
    return {layout.id: layout for layout in sorted(layouts, key=lambda layout: layout.id)}


def load_layout(form_id: str) -> Layout:
    """The layout of that form. Raises UsageError, naming the known ones, where there is none."""
    if form_id not in load_layouts():
        raise UsageError(
            say("没有表单 {id} 的空白表。", id=form_id), say("可用的有：{ids}。", ids="、".join(load_layouts()))
        )
    return load_layouts()[form_id]
