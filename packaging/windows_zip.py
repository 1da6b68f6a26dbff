"""Assembles the zip for clerks without Python: `python packaging/windows_zip.py PYTHON WHEELS -o xlperf.zip`.

PYTHON is the folder of a Python for Windows (python.org's embeddable package, unpacked), WHEELS a folder made by
`packaging/wheelhouse.py`. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import re
import struct
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from leaving_out import is_left_out, wanted
from wheels import SITE, PackagingError, Target, Wheel, choose_wheels, read_wheels, unpack

WINDOWS = Path(__file__).with_name("windows")
SETTINGS = tomllib.loads((WINDOWS / "zip.toml").read_text("utf-8"))
LONGEST = 170
"""Signs of a path below the program's folder, so that the whole stays below the 260 of Windows."""

_PLATFORMS = {0x014C: "win32", 0x8664: "win_amd64", 0xAA64: "win_arm64"}


def main(args: list[str] | None = None) -> int:
    """Writes the zip, or says on standard error what is missing."""
    parser = argparse.ArgumentParser(description="Assembles the zip for clerks without Python.")
    parser.add_argument("python", type=Path, help="folder of a Python for Windows")
    parser.add_argument("wheels", type=Path, help="folder of wheels for that Python")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the zip to write")
    given = parser.parse_args(args)
    try:
        files = assemble(given.python, given.wheels)
    except PackagingError as error:
        print(f"windows_zip: {error}", file=sys.stderr)
        return 1
    write_zip(given.output, files)
    print(f"{given.output}: {len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB")
    return 0


def assemble(python: Path, folder: Path) -> dict[str, bytes]:
    """The zip's files by name, below one folder. Raises PackagingError."""
    target = find_target(python)
    found = read_wheels(folder, target)
    own = next((wheel for wheel in reversed(found) if wheel.name == "xlperf"), None)
    if own is None:
        raise PackagingError(f"no wheel for xlperf in {folder}: packaging/wheelhouse.py puts it there")
    wheels, version = choose_wheels(found, wanted(own, windows=True), target), str(own.version)
    files = {f"python/{name}": content for name, content in render_python(python, wheels).items()}
    files |= render_scripts(version) | dict(gather_licences(wheels))
    refuse_clashes(files)
    top = SETTINGS["folder"].format(version=version)
    return {f"{top}/{name}": content for name, content in sorted(files.items())}


def refuse_clashes(names: Iterable[str]) -> None:
    """Raises PackagingError for names that Windows takes for the same, or cannot hold."""
    known: dict[str, str] = {}
    for name in names:
        other = known.setdefault(name.lower(), name)
        if other != name:
            raise PackagingError(f"{name} and {other} are the same file on Windows")
        if len(name) > LONGEST or re.search(r'[<>:"|?*\\\x00-\x1f]|[. ](/|$)', name):
            raise PackagingError(f"{name} cannot be a file on Windows")


def find_target(python: Path) -> Target:
    """Which Python stands in the folder, by its DLL and the PE header of python.exe. Raises PackagingError."""
    numbers = [match[1] for path in python.glob("python3*.dll") if (match := re.fullmatch(r"python3(\d+)", path.stem))]
    program = python / "python.exe"
    if len(numbers) != 1 or not program.is_file():
        raise PackagingError(f"{python} is no folder of a Python for Windows: python.exe and python3NN.dll are wanted")
    head = program.read_bytes()[:4096]
    at = struct.unpack_from("<I", head, 60)[0] if head[:2] == b"MZ" and len(head) > 64 else 0
    machine = struct.unpack_from("<H", head, at + 4)[0] if head[at : at + 4] == b"PE\0\0" else 0
    if machine not in _PLATFORMS:
        raise PackagingError(f"{program} is no program for Windows")
    return Target(f"3.{numbers[0]}", _PLATFORMS[machine])


def render_python(python: Path, wheels: Iterable[Wheel]) -> dict[str, bytes]:
    """The Python's own files, with the wheels in its site-packages and a path file that leads there."""
    files = {path.relative_to(python).as_posix(): path.read_bytes() for path in python.rglob("*") if path.is_file()}
    for wheel in wheels:
        for name, content in unpack(wheel).items():
            if not is_left_out(name, zipped=True):
                files[name] = content
    for name in [name for name in files if name.endswith("._pth")]:
        files[name] = render_path_file(files[name].decode()).encode()
    return files


def render_path_file(text: str) -> str:
    """The embeddable Python's path file with site-packages and `import site`, which it has switched off.

    >>> render_path_file("python311.zip\\n.\\n#import site\\n")
    'python311.zip\\r\\n.\\r\\nLib\\\\site-packages\\r\\nimport site\\r\\n'
    """
    kept = [line for line in text.splitlines() if line and not line.startswith("#")]
    site = SITE.replace("/", "\\")
    wanted = [*(line for line in kept if line not in (site, "import site")), site, "import site"]
    return "".join(f"{line}\r\n" for line in wanted)


def render_scripts(version: str) -> dict[str, bytes]:
    """The files that clerks click on and what they start: Windows line ends, the .cmd ones ASCII."""
    texts = {name: spell(text) for name, text in tomllib.loads((WINDOWS / "texts.toml").read_text("utf-8")).items()}
    scripts = {}
    for source, name in SETTINGS["scripts"].items():
        text = (WINDOWS / source).read_text("utf-8")
        if source.endswith(".cmd"):
            for key, value in texts.items():
                text = text.replace("{" + key + "}", value)
            scripts[name] = text.replace("\n", "\r\n").encode("ascii")
        elif source.endswith(".txt"):
            text = text.replace("{version}", version).replace("{places}", SETTINGS["place"])
            scripts[name] = text.replace("\n", "\r\n").encode("utf-8-sig")
        else:
            scripts[name] = text.encode()
    return scripts


def spell(text: str) -> str:
    """A text by its code points, as .NET's Regex.Unescape reads it.

    >>> spell("请先a")
    '\\\\u8bf7\\\\u5148a'
    """
    return "".join(sign if sign.isascii() else f"\\u{ord(sign):04x}" for sign in text)


def gather_licences(wheels: Iterable[Wheel]) -> Iterator[tuple[str, bytes]]:
    """The licences of what is shipped, a folder each."""
    for wheel in wheels:
        for name, content in unpack(wheel).items():
            path = PurePosixPath(name)
            if re.match(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)", path.name, re.IGNORECASE) and not is_left_out(name):
                yield f"许可证/{wheel.name}/{path.relative_to(SITE)}", content


def write_zip(target: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files in their order, dated 1980-01-01, under a passing name first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    passing = target.with_name(target.name + ".part")
    with zipfile.ZipFile(passing, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, content)
    passing.replace(target)


if __name__ == "__main__":
    sys.exit(main())
