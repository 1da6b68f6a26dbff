"""Reads what an office has set: a settings file, and single settings that come before it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from xlperf.definitions import make_definition, read_table
from xlperf.errors import DefinitionError
from xlperf.messages import Message, say
from xlperf.settings.faults import find_fault
from xlperf.settings.values import CheckSettings, Settings

_IN_A_FILE = say("请写成 [checks.F204] 一段，下面可写 off、severity、threshold、units；例子见 docs/settings.md。")
_SINGLY = say("请写成 F204.severity=info 的样子：检查代码、键（off、severity、threshold、units）、值。")


def read_settings(file: Path | None = None, changes: Sequence[str] = ()) -> Settings:
    """The settings of a file, and of `changes` such as ``F204.severity=info``, which come before it.

    Raises DefinitionError for a file that cannot be read, an unknown code or key, a value that cannot be.
    """
    checks: dict[str, CheckSettings] = {}
    for settings in _each_setting(file, changes):
        for code, check in settings.checks.items():
            checks[code] = _changed(checks.get(code, CheckSettings()), check)
    return Settings(checks, (*((file.name,) if file else ()), *(("--set",) if changes else ())))


def _each_setting(file: Path | None, changes: Sequence[str]) -> Iterator[Settings]:
    if file is not None:
        called = say("设置文件 {name}", name=file.name or file)
        yield _make_settings(read_table(file, called), called, _IN_A_FILE)
    for change in changes:
        called = say("选项 --set {text}", text=change)
        yield _make_settings(_read_change(change, called), called, _SINGLY)


def _read_change(text: str, called: Message) -> dict[str, Any]:
    """F204.severity=info as the table that a file would hold. Raises DefinitionError."""
    place, _, value = (part.strip() for part in text.partition("="))
    code, _, key = place.partition(".")
    if not (code and key and value):
        raise DefinitionError(say("{called} 不合格式。", called=called), _SINGLY)
    return {"checks": {code: {key: _read_value(value)}}}


def _read_value(text: str) -> object:
    """A value as TOML has it; a bare word is a text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _make_settings(table: dict[str, Any], called: Message, remedy: Message) -> Settings:
    settings = make_definition(table, Settings, called, remedy)
    fault = find_fault(settings)
    if fault is not None:
        problem = say("{called} 的 {key} {problem}。", called=called, key=fault.key, problem=fault.problem)
        raise DefinitionError(problem, fault.remedy)
    return settings


def _changed(check: CheckSettings, change: CheckSettings) -> CheckSettings:
    told: Mapping[str, Any] = {each.name: getattr(change, each.name) for each in fields(change)}
    return replace(check, **{key: value for key, value in told.items() if value is not None})
