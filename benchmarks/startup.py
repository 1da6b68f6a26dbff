"""What `xlperf --help` costs beside a bare interpreter and an empty click group with as many commands.

python -m benchmarks.startup [REPETITIONS]: all three by turns in one run, so that a busy machine slows them alike.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median

from benchmarks.table import draw_table
from xlperf.cli.group import COMMANDS

EMPTY_GROUP = f"""
import click
group = click.Group("empty", commands=[click.Command(name, help="nothing") for name in {list(COMMANDS)}])
group.main(["--help"], prog_name="empty")
"""

HELP = "import sys; from xlperf.cli import main; sys.exit(main(['--help']))"

PROGRAMS = {"python -c pass": "pass", "empty click group --help": EMPTY_GROUP, "xlperf --help": HELP}


def measure(repetitions: int) -> dict[str, float]:
    """The median time of each program, in seconds."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(repetitions):
        for name, code in PROGRAMS.items():
            times[name].append(run_once(code))
    return {name: median(found) for name, found in times.items()}


def run_once(code: str) -> float:
    """Seconds that an interpreter takes to run some code."""
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def surcharge(times: dict[str, float]) -> float:
    """What xlperf costs beyond the empty group, in bare interpreters; the aim is at most 1."""
    bare, empty, xlperf = times.values()
    return (xlperf - empty) / bare


def main(repetitions: int = 30) -> None:
    """Prints the table."""
    times = measure(repetitions)
    bare = times["python -c pass"]
    rows = [["program", "ms", "in bare interpreters"]]
    rows += [[name, f"{seconds * 1000:.1f}", f"{seconds / bare:.2f}"] for name, seconds in times.items()]
    print(draw_table(rows))
    print(f"xlperf --help costs {surcharge(times):.2f} bare interpreters more than the empty group (aim: at most 1)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
