"""Workbooks that people work in and a further run writes again: what somebody has put into them is never lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from xlperf.batch.fingerprints import fingerprint_file
from xlperf.batch.journal import Journal
from xlperf.batch.resuming import free_name
from xlperf.disk import is_file
from xlperf.messages import Message, say


def put_written(journal: Journal, made: Path, target: Path) -> Iterator[Message]:
    """Gives a workbook that was made its place; the one that stands there is set aside if somebody has changed it.

    Known by what the journal notes of the one that an earlier run wrote. Raises OSError, UnwritableError.
    """
    key, fingerprint = _key(target), fingerprint_file(made)
    if is_file(target) and journal.noted(key) and fingerprint_file(target) not in (journal.noted(key), fingerprint):
        aside = free_name(target)
        os.rename(target, aside)
        yield say("{copy} 在上次运行之后被改过，改名为 {aside} 留着", copy=target.name, aside=aside.name)
    os.replace(made, target)
    journal.note(key, fingerprint)


def take_away(journal: Journal, target: Path) -> None:
    """Takes away what an earlier run wrote and this one has nothing for; what somebody has changed stays.

    Raises OSError.
    """
    if is_file(target) and journal.noted(_key(target)) == fingerprint_file(target):
        target.unlink()


def _key(target: Path) -> str:
    """Under this key the journal notes the fingerprint of what was written."""
    return f"written {target.name}"
