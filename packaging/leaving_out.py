"""What is not passed on: extras that no desk needs, and files whose licence does not allow it; see left_out.toml."""

from __future__ import annotations

import tomllib
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from wheels import Wheel, place_of

SETTINGS = tomllib.loads(Path(__file__).with_name("left_out.toml").read_text("utf-8"))
BUILD = "1xlperf"
"""The build tag of a wheel that was made lighter, so that nobody takes it for the one of its makers."""


def wanted(own: Wheel, *, windows: bool, extras: frozenset[str] | None = None) -> Requirement:
    """The wheel of xlperf with the extras that its metadata names and a desk can use, or those of them in `extras`."""
    without = {*SETTINGS["extras"], *(() if windows else SETTINGS["extras_of_windows"])}
    kept = sorted(set(own.extras) - without if extras is None else (set(own.extras) - without) & extras)
    return Requirement(f"{own.name}[{','.join(kept)}]=={own.version}")


def is_left_out(place: str, *, zipped: bool = False) -> bool:
    """A file with this place in an installation is not passed on, or not put into the zip."""
    rules = [*SETTINGS["files"], *(SETTINGS["files_of_zip"] if zipped else ())]
    return any(PurePosixPath(place).match(rule["names"]) or place.startswith(rule["names"]) for rule in rules)


def lighten(path: Path) -> Path:
    """The wheel without the files that are not passed on, in the place of the one that had them."""
    with zipfile.ZipFile(path) as wheel:
        files = {name: wheel.read(name) for name in wheel.namelist() if not is_left_out(place_of(name))}
        if len(files) == len(wheel.namelist()):
            return path
    name, version, *tags = path.stem.split("-")
    lighter = path.with_name("-".join([name, version, BUILD, *tags[-3:]]) + ".whl")
    info = next(name for name in files if name.endswith(".dist-info/WHEEL")).removesuffix("WHEEL")
    _write(lighter, _renewed(files, info))
    path.unlink()
    return lighter


def _renewed(files: Mapping[str, bytes], info: str) -> dict[str, bytes]:
    """The files with the build tag, without mention of licences that are not there, and a list that fits them."""
    metadata = files[info + "METADATA"].splitlines(keepends=True)
    licences = (line for line in metadata if line.startswith(b"License-File: "))
    gone = [line for line in licences if is_left_out(line.decode().removeprefix("License-File: ").strip())]
    kept = b"".join(line for line in metadata if line not in gone)
    wheel = files[info + "WHEEL"].rstrip() + f"\nBuild: {BUILD}\n".encode()
    new = {name: content for name, content in files.items() if name != info + "RECORD"}
    new |= {info + "METADATA": kept, info + "WHEEL": wheel}
    return {**new, info + "RECORD": _record(new, info)}


def _record(files: Mapping[str, bytes], info: str) -> bytes:
    """The list of a wheel's files. Source: Recording installed projects, The RECORD file."""
    lines = (f"{name},sha256={_digest(content)},{len(content)}\n" for name, content in files.items())
    return "".join([*lines, f"{info}RECORD,,\n"]).encode()


def _digest(content: bytes) -> str:
    return urlsafe_b64encode(sha256(content).digest()).rstrip(b"=").decode()


def _write(path: Path, files: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, content in files.items():
            member = zipfile.ZipInfo(name)  # dated 1980: the same bytes each time
            member.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(member, content)
