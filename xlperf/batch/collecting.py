"""Garbage in cycles: judging workbooks leaves none, and looking for it takes a tenth of the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_EVERY = 500
"""Workbooks after which it is looked for all the same: nobody promises that a library leaves none."""


@contextmanager
def without_collecting() -> Iterator[None]:
    """Nobody looks for cycles meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_seldom(done: int) -> None:
    """Looks for cycles when so many workbooks are done, once in a long while."""
    if done % _EVERY == 0:
        gc.collect()
