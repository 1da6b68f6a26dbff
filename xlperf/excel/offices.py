"""Which spreadsheet programs a Windows machine has: Excel and WPS, their version, bitness and place."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PureWindowsPath

from xlperf.excel.machine import Machine

VERSIONS = ("16.0", "15.0", "14.0")
"""Excel 2016 and later, 2013, 2010: the names of their keys in the registry."""

_CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_WPS = (
    r"HKCU\Software\Kingsoft\Office\6.0\Common",
    r"HKLM\SOFTWARE\Kingsoft\Office\6.0\Common",
    r"HKLM\SOFTWARE\WOW6432Node\Kingsoft\Office\6.0\Common",
)
_MACHINES = {0x014C: 32, 0x8664: 64, 0xAA64: 64}
"""A program's kind in its PE header: i386, AMD64, ARM64. Source: PE format, machine types."""


@dataclass(frozen=True, slots=True)
class Office:
    """A spreadsheet program; `bits` is None where the file could not be read."""

    name: str
    version: str
    path: str
    bits: int | None


def find_excel(machine: Machine) -> Office | None:
    """Microsoft Excel, by its program file; a registration that leads to WPS is none."""
    for path in _excel_paths(machine):
        if PureWindowsPath(path).name.lower() == "excel.exe" and (bits := _bits(machine, path)):
            return Office("Microsoft Excel", _excel_version(machine, path), path, bits)
    return None


def _excel_paths(machine: Machine) -> Iterator[str]:
    for hive in ("HKLM", "HKCU"):
        yield _text(machine, rf"{hive}\{_APP_PATHS}", "").strip('"')
    if root := _text(machine, _CLICK_TO_RUN, "InstallationPath"):
        yield rf"{root}\root\Office16\EXCEL.EXE"
    for version in VERSIONS:
        for software in (r"HKLM\SOFTWARE", r"HKLM\SOFTWARE\WOW6432Node"):
            if root := _text(machine, rf"{software}\Microsoft\Office\{version}\Excel\InstallRoot", "Path"):
                yield root.rstrip("\\") + r"\EXCEL.EXE"


def _excel_version(machine: Machine, path: str) -> str:
    """The full version where Office keeps itself up to date, else the one that the folder's name tells."""
    if (full := _text(machine, _CLICK_TO_RUN, "VersionToReport")) and r"\root" + "\\" in path.lower():
        return full
    return next((version for version in VERSIONS if rf"office{version[:2]}" in path.lower()), "")


def find_wps(machine: Machine) -> Office | None:
    """WPS 表格, by what its installer noted; the version is a part of its folder's name."""
    for key in _WPS:
        root = _text(machine, key, "InstallRoot")
        path = rf"{root}\office6\et.exe"
        if root and (bits := _bits(machine, path)):
            return Office("WPS 表格", _text(machine, key, "Version") or PureWindowsPath(root).name, path, bits)
    return None


def server(machine: Machine, program: str) -> str:
    """The program file that answers a COM name such as Excel.Application; empty where none is registered."""
    identity = _text(machine, rf"HKCR\{program}\CLSID", "")
    for classes in (r"HKCR\CLSID", r"HKCR\WOW6432Node\CLSID"):
        if identity and (command := _text(machine, rf"{classes}\{identity}\LocalServer32", "")):
            return command
    return ""


def _text(machine: Machine, key: str, name: str) -> str:
    value = (machine.key(key) or {}).get(name.lower())
    return value if isinstance(value, str) else ""


def _bits(machine: Machine, path: str) -> int | None:
    """32 or 64 by the PE header of a program file; None where there is none."""
    head = machine.read(path, 4096) or b""
    if head[:2] != b"MZ" or len(head) < 64:
        return None
    at = struct.unpack_from("<I", head, 60)[0]
    if head[at : at + 4] != b"PE\0\0" or len(head) < at + 6:
        return None
    return _MACHINES.get(struct.unpack_from("<H", head, at + 4)[0])
