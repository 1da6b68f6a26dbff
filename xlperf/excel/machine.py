"""The one door to the computer: registry, files, environment. What installs and examines asks nothing else.

Paths and registry keys are texts as Windows writes them, so that all of it runs anywhere against an imagined machine.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkstemp
from typing import Protocol

RegistryValue = str | int | bytes | None


class Machine(Protocol):
    """A computer, as far as it is asked."""

    system: str
    """Windows, Linux or Darwin."""

    python: str
    """The program that runs xlperf."""

    def release(self) -> str:
        """The system's version and processor."""

    def variable(self, name: str) -> str:
        """A variable of the environment; empty where it is not set."""

    def key(self, path: str) -> Mapping[str, RegistryValue] | None:
        """The values of a registry key such as HKCU\\Software\\X, by their names in lower case; the nameless one is "".

        None where there is no such key.
        """

    def read(self, path: str, size: int = -1) -> bytes | None:
        """A file's content, or its first `size` bytes; None where it cannot be read."""

    def write(self, path: str, content: bytes) -> None:
        """Writes a file whole or not at all, with the folders above it. Raises OSError."""

    def remove(self, path: str) -> None:
        """Removes a file that is there, and the folder that becomes empty by it. Raises OSError."""

    def names(self, folder: str) -> list[str]:
        """The names in a folder; none where there is no folder."""

    def has_package(self, name: str) -> bool:
        """The program that runs xlperf can import a package."""

    def encoding(self) -> str:
        """The encoding of the console."""

    def fonts(self) -> list[str]:
        """The names of the fonts, as far as no registry tells them."""


class ThisMachine:
    """The computer that runs this."""

    system = platform.system()
    python = sys.executable

    def release(self) -> str:
        """The system's version and processor."""
        return f"{platform.system()} {platform.version()} {platform.machine()}"

    def variable(self, name: str) -> str:
        """A variable of the environment."""
        return os.environ.get(name, "")

    def key(self, path: str) -> Mapping[str, RegistryValue] | None:
        """The values of a registry key; none on a system without a registry."""
        if sys.platform != "win32":
            return None
        return _read_key(path)

    def read(self, path: str, size: int = -1) -> bytes | None:
        """A file's content, or its beginning."""
        try:
            with open(path, "rb") as file:  # not Path: on Windows `file:Zone.Identifier` is a stream of the file
                return file.read(size)
        except (OSError, ValueError):
            return None

    def write(self, path: str, content: bytes) -> None:
        """Writes a file whole or not at all: under a passing name first."""
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, passing = mkstemp(dir=target.parent, prefix=".xlperf-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(passing, target)
        except OSError:
            with suppress(OSError):
                os.unlink(passing)
            raise

    def remove(self, path: str) -> None:
        """Removes a file that is there, and an empty folder that it leaves."""
        with suppress(FileNotFoundError):
            os.unlink(path)
        with suppress(OSError):
            os.rmdir(os.path.dirname(path))

    def names(self, folder: str) -> list[str]:
        """The names in a folder."""
        try:
            return sorted(os.listdir(folder))
        except OSError:
            return []

    def has_package(self, name: str) -> bool:
        """A package can be imported."""
        return find_spec(name) is not None

    def encoding(self) -> str:
        """The encoding of the console."""
        return sys.stdout.encoding or ""

    def fonts(self) -> list[str]:
        """What fontconfig lists."""
        try:
            done = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False)
        except OSError:
            return []
        return done.stdout.splitlines()


def _read_key(path: str) -> Mapping[str, RegistryValue] | None:
    if sys.platform != "win32":
        return None
    import winreg

    hive, _, key = path.partition("\\")
    roots = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCR": winreg.HKEY_CLASSES_ROOT}
    try:
        with winreg.OpenKey(roots[hive], key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
            count = winreg.QueryInfoKey(opened)[1]
            return {name.lower(): value for name, value, _ in (winreg.EnumValue(opened, each) for each in range(count))}
    except OSError:
        return None
