"""Wheels in a folder: what they need of each other for a target, and their files as they stand in an installation."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

SITE = "Lib/site-packages"
"""Where packages stand below a Python on Windows."""


class PackagingError(Exception):
    """Something that cannot be put together, and what to do."""


@dataclass(frozen=True)
class Target:
    """The Python that the wheels are for: its version such as 3.11, and win_amd64 or win32."""

    version: str
    platform: str

    def environment(self) -> dict[str, str]:
        """What the markers of requirements ask about."""
        return {
            "python_version": self.version,
            "python_full_version": f"{self.version}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "platform_system": "Windows",
            "platform_machine": "AMD64" if self.platform == "win_amd64" else "x86",
            "sys_platform": "win32",
            "os_name": "nt",
        }

    def takes(self, tags: Iterable[Tag]) -> bool:
        """One of the tags fits: its Python, or an older one's stable interface, or pure Python."""
        return any(self._fits(tag) for tag in tags)

    def _fits(self, tag: Tag) -> bool:
        number = self.version.replace(".", "")
        if tag.platform not in ("any", self.platform):
            return False
        if tag.interpreter in ("py3", f"py{number}"):
            return tag.abi == "none"
        if tag.abi == "abi3":
            return int(tag.interpreter.removeprefix("cp3")) <= int(number[1:])
        return tag.interpreter == f"cp{number}" and tag.abi in (f"cp{number}", "none")


@dataclass(frozen=True)
class Wheel:
    """A wheel: its file, its name and version, what it needs, and which extras it offers."""

    path: Path
    name: str
    version: Version
    needs: tuple[Requirement, ...]
    extras: tuple[str, ...]


def read_wheels(folder: Path, target: Target) -> list[Wheel]:
    """The wheels of a folder, newer versions later. Raises PackagingError where one is for another target."""
    paths = sorted(folder.glob("*.whl"))
    for path in paths:
        if not target.takes(parse_wheel_filename(path.name)[3]):
            raise PackagingError(f"{path.name} is not for Python {target.version} on {target.platform}")
    return sorted(map(read_wheel, paths), key=lambda wheel: wheel.version)


def read_wheel(path: Path) -> Wheel:
    """A wheel by its name and its metadata."""
    name, version, _, _ = parse_wheel_filename(path.name)
    with zipfile.ZipFile(path) as wheel:
        (metadata,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        headers = HeaderParser().parsestr(wheel.read(metadata).decode())
    needs = tuple(Requirement(line) for line in headers.get_all("Requires-Dist") or ())
    return Wheel(path, name, version, needs, tuple(headers.get_all("Provides-Extra") or ()))


def choose_wheels(wheels: Iterable[Wheel], wanted: Requirement, target: Target) -> list[Wheel]:
    """The wheels that a requirement leads to, sorted by name. Raises PackagingError naming what is missing."""
    chosen, missing = _follow(wheels, wanted, target)
    for need, by in missing:
        raise PackagingError(f"no wheel for {need}, which {by} asks for")
    return [chosen[name] for name in sorted(chosen)]


def find_missing(wheels: Iterable[Wheel], wanted: Requirement, target: Target) -> list[tuple[Requirement, str]]:
    """What a requirement leads to and is not there, with the name of what asks for it."""
    return _follow(wheels, wanted, target)[1]


def _follow(
    wheels: Iterable[Wheel], wanted: Requirement, target: Target
) -> tuple[dict[str, Wheel], list[tuple[Requirement, str]]]:
    known = {wheel.name: wheel for wheel in wheels}
    chosen, missing, seen = dict[str, Wheel](), list[tuple[Requirement, str]](), set[str]()
    open_ends = [(wanted, "the command line")]
    while open_ends:
        need, by = open_ends.pop()
        if str(need) in seen:
            continue
        seen.add(str(need))
        wheel = known.get(canonicalize_name(need.name))
        if wheel is None or not need.specifier.contains(wheel.version, prereleases=True):
            missing.append((need, by))
        else:
            chosen[wheel.name] = wheel
            open_ends += [(each, wheel.name) for each in wheel.needs if _applies(each, need.extras, target)]
    return chosen, missing


def _applies(need: Requirement, extras: Iterable[str], target: Target) -> bool:
    environment = target.environment()
    return need.marker is None or any(need.marker.evaluate(environment | {"extra": each}) for each in ("", *extras))


def unpack(wheel: Wheel) -> dict[str, bytes]:
    """A wheel's files by their path below the Python's folder. Raises PackagingError for one that leads out of it."""
    with zipfile.ZipFile(wheel.path) as archive:
        files = {place_of(info.filename): archive.read(info) for info in archive.infolist() if not info.is_dir()}
    for place in files:
        if PurePosixPath(place).is_absolute() or ".." in PurePosixPath(place).parts or ":" in place:
            raise PackagingError(f"{wheel.path.name} holds {place}, which leads out of its folder")
    return files


_SCHEME: Mapping[str, str] = {"purelib": SITE, "platlib": SITE, "data": ".", "scripts": "Scripts", "headers": "Include"}
"""Where the parts of a wheel's data folder go. Source: Binary distribution format, The .data directory."""


def place_of(name: str) -> str:
    """Where a file of a wheel stands below the Python's folder."""
    head, _, rest = name.partition("/")
    if not head.endswith(".data"):
        return f"{SITE}/{name}"
    kind, _, rest = rest.partition("/")
    return str(PurePosixPath(_SCHEME[kind], rest))
