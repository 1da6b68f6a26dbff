"""An alarm by the processor's clock: a file that does not come to its end is interrupted instead of waited for."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class RungError(BaseException):
    """The time is up. No Exception: what is being run must not take it for a fault of the file's."""


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raises RungError in the block after so many seconds of processor; on Windows, which has no such clock, never."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise RungError(f"more than {seconds:g} seconds of processor")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
