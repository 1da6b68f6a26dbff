"""python -m tests.fuzzing SECONDS [SEED]: bends files for a time; what ends in a fault is put into fuzzed/, with how.

One run bends the same files in the same way as another with its seed. Exit status 1 where anything was found.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import time
import traceback
from pathlib import Path

from tests.fuzzing.alarm import RungError, alarm
from tests.fuzzing.bending import bend
from tests.fuzzing.seeds import Seed, seeds
from tests.fuzzing.target import fill

FOUND = Path("fuzzed")
SLOW = 10
"""Seconds of processor for one file from which on it is kept too."""
LONGEST = 12
"""Seconds of processor after which a file is interrupted where it is, and kept."""


def try_one(seed: Seed, data: bytes) -> str:
    """What went wrong with a file; empty where nothing did."""
    begin = time.process_time()
    try:
        with alarm(LONGEST):
            fill(data, seed.suffix)
    except (Exception, RungError):
        return traceback.format_exc()
    spent = time.process_time() - begin
    return f"{spent:.1f} seconds of processor\n" if spent > SLOW else ""


def keep(seed: Seed, data: bytes, fault: str) -> Path:
    """Puts a file into FOUND, with what it did beside it."""
    FOUND.mkdir(exist_ok=True)
    place = FOUND / f"{hashlib.sha256(data).hexdigest()[:12]}{seed.suffix}"
    place.write_bytes(data)
    place.with_suffix(".told").write_text(f"{seed.name}\n{fault}", "utf-8")
    return place


def run(seconds: float, number: int) -> tuple[int, int]:
    """How many files were bent, and how many of them ended in a fault."""
    chance, sources, tried, found = random.Random(number), seeds(), 0, 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seed = chance.choice(sources)
        data = bend(seed.data, chance)
        tried += 1
        if fault := try_one(seed, data):
            found += 1
            print(f"{keep(seed, data, fault)}: {fault.strip().splitlines()[-1]}", flush=True)
    return tried, found


def main(seconds: str, seed: str = "") -> int:
    """Prints what was found as it is, and the sum at the end."""
    os.environ["XLPERF_DEBUG"] = "1"
    number = int(seed) if seed else time.time_ns() % 1_000_000
    tried, found = run(float(seconds), number)
    print(f"{tried} files bent with seed {number}, {found} ended in a fault")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
