"""A small job on every file below a folder: what is written, what is refused and why, how long, how much memory.

python -m benchmarks.writeback FOLDER -o OUT: one process. The copies and `edits.json`, which tells a judge what to
expect of each, go into OUT.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.table import draw_table
from benchmarks.writeback_job import Result, run_job

SLOW = 5.0
"""Seconds beyond which a file counts as failed in the table."""

EDITS = "edits.json"


@dataclass(frozen=True, slots=True)
class Peak:
    """The most memory that the process has held so far, in MiB, and the file that took it there."""

    mebibytes: float = 0.0
    path: str = "the start"

    def after(self, path: str) -> Peak:
        """The peak after a file."""
        held = peak_memory()
        return Peak(held, path) if held > self.mebibytes else self


def peak_memory() -> float:
    """MiB that the process has held at most; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def find_files(folder: Path, out: Path) -> Iterator[str]:
    """Every file below a folder, by its path relative to it; nothing below `out`."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if Path(parent, name).resolve() != out.resolve())
        for name in sorted(names):
            yield Path(parent, name).relative_to(folder).as_posix()


def run_all(folder: Path, out: Path) -> tuple[list[Result], Peak]:
    """The small job on every file, one after the other."""
    results: list[Result] = []
    peak = Peak(peak_memory())
    for path in find_files(folder, out):
        results.append(run_job(folder / path, path, out / path))
        peak = peak.after(path)
    return results, peak


def write_edits(results: Sequence[Result], out: Path) -> None:
    """What a judge needs to know of each file."""
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"files": [asdict(result) for result in results]}, ensure_ascii=False, indent=1)
    (out / EDITS).write_text(text, "utf-8")


def report(results: Sequence[Result], peak: Peak) -> str:
    """The tables: how many ended how, and what it took."""
    return "\n\n".join(filter(None, [_counts(results), _list_failures(results), _measures(results, peak)]))


def _counts(results: Sequence[Result]) -> str:
    slow = sum(is_slow(result) for result in results)
    rows = [["ended", "files"], ["written", str(sum(result.status == "written" for result in results) - slow)]]
    reasons = Counter(result.reason or "" for result in results if result.status == "refused")
    rows += [[f"refused {reason}", str(count)] for reason, count in reasons.most_common()]
    failed = sum(result.status == "failed" for result in results)
    rows += [["failed", str(failed)], [f"failed: took more than {SLOW:.0f} s", str(slow)]]
    unset = sum(result.status == "written" and bool(result.unmet) for result in results)
    return draw_table([*rows, ["written, something left out", str(unset)]])


def is_slow(result: Result) -> bool:
    """Written, but nobody would wait for it."""
    return result.status == "written" and result.seconds > SLOW


def _list_failures(results: Sequence[Result]) -> str:
    return "\n".join(
        f"{result.path}: {result.reason or f'{result.seconds:.1f} s'}"
        for result in results
        if result.status == "failed" or is_slow(result)
    )


def _measures(results: Sequence[Result], peak: Peak) -> str:
    written = [result for result in results if result.status == "written"]
    if not written:
        return "nothing written"
    slowest = max(written, key=lambda result: result.seconds)
    mean = sum(result.seconds for result in written) / len(written)
    memory = f"{peak.mebibytes:.0f} MiB, reached at {peak.path}" if peak.mebibytes else "not known on this system"
    return "\n".join(
        [
            f"slowest: {slowest.path}, {slowest.seconds:.2f} s",
            f"mean of those written: {mean * 1000:.1f} ms",
            f"peak memory: {memory}",
        ]
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the job on a folder and prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.writeback", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        parser.error(f"{given.folder} is no folder")
    if given.folder.resolve().is_relative_to(given.out.resolve()):
        parser.error("OUT must not be FOLDER, nor hold it")
    results, peak = run_all(given.folder, given.out)
    write_edits(results, given.out)
    print(report(results, peak))


if __name__ == "__main__":
    main()
