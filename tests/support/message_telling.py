"""How a scene that is no command shows its message, and what may be missing from the machine that it plays on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from xlperf.errors import XlperfError

ROOT = Path(__file__).parents[2]


@contextmanager
def refusing() -> Iterator[None]:
    """Shows what the block is refused with; a block that is not refused is no scene."""
    try:
        yield
    except XlperfError as error:
        print(f"{error.problem} {error.remedy}")
        return
    raise AssertionError("nothing was refused")


@contextmanager
def without(*packages: str, anew: Sequence[str] = ()) -> Iterator[None]:
    """As if these packages were not installed; `anew` are modules of ours that are imported again meanwhile."""
    names = (*packages, *anew)
    before = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    sys.modules.update(dict.fromkeys(packages))  # type: ignore[arg-type]  # None: an import of it fails
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(before)


def run_apart(program: str, *arguments: str, output: Path | None = None) -> None:
    """Runs a program of Python in a process of its own and shows what it says; `output` takes its standard output."""
    command = [sys.executable, "-c", program, *arguments]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with (output or Path("/dev/null")).open("wb") as stream:
        told = subprocess.run(command, env=environment, stdout=stream, stderr=subprocess.PIPE, check=False).stderr
    print(told.decode())
