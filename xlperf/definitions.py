"""Definition files (forms, rule packs, vocabulary): TOML into frozen dataclasses, where an unknown key is an error."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from xlperf.errors import DefinitionError
from xlperf.messages import say

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


@cache
def _converter() -> Converter:
    from decimal import Decimal

    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(str(value)))
    return converter


def read_definition(source: Path | Traversable, kind: type[T]) -> T:
    """A definition file as `kind`. Raises DefinitionError, which names file, key and remedy."""
    from cattrs import transform_error

    try:
        table = tomllib.loads(source.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DefinitionError(
            say("定义文件 {name} 读不出来：{why}。", name=source.name, why=error),
            say("请检查文件是否存在、是否为 UTF-8 编码的 TOML。"),
        ) from error
    try:
        return _converter().structure(table, kind)
    except Exception as error:  # cattrs raises groups of whatever the values raised
        why = "；".join(transform_error(error))
        raise DefinitionError(
            say("定义文件 {name} 不合格式：{why}。", name=source.name, why=why),
            say("请对照 xlperf 自带的同类文件改正所指的键。"),
        ) from error
