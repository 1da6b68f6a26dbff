"""The reader below atheris, which looks for inputs that reach code nobody reached before.

python -m tests.fuzzing.coverage FOLDER [-max_total_time=SECONDS] [-timeout=SECONDS]: takes libFuzzer's options; what it
found worth keeping is in FOLDER, and taken up by the next run. `pip install atheris`, Linux.
The first byte says what the others are: a worksheet, the shared strings, the styles, the workbook, or a whole package.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["xlperf"]):
    from tests.fuzzing.target import read

from tests.fuzzing.bending import drop_element, drop_tag, repeat_element, replace_value
from tests.support.hostile import BOOK, SHEET, STRINGS, good_parts, pack

PARTS = (SHEET, STRINGS, "xl/styles.xml", BOOK)
GOOD = good_parts()


def read_one(data: bytes) -> None:
    """A part in the place of the good form's, or a package."""
    if not data:
        return
    place, content = data[0] % (len(PARTS) + 1), data[1:]
    read(pack({**GOOD, PARTS[place]: content}) if place < len(PARTS) else content)


def bend_one(data: bytes, longest: int, seed: int) -> bytes:
    """Another input from one: bent as a whole by libFuzzer, or as the XML that it is."""
    chance = random.Random(seed)
    if chance.random() < 0.4 or len(data) < 2:
        return bytes(atheris.Mutate(data, longest))
    bend = chance.choice((replace_value, repeat_element, drop_element, drop_tag))
    return data[:1] + bend(data[1:], chance)[: longest - 1]


def put_seeds(folder: Path) -> None:
    """The parts of a form, to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    for place, part in enumerate(PARTS):
        (folder / f"seed-{place}").write_bytes(bytes([place]) + GOOD[part])


if __name__ == "__main__":
    put_seeds(Path(sys.argv[1]))
    atheris.Setup([*sys.argv, "-max_len=100000"], read_one, custom_mutator=bend_one)
    atheris.Fuzz()
