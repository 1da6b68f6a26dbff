"""Installs the add-in for one user and takes it out again: all of it or nothing, and what stood there comes back."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from xlperf import __version__
from xlperf.disk import explain
from xlperf.errors import UnwritableError, UsageError
from xlperf.excel.machine import Machine
from xlperf.excel.offices import find_excel
from xlperf.excel.places import NAME, installation_file, render_settings, settings_file, start_folder
from xlperf.extras import own_pip
from xlperf.messages import say

_SCHEMA = "xlperf.installed/1"


@dataclass(frozen=True, slots=True)
class Placed:
    """A file that was put somewhere: the digest of what was written, and what stood there before."""

    path: str
    digest: str
    before: bytes | None


@dataclass(frozen=True, slots=True)
class Installation:
    """What an installation did, so that it can be undone."""

    version: str
    files: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of the files: taken out or put back, and left because somebody has changed them since."""

    undone: tuple[str, ...]
    left: tuple[str, ...]


def install(machine: Machine, addin: bytes) -> Installation:
    """Puts the add-in where Excel finds it, and notes what stood there.

    Raises UsageError (no Windows, no Excel, no xlwings), UnwritableError (nothing is changed then).
    """
    _refuse(machine)
    wanted = {rf"{start_folder(machine)}\{NAME}": addin, settings_file(machine): render_settings(machine)}
    earlier = {each.path: each.before for each in (read_installation(machine) or Installation("", ())).files}
    files = (
        Placed(path, digest(content), earlier[path] if path in earlier else machine.read(path))
        for path, content in wanted.items()
    )
    installation = Installation(__version__, tuple(files))
    _change(machine, {installation_file(machine): _render(installation), **wanted})
    return installation


def uninstall(machine: Machine) -> Removal:
    """Takes out what was installed and puts back what stood there. Raises UsageError, UnwritableError."""
    installation = read_installation(machine)
    if installation is None:
        raise UsageError(say("没有装过加载项，或不是由本命令装的。"), say("查看：xlperf excel status。"))
    left = tuple(each.path for each in installation.files if not _is_ours(machine, each))
    undone = {each.path: each.before for each in installation.files if each.path not in left}
    _change(machine, {**undone, installation_file(machine): None})
    return Removal(tuple(undone), left)


def read_installation(machine: Machine) -> Installation | None:
    """What was noted at the installation; None where there is nothing, or nothing that can be read."""
    with suppress(ValueError, KeyError, TypeError):
        table = json.loads(machine.read(installation_file(machine)) or b"")
        files = (Placed(each["path"], each["sha256"], _bytes(each["before"])) for each in table["files"])
        return Installation(table["version"], tuple(files))
    return None


def digest(content: bytes) -> str:
    """The SHA-256 of a file's content, in hex."""
    return sha256(content).hexdigest()


def _refuse(machine: Machine) -> None:
    if machine.system != "Windows":
        raise UsageError(
            say("加载项只能装进 Windows 上的 Excel，本机是 {system}。", system=machine.system),
            say("文件方式在本机一样能用：xlperf fill 表.xlsx，或 xlperf batch 文件夹 -o 结果。"),
        )
    if find_excel(machine) is None:
        raise UsageError(
            say("没有找到 Microsoft Excel。"),
            say("WPS 里请用 xlperf excel attach，或文件方式 xlperf fill 表.xlsx；详情：xlperf excel doctor。"),
        )
    if not machine.has_package("xlwings"):
        raise UsageError(
            say("没有安装 xlwings，加载项要靠它。"),
            say('请运行 {pip} install "xlperf[excel]"，再试一次。', pip=own_pip()),
        )


def _change(machine: Machine, wanted: Mapping[str, bytes | None]) -> None:
    """Writes files, or removes those whose content is None; what was done is undone where one of them fails."""
    before = {path: machine.read(path) for path in wanted}
    done: list[str] = []
    try:
        for path, content in wanted.items():
            done.append(path)
            _put(machine, path, content)
    except OSError as error:
        for each in reversed(done):
            with suppress(OSError):
                _put(machine, each, before[each])
        raise UnwritableError(
            say("{path} 写不进去：{why}。", path=path, why=explain(error)),
            say("请先关闭 Excel 再试；什么都没有改动。"),
        ) from error


def _put(machine: Machine, path: str, content: bytes | None) -> None:
    if content is None:
        machine.remove(path)
    else:
        machine.write(path, content)


def _is_ours(machine: Machine, placed: Placed) -> bool:
    content = machine.read(placed.path)
    return content is None or digest(content) == placed.digest


def _render(installation: Installation) -> bytes:
    files = [
        {
            "path": each.path,
            "sha256": each.digest,
            "before": None if each.before is None else b64encode(each.before).decode(),
        }
        for each in installation.files
    ]
    return json.dumps({"schema": _SCHEMA, "version": installation.version, "files": files}, ensure_ascii=False).encode()


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else b64decode(text)
