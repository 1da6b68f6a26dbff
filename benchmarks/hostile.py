"""What `xlperf check` costs on files that nobody made for it: damaged, fuzzed, of odd producers, meaning harm.

python -m benchmarks.hostile FOLDER [WORST]: every file below the folder in a process of its own, which the system ends
far beyond SECONDS and BYTES; then the table of the WORST files (10), and what did not end as it should. Unix only.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from benchmarks.table import draw_table
from xlperf.cli import main as xlperf

SECONDS, BYTES = 10, 500 << 20
"""What one file may take: seconds of processor, and bytes in memory."""

ENDED_AT_SECONDS, ENDED_AT_BYTES = 40, 4 << 30
"""Where the system ends it: far enough that going beyond is measured and not guessed."""

EXAMPLE = next((Path(__file__).parents[1] / "examples" / "inbox").rglob("*.xlsx"))

STATUSES = (0, 1, 3)
CRASHED = 70


class Ending(NamedTuple):
    """How one file ended: exit status (a signal is negative), seconds of processor and by the clock, bytes at most."""

    name: str
    status: int
    processor: float
    clock: float
    most: int
    said: str

    @property
    def fault(self) -> str:
        """What is wrong with it; empty where nothing is."""
        if self.status not in STATUSES or "Traceback" in self.said or "自身出错" in self.said:
            return f"status {self.status}: {self.said[-400:]}"
        if self.processor > SECONDS:
            return f"{self.processor:.1f} s"
        return f"{self.most >> 20} MiB" if self.most > BYTES else ""


def check_one(path: Path, name: str) -> Ending:
    """Checks a file in a child, which shares with its parent what every run loads."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        child = os.fork()
        if child == 0:
            _check_here(path, said.fileno())
        _, ended, spent = os.wait4(child, 0)
        clock = time.perf_counter() - begin
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    status = os.waitstatus_to_exitcode(ended)
    return Ending(name, status, spent.ru_utime + spent.ru_stime, clock, spent.ru_maxrss << 10, words)


def _check_here(path: Path, said: int) -> None:
    """The child: never comes back."""
    status = CRASHED
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (ENDED_AT_SECONDS, ENDED_AT_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (ENDED_AT_BYTES, ENDED_AT_BYTES))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(said, 2)
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), "utf-8")
        status = xlperf(["check", str(path)])
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stderr.flush()
        os._exit(status)


def check_folder(folder: Path) -> Iterable[Ending]:
    """How every file below a folder ends, in the order of the names."""
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        xlperf(["check", str(EXAMPLE)])  # what every run loads is loaded once, and not counted
    gc.freeze()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield check_one(path, path.relative_to(folder).as_posix())


def draw_worst(endings: Iterable[Ending], worst: int) -> str:
    """The table of the slowest files and of the largest."""
    endings = list(endings)
    slow = sorted(endings, key=lambda each: -each.processor)[:worst]
    large = sorted(endings, key=lambda each: -each.most)[:worst]
    rows = [["file", "status", "s of processor", "s by the clock", "MiB"]]
    rows += [
        [each.name, str(each.status), f"{each.processor:.2f}", f"{each.clock:.2f}", str(each.most >> 20)]
        for each in dict.fromkeys((*slow, *large))
    ]
    return draw_table(rows)


def main(folder: str, worst: str = "10") -> int:
    """Prints what went wrong as it goes, then the table; 1 where anything did."""
    endings = []
    for ending in check_folder(Path(folder)):
        endings.append(ending)
        if ending.fault:
            print(f"{ending.name}: {ending.fault}", flush=True)
    faulty = sum(bool(each.fault) for each in endings)
    print(draw_worst(endings, int(worst)))
    print(f"{len(endings)} files; {faulty} beyond {SECONDS} s or {BYTES >> 20} MiB, or ended as none should")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
