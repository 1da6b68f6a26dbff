"""Definition files (forms, rule packs, settings …): TOML into frozen dataclasses, where an unknown key is an error."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache, reduce
from importlib.resources.abc import Traversable
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin

from xlperf.disk import explain
from xlperf.errors import DefinitionError
from xlperf.messages import Message, say

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")

_KINDS: Mapping[object, Message] = {str: say("文字"), int: say("整数"), bool: say("true 或 false"), Decimal: say("数")}

_KEY = re.compile(r"\['([^']*)'\]")
"""How cattrs writes a key of a table that is none of a dataclass."""

_PLACE = re.compile(r"at line (\d+), column (\d+)")
"""How tomllib says where; it says so, or that the fault is at the end."""

SET_BY_RUN = {"set_by_run": True}
"""Metadata of a field that is no key of a file: the run itself sets it."""


@cache
def _converter() -> Converter:
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _of_kind)
    converter.register_structure_hook(Decimal, lambda value, _: _decimal(value))
    converter.register_structure_hook_func(_is_tuple, lambda value, kind: _structure_tuple(value, kind, converter))
    converter.register_structure_hook_factory(is_dataclass, lambda kind: _structure(kind, converter))
    return converter


def _of_kind(value: Any, kind: Any) -> Any:
    """The value as it stands: 2.5 is no integer, 5 no text."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(value)
    return value


def _decimal(value: Any) -> Decimal:
    """A number; TOML's nan and inf are none."""
    number = Decimal(str(_of_kind(value, int | float)))
    if not number.is_finite():
        raise TypeError(value)
    return number


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _structure_tuple(value: Any, kind: Any, converter: Converter) -> tuple[Any, ...]:
    """A list of values; a text, which would be taken for its signs, is none."""
    listed: Any = list[get_args(kind)[0]]  # type: ignore[misc]
    return tuple(converter.structure(_of_kind(value, list), listed))


def _structure(kind: type, converter: Converter) -> Callable[[Any, Any], Any]:
    from cattrs.gen import make_dict_structure_fn, override

    ours = {field.name: override(omit=True) for field in fields(kind) if field.metadata == SET_BY_RUN}
    make: Callable[[Any, Any], Any] = make_dict_structure_fn(
        kind,
        converter,
        _cattrs_forbid_extra_keys=True,
        **ours,  # type: ignore[arg-type]
    )
    return lambda value, wanted: make(_of_kind(value, dict), wanted)


def read_definition(source: Path | Traversable, kind: type[T]) -> T:
    """A definition file as `kind`. Raises DefinitionError, which names file, key and remedy."""
    called = say("定义文件 {name}", name=source.name)
    return make_definition(read_table(source, called), kind, called, say("请对照 xlperf 自带的同类文件改正所指的键。"))


def read_table(source: Path | Traversable, called: Message) -> dict[str, Any]:
    """A TOML file as it stands; `called` is how a message names it. Raises DefinitionError."""
    try:
        return tomllib.loads(source.read_text("utf-8-sig"))  # some editors put a mark before the first sign
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise DefinitionError(
            say("{called} 读不出来：{why}。", called=called, why=_unread(error)),
            say("请检查文件是否存在、是否为 UTF-8 编码的 TOML。"),
        ) from error


def _unread(error: Exception) -> Message:
    """Why a file could not be read: the system's reason, or where it is no TOML."""
    if isinstance(error, OSError):
        return explain(error)
    if isinstance(error, UnicodeDecodeError):
        return say("不是 UTF-8 编码")
    if isinstance(error, RecursionError):
        return say("括号套得太多")
    place = _PLACE.search(str(error))
    if place is None:
        return say("到末尾还没有写完")
    return say("第 {line} 行第 {column} 个字处写法不对", line=place[1], column=place[2])


def make_definition(table: dict[str, Any], kind: type[T], called: Message, remedy: Message) -> T:
    """A table as `kind`; `remedy` is what to do where it is none. Raises DefinitionError, which names the keys."""
    try:
        return _converter().structure(table, kind)
    except Exception as error:  # cattrs raises groups of whatever the values raised
        raise DefinitionError(say("{called} 不合格式：{why}。", called=called, why=_explain(error)), remedy) from error


def _explain(error: Exception) -> Message:
    """What is wrong with which keys."""
    from cattrs import transform_error

    told: list[Message] = []

    def keep(fault: BaseException, wanted: Any) -> str:
        told.append(_tell(fault, wanted))
        return ""

    places = [_KEY.sub(r".\1", text.removeprefix(" @ $")) for text in transform_error(error, format_exception=keep)]
    places = [place.removeprefix(".") for place in places]
    parts = [say("{key} {what}", key=key, what=what) if key else what for key, what in zip(places, told, strict=True)]
    return reduce(lambda one, other: say("{one}；{other}", one=one, other=other), parts)


def _tell(fault: BaseException, wanted: Any) -> Message:
    from cattrs import ForbiddenExtraKeysError

    if isinstance(fault, KeyError):
        return say("没有写")
    if isinstance(fault, ForbiddenExtraKeysError):
        return say("有不认识的键 {keys}", keys="、".join(sorted(fault.extra_fields)))
    if get_origin(wanted) in (Union, UnionType):
        return _tell(fault, get_args(wanted)[0])
    if get_origin(wanted) is Literal:
        return say("只能是 {values}", values="、".join(get_args(wanted)))
    if get_origin(wanted) is tuple:
        return say("应为一列值，写在方括号里")
    if is_dataclass(wanted):
        return say("应为一组键，不是一个值")
    return say("应为{kind}", kind=_KINDS[wanted]) if wanted in _KINDS else say("的值不合格式")
