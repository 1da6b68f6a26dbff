"""Whether the add-in is in its place, of this version, can find its program, and what keeps Excel from it."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf import __version__
from xlperf.excel.installing import digest, read_installation
from xlperf.excel.machine import Machine
from xlperf.excel.observations import BAD, GOOD, NOTE, Observation, shown
from xlperf.excel.obstacles import find_obstacles, is_disabled_after_crash, zone
from xlperf.excel.offices import VERSIONS
from xlperf.excel.places import ADDIN, NAME, addin_folder, read_program, start_folder
from xlperf.extras import own_pip
from xlperf.messages import say

_AGAIN = say("请关闭 Excel，重新运行 xlperf excel install。")
_INTERNET = 3
"""Zones from here on are not trusted. Source: Windows, URLZONE."""


def observe_addin(machine: Machine) -> Iterator[Observation]:
    """The add-in in its place, and copies of it that stand elsewhere."""
    installation = read_installation(machine)
    if installation is None:
        yield Observation(NOTE, say("没有装加载项。"), say("安装：xlperf excel install。"))
    else:
        path = rf"{start_folder(machine)}\{NAME}"
        yield _observe_file(machine, path, installation.version)
        yield from _hindrances(machine, path)
    yield from _observe_copies(machine)


def _observe_file(machine: Machine, path: str, version: str) -> Observation:
    content = machine.read(path)
    if content is None:
        return Observation(
            BAD, say("装过加载项，但 {path} 不见了，可能被杀毒软件删除。", path=shown(machine, path)), _AGAIN
        )
    if digest(content) != digest(ADDIN.read_bytes()):
        what = say("加载项是 {version} 版的，与本程序 {own} 的不是同一份。", version=version, own=__version__)
        return Observation(BAD, what, _AGAIN)
    return Observation(GOOD, say("加载项 {version} 装在 {path}。", version=version, path=shown(machine, path)))


def _hindrances(machine: Machine, path: str) -> Iterator[Observation]:
    """What is wrong with an add-in that is installed, and what to do."""
    if (zone(machine, path) or 0) >= _INTERNET:
        yield Observation(
            BAD,
            say("加载项带着“来自互联网”的标记，Excel 会拦下它。"),
            say("右键该文件→属性→勾选“解除锁定”，或重新运行 xlperf excel install。"),
        )
    if is_disabled_after_crash(machine, NAME):
        yield Observation(
            BAD,
            say("Excel 出过错，把加载项列入了“禁用项目”。"),
            say("文件→选项→加载项→管理“禁用项目”→转到→启用。"),
        )
    program = read_program(machine)
    if program is None:
        yield Observation(BAD, say("加载项的设置文件不见了，或没有写程序在哪里。"), _AGAIN)
    elif machine.read(program, 1) is None:
        yield Observation(BAD, say("加载项要启动的程序 {path} 不在了。", path=shown(machine, program)), _AGAIN)
    if not machine.has_package("xlwings"):
        what = say("没有安装 xlwings，加载项要靠它。")
        yield Observation(BAD, what, say('请运行 {pip} install "xlperf[excel]"，再试一次。', pip=own_pip()))


def _observe_copies(machine: Machine) -> Iterator[Observation]:
    """Copies that Excel's own dialogue has put elsewhere: two tabs would show, or an old one."""
    remedy = say("文件→选项→加载项→转到，取消勾选它，再删除那一份。")
    folder = addin_folder(machine)
    if NAME in map(str.lower, machine.names(folder)):
        what = say("{folder} 里另有一份 {name}。", folder=shown(machine, folder), name=NAME)
        yield Observation(BAD, what, remedy)
    for version in VERSIONS:
        options = machine.key(rf"HKCU\Software\Microsoft\Office\{version}\Excel\Options") or {}
        opened = (str(value) for name, value in options.items() if name.startswith("open"))
        yield from (
            Observation(BAD, say("Excel 另外登记了 {what}。", what=each), remedy)
            for each in opened
            if NAME in each.lower()
        )


def observe_obstacles(machine: Machine) -> Iterator[Observation]:
    """What the Trust Center and policies forbid."""
    found = list(find_obstacles(machine))
    for each in found:
        what = say("{what}（{by}：{place}）。", what=each.obstacle.what, by=each.by, place=each.place)
        yield Observation(BAD, what, each.obstacle.remedy)
    if not found:
        yield Observation(GOOD, say("注册表里没有发现禁用加载项或宏的设置。"))
