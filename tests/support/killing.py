"""A batch that is killed at its n-th dealing with a file: python -m tests.support.killing N IN OUT PROCESSES.

With 0 it goes through, and says how many there were.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from xlperf.batch import run_batch

EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect", "os.listdir", "os.scandir"}


def kill_at(number: int) -> list[str]:
    """Ends this process at once, as a power cut would, at that many of the events; gives those that have been."""
    seen: list[str] = []

    def watch(event: str, args: tuple[object, ...]) -> None:
        if event in EVENTS:
            seen.append(event)
            if len(seen) == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    return seen


def main(number: int, source: Path, out: Path, processes: int) -> None:
    """Takes the batch up, or begins it."""
    seen = kill_at(number)
    run_batch(source, out, resume=True, processes=processes)
    print(len(seen))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
