"""Stand-ins for what packaging puts together: wheels, and the folder of a Python for Windows."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from tests.support.imagined import program


def make_wheel(
    folder: Path,
    name: str,
    version: str = "1.0",
    *,
    needs: Iterable[str] = (),
    extras: Iterable[str] = (),
    licences: Iterable[str] = (),
    files: Mapping[str, str] = {},
    tag: str = "py3-none-any",
) -> Path:
    """A wheel with a package of its name, what it needs, and further files."""
    info = f"{name}-{version}.dist-info"
    metadata = [
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        *(f"Requires-Dist: {each}\n" for each in needs),
        *(f"Provides-Extra: {each}\n" for each in extras),
        *(f"License-File: {each}\n" for each in licences),
    ]
    members = {
        f"{name}/__init__.py": f"VERSION = {version!r}\n",
        **files,
        f"{info}/METADATA": "".join(metadata),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n",
        f"{info}/RECORD": "",
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for member, text in members.items():
            wheel.writestr(member, text)
    return path


_BACKEND = """import zipfile
from pathlib import Path

def build_wheel(folder, settings=None, metadata=None):
    name, info = "{name}-{version}-py3-none-any.whl", "{name}-{version}.dist-info"
    with zipfile.ZipFile(Path(folder, name), "w") as wheel:
        wheel.writestr("{name}/__init__.py", "")
        wheel.writestr(info + "/METADATA", Path("PKG-INFO").read_text())
        wheel.writestr(info + "/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "/RECORD", "")
    return name
"""


def make_sources(folder: Path, name: str, version: str) -> Path:
    """A package offered as sources only, which builds itself without anything else."""
    system = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    files = {
        "pyproject.toml": system,
        "backend.py": _BACKEND.replace("{name}", name).replace("{version}", version),
        "PKG-INFO": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
    }
    path = folder / f"{name}-{version}.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for member, text in files.items():
            info = tarfile.TarInfo(f"{name}-{version}/{member}")
            info.size = len(content := text.encode())
            archive.addfile(info, BytesIO(content))
    return path


def make_python(folder: Path, machine: int = 0x8664, number: str = "311") -> Path:
    """The folder of an embeddable Python: its path file keeps `import site` switched off."""
    folder.mkdir(parents=True)
    (folder / "python.exe").write_bytes(program(machine))
    (folder / f"python{number}.dll").write_bytes(program(machine))
    (folder / f"python{number}.zip").write_bytes(b"standard library")
    (folder / f"python{number}._pth").write_text(
        f"python{number}.zip\n.\n\n# Uncomment to run site.main()\n#import site\n"
    )
    return folder


def make_windows_wheels(folder: Path) -> Path:
    """Wheels such as the zip for Windows is made of."""
    make_wheel(
        folder,
        "xlperf",
        "0.1.0",
        extras=["excel", "speed", "test"],
        needs=["click>=8", 'xlwings==0.37.8; extra == "excel"', 'isal; extra == "speed"', 'pytest; extra == "test"'],
        files={"xlperf-0.1.0.dist-info/licenses/LICENSE": "MIT", "xlperf/excel/xlperf.xlam": "addin"},
    )
    make_wheel(folder, "click", "8.5", needs=['colorama; platform_system == "Windows"'])
    make_wheel(folder, "colorama", files={"colorama-1.0.dist-info/licenses/LICENSE.txt": "BSD"})
    make_wheel(folder, "isal", tag="cp311-cp311-win_amd64")
    make_wheel(folder, "pywin32", "312", tag="cp311-cp311-win_amd64", files={"pywin32.pth": "win32\n"})
    make_wheel(
        folder,
        "xlwings",
        "0.37.8",
        tag="cp311-cp311-win_amd64",
        needs=[
            'pywin32>=224; platform_system == "Windows"',
            'psutil; platform_system == "Darwin"',
            'jinja2; extra == "reports"',
        ],
        files={
            "xlwings/pro/__init__.py": "a licence is wanted",
            "xlwings-0.37.8.dist-info/LICENSE_PRO.txt": "commercial",
            "xlwings-0.37.8.dist-info/LICENSE.txt": "BSD",
            "xlwings/xlwingslib.cp311-win_amd64.pyd": "a program",
            "xlwings-0.37.8.data/data/xlwings64-0.37.8.dll": "a program",
            "xlwings-0.37.8.data/scripts/xlwings": "a script",
        },
    )
    return folder
