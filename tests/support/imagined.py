"""An imagined Windows machine: registry, files and environment as plain values, so that installing runs anywhere."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from ntpath import basename, dirname

HOME = r"C:\Users\张三"
EXCEL = r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE"
WPS = r"C:\Users\张三\AppData\Local\Kingsoft\WPS Office\12.1.0.17147"
PYTHON = HOME + r"\AppData\Local\xlperf\python\python.exe"
ENVIRONMENT = {
    "USERPROFILE": HOME,
    "APPDATA": HOME + r"\AppData\Roaming",
    "LOCALAPPDATA": HOME + r"\AppData\Local",
}
CHINESE = {r"HKLM\SYSTEM\CurrentControlSet\Control\Nls\CodePage": {"ACP": "936", "OEMCP": "936"}}
WITH_EXCEL = CHINESE | {
    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe": {"": EXCEL},
    r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration": {
        "InstallationPath": r"C:\Program Files\Microsoft Office",
        "VersionToReport": "16.0.17928.20114",
        "Platform": "x64",
    },
}
WITH_WPS = CHINESE | {r"HKCU\Software\Kingsoft\Office\6.0\Common": {"InstallRoot": WPS, "Version": "12.1.0.17147"}}


def program(machine: int) -> bytes:
    """The beginning of a program file with a machine type in its PE header."""
    return b"MZ" + bytes(58) + struct.pack("<I", 128) + bytes(64) + b"PE\0\0" + struct.pack("<H", machine) + bytes(200)


@dataclass
class ImaginedMachine:
    """A machine that is what its values say; `locked`: files that another program holds."""

    registry: Mapping[str, Mapping[str, str | int | bytes]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    system: str = "Windows"
    python: str = PYTHON
    environment: Mapping[str, str] = field(default_factory=lambda: ENVIRONMENT)
    packages: frozenset[str] = frozenset({"xlwings"})
    installed_fonts: tuple[str, ...] = ()
    locked: frozenset[str] = frozenset()

    def release(self) -> str:
        return f"{self.system} 10.0.19045 AMD64"

    def variable(self, name: str) -> str:
        return self.environment.get(name, "")

    def key(self, path: str) -> Mapping[str, str | int | bytes] | None:
        keys = {key.lower(): values for key, values in self.registry.items()}
        values = keys.get(path.lower())
        return None if values is None else {name.lower(): value for name, value in values.items()}

    def read(self, path: str, size: int = -1) -> bytes | None:
        content = self.files.get(path)
        return content if content is None or size < 0 else content[:size]

    def write(self, path: str, content: bytes) -> None:
        self._touch(path)
        self.files[path] = content

    def remove(self, path: str) -> None:
        self._touch(path)
        self.files.pop(path, None)

    def names(self, folder: str) -> list[str]:
        return sorted(basename(path) for path in self.files if dirname(path).lower() == folder.lower())

    def has_package(self, name: str) -> bool:
        return name in self.packages

    def encoding(self) -> str:
        return "utf-8"

    def fonts(self) -> list[str]:
        return list(self.installed_fonts)

    def _touch(self, path: str) -> None:
        if path in self.locked:
            raise PermissionError(13, "locked", path)


def with_excel(**more: object) -> ImaginedMachine:
    """A machine with a 64-bit Excel of Microsoft 365."""
    return ImaginedMachine(WITH_EXCEL, {EXCEL: program(0x8664), PYTHON: program(0x8664)}, **more)
