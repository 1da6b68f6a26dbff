"""xlperf verify: proves again that a copy differs from its source by the edits alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from xlperf import __version__
from xlperf.cli.options import A_PATH, command, with_format, with_lang
from xlperf.cli.printing import print_text
from xlperf.messages import Message, say
from xlperf.outcomes import CLEAN, FAULTS
from xlperf.verifying import Verification, verify

SCHEMA = "xlperf.verify/1"


@command("verify", "证明：校验副本与原件的差别只有所列改动。不给原件时，按副本里的记录核对。")
@click.argument("copy", metavar="副本", type=A_PATH)
@click.argument("source", metavar="[原件]", type=A_PATH, required=False)
@with_format
@with_lang
def verify_command(copy: Path, source: Path | None, shape: str, lang: str) -> int:
    """Compares a copy with its source and says what differs; 1 where something does that is no edit."""
    verification = verify(copy, source)
    if shape == "json":
        click.echo(json.dumps(_document(copy, source, verification, lang), ensure_ascii=False, indent=1).encode())
    else:
        for line in _lines(copy, verification):
            print_text(line.text(lang))
    return CLEAN if verification.is_proven else FAULTS


def _lines(copy: Path, verification: Verification) -> Iterator[Message]:
    if verification.is_proven:
        cells = verification.memory.cells
        yield say("{path}：一致，与原件的差别只有所列改动。", path=copy)
        yield say(
            "  写入的数 {figures} 个，着色 {painted} 处，批注 {noted} 处；未动的内部文件 {parts} 个，逐字节相同。",
            figures=sum(cell.figure is not None for cell in cells),
            painted=sum(cell.colour is not None for cell in cells),
            noted=sum(cell.note is not None for cell in cells),
            parts=verification.untouched,
        )
        return
    yield say("{path}：不一致。", path=copy)
    for difference in verification.differences:
        yield say("  {what}", what=difference)


def _document(copy: Path, source: Path | None, verification: Verification, lang: str) -> dict[str, object]:
    cells = verification.memory.cells
    return {
        "schema": SCHEMA,
        "version": __version__,
        "path": str(copy),
        "source": str(source) if source is not None else None,
        "proven": verification.is_proven,
        "differences": [difference.text(lang) for difference in verification.differences],
        "cells": [str(cell.ref) for cell in cells],
        "parts_untouched": verification.untouched,
    }


COMMAND = verify_command
