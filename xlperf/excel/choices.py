"""What the clerk chose under 设置: a rule pack and how checks count, in two files of the clerk's own folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from xlperf.checks import find_check
from xlperf.definitions import read_definition
from xlperf.disk import explain
from xlperf.errors import UnwritableError, UsageError
from xlperf.evaluation import Options
from xlperf.excel.machine import ThisMachine
from xlperf.messages import say
from xlperf.rules import load
from xlperf.settings import CheckSettings, Settings, read_settings, settable_keys

FOLDER = ".xlperf"
"""In the clerk's home folder; the add-in's own file lies there too."""

_OFF, _AS_EVER = "关闭", "照常"
_SEVERITIES: Mapping[str, Literal["error", "warning", "info"]] = {"错误": "error", "提醒": "warning", "提示": "info"}
_WORDS = "|".join((_OFF, _AS_EVER, *_SEVERITIES))
_WISH = re.compile(rf"([A-Za-z]\d{{3}})\s*[=＝:：为]?\s*({_WORDS})")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rule pack that was chosen: an id or a file; None is by the form."""

    rules: str | None = None


class Choices:
    """The files in which choices lie. The one for the checks is a settings file like any other (docs/settings.md)."""

    def __init__(self, folder: Path) -> None:
        self.rules_file, self.settings_file = folder / "excel.toml", folder / "settings.toml"

    def options(self) -> Options:
        """What was chosen. Raises DefinitionError for a faulty file, UsageError for a pack that is no more."""
        rules = self.rules()
        if rules is not None:
            load(rules)
        return Options(rules, settings=self.settings())

    def rules(self) -> str | None:
        """The pack that was chosen, None where it goes by the form. Raises DefinitionError."""
        return read_definition(self.rules_file, Chosen).rules if self.rules_file.is_file() else None

    def settings(self) -> Settings:
        """How checks count. Raises DefinitionError."""
        return read_settings(self.settings_file if self.settings_file.is_file() else None)

    def choose_rules(self, pack: str | None) -> None:
        """Keeps a pack. Raises UsageError or DefinitionError where there is none such, UnwritableError."""
        if pack is not None:
            load(pack)
        _write(self.rules_file, f"rules = {json.dumps(pack, ensure_ascii=False)}\n" if pack is not None else "")

    def change(self, wishes: str) -> None:
        """Keeps wishes such as ``F204 提示，D404 关闭，Q505 照常``.

        Raises UsageError for what is no wish, DefinitionError for a faulty file, UnwritableError.
        """
        checks = dict(self.settings().checks)
        for code, word in _read_wishes(wishes):
            checks[code] = _changed(checks.get(code, CheckSettings()), code, word)
        _write(self.settings_file, "\n".join(_sections(Settings(checks))))


def _read_wishes(wishes: str) -> list[tuple[str, str]]:
    """Codes and words. Raises UsageError where something else stands among them."""
    told = [(code.upper(), word) for code, word in _WISH.findall(wishes)]
    if not told or _WISH.sub("", wishes).strip(" ,，;；、。\t"):
        raise UsageError(
            say("看不懂“{wishes}”。", wishes=wishes), say("请写成 F204 提示，D404 关闭 的样子；恢复写 F204 照常。")
        )
    return told


def _changed(check: CheckSettings, code: str, word: str) -> CheckSettings:
    """Thresholds stay as they are. Raises UsageError for a code that is none, or a check that stays on."""
    if find_check(code) is None:
        raise UsageError(say("没有检查 {code}。", code=code), say("检查代码见“汇总表”，如 F204。"))
    if word == _OFF and "off" not in settable_keys(code):
        raise UsageError(say("{code} 不能关闭：它说的是表没有读全。", code=code), say("可以改它的级别，如 T103 提示。"))
    if word == _OFF:
        return replace(check, off=True, severity=None)
    return replace(check, off=None, severity=_SEVERITIES.get(word))


def _sections(settings: Settings) -> Iterator[str]:
    """The settings as a file."""
    yield "# 由“设置”按钮写入，也可手工改；写法见 docs/settings.md。\n"
    for code, check in sorted(settings.checks.items()):
        lines = list(_lines(check))
        if lines:
            yield f"[checks.{code}]\n" + "\n".join(lines) + "\n"


def _lines(check: CheckSettings) -> Iterable[str]:
    if check.off is not None:
        yield f"off = {str(check.off).lower()}"
    if check.severity is not None:
        yield f'severity = "{check.severity}"'
    for key, number in (("threshold", check.threshold), ("units", check.units)):
        if number is not None:
            yield f"{key} = {number:f}"


def _write(path: Path, text: str) -> None:
    try:
        ThisMachine().write(str(path), text.encode())
    except OSError as error:
        problem = say("{path} 写不进去：{why}。", path=path, why=explain(error))
        raise UnwritableError(problem, say("请确认文件夹可写、磁盘未满后重试。")) from error
