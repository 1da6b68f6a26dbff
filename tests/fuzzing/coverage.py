"""The reader below atheris, which looks for inputs that reach code nobody reached before.

python -m tests.fuzzing.coverage [-max_total_time=SECONDS] [CORPUS]: takes libFuzzer's options; `pip install atheris`.
The first byte says what the others are: a worksheet, the shared strings, the styles, the workbook, or a whole package.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["xlperf"]):
    from tests.fuzzing.target import read

from tests.support.hostile import BOOK, SHEET, STRINGS, good_parts, pack

PARTS = (SHEET, STRINGS, "xl/styles.xml", BOOK)
GOOD = good_parts()


def read_one(data: bytes) -> None:
    """A part in the place of the good form's, or a package."""
    if not data:
        return
    place, content = data[0] % (len(PARTS) + 1), data[1:]
    read(pack({**GOOD, PARTS[place]: content}) if place < len(PARTS) else content)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()
