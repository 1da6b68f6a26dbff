"""Scenes on imagined Windows machines: installing where it cannot be done, and what is found out about the add-in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.imagined import CHINESE, HOME, PYTHON, WPS, ImaginedMachine, with_excel
from tests.support.message_telling import refusing
from xlperf.excel.examination import examine
from xlperf.excel.installing import install
from xlperf.excel.obstacles import OBSTACLES
from xlperf.excel.places import ADDIN

START = HOME + r"\AppData\Roaming\Microsoft\Excel\XLSTART\xlperf.xlam"
COPY = HOME + r"\AppData\Roaming\Microsoft\AddIns\xlperf.xlam"
CONF = HOME + r"\.xlperf\xlperf.conf"
OFFICE = r"HKCU\Software\Microsoft\Office\16.0\Excel"
IDENTITY = "{00024500-0000-0000-C000-000000000046}"

FILES: tuple[Mapping[str, bytes | None], ...] = (
    {START: None},
    {START: b"another version"},
    {CONF: None},
    {PYTHON: None},
    {COPY: b"old", f"{START}:Zone.Identifier": b"[ZoneTransfer]\r\nZoneId=3\r\n"},
)
"""Files of an installation that are gone (None), others, or there beside it."""

REGISTRIES: tuple[Mapping[str, Mapping[str, str | int | bytes]], ...] = (
    {rf"{OFFICE}\Resiliency\DisabledItems": {"A1": b"\1\0\0\0" + START.encode("utf-16-le")}},
    {rf"{OFFICE}\Options": {"OPEN": r'/R "C:\共享\xlperf.xlam"'}},
    {
        r"HKCR\Excel.Application\CLSID": {"": IDENTITY},
        rf"HKCR\CLSID\{IDENTITY}\LocalServer32": {"": WPS + r"\office6\et.exe /automation"},
    },
    {r"HKLM\SYSTEM\CurrentControlSet\Control\Nls\CodePage": {"ACP": "1252", "OEMCP": "437"}},
    *({each.key.format(software=r"HKCU\Software", version="16.0"): {each.name: 1}} for each in OBSTACLES),
)
"""Settings of Windows and Office that are in the way."""


def install_where_it_cannot_be(_: Path) -> None:
    """No Excel, no xlwings, a path that the code page cannot spell, a file that Excel holds."""
    for machine in (
        ImaginedMachine(CHINESE),
        with_excel(packages=frozenset()),
        with_excel(python="D:\\软件\U00020000\\python.exe"),
        with_excel(locked=frozenset({START})),
    ):
        with refusing():
            install(machine, b"addin")


def examine_machines(_: Path) -> None:
    """An add-in that is not there, or not whole, or kept from being loaded."""
    _show(with_excel())
    bare = _installed()
    bare.packages = frozenset()
    _show(bare)
    for changes in FILES:
        machine = _installed()
        files = machine.files | changes
        machine.files = {path: content for path, content in files.items() if content is not None}
        _show(machine)
    for registry in REGISTRIES:
        machine = _installed()
        machine.registry = {**machine.registry, **registry}
        _show(machine)


def _installed() -> ImaginedMachine:
    machine = with_excel()
    install(machine, ADDIN.read_bytes())
    return machine


def _show(machine: ImaginedMachine) -> None:
    """What is in the way, each with what to do about it."""
    for section in examine(machine):
        for each in section.observations:
            if each.remedy is not None:
                print(each.what, each.remedy)


ACTS: tuple[Callable[[Path], None], ...] = (install_where_it_cannot_be, examine_machines)
