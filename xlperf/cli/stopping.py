"""Asked to stop, by Ctrl-C or by the system: once, the run ends in good order; twice, at once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

from xlperf.messages import say

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stop_when_asked(lang: str) -> Iterator[Callable[[], bool]]:
    """Gives what says whether the run was asked to stop, and tells it; on a second time KeyboardInterrupt is raised."""
    asked: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        click.echo(say("正在停下：做完手上的工作簿，写出汇总；再按一次立即中断。").text(lang), err=True)

    before = {number: signal.signal(number, note) for number in _SIGNALS}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
