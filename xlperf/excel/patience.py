"""Waiting for an application that takes no calls just now, and saying so when it goes on too long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from xlperf.errors import XlperfError
from xlperf.messages import say
from xlperf.targets.live.calls import is_busy, is_of_application, member

if TYPE_CHECKING:
    import xlwings as xw

_Result = TypeVar("_Result")

TRIES, PAUSE = 15, 0.2
"""How often a call is made again, and the seconds in between: a clerk needs some to leave a cell."""

_UNSEEN: Mapping[str, object] = {"screen_updating": False}
_UNHEARD: Mapping[str, object] = {"calculation": "manual", "enable_events": False}
"""For figures only: fills and notes set off neither a calculation nor an event, so that the calls are saved."""


class BusyError(XlperfError):
    """The application takes no calls: a cell is being edited, or a dialog is open."""

    def __init__(self) -> None:
        super().__init__(
            say("表格程序正忙：可能有单元格正在编辑，或有对话框开着。"),
            say("请按回车或 Esc 结束编辑、关掉对话框，再试一次。已做的标记可用“撤销上次”或“清除标记”去掉。"),
        )


class RefusedError(XlperfError):
    """The application refused a call or does not know it, as WPS may: no fault of the clerk's, nor of the form."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            say("表格程序拒绝了这一步，或没有这项功能（{why}）。", why=error),
            say(
                "请保存工作簿后用文件方式：右键→发送到→xlperf 校验，或 xlperf fill；并把这条消息反馈给维护者。"
                "已做的标记可用“撤销上次”或“清除标记”去掉。"
            ),
        )


def wait_until_ready(app: xw.App) -> None:
    """Returns as soon as the application takes calls. Raises BusyError when it does not for some seconds."""

    def ask() -> None:
        # An application that has no such property is taken at its word when it answers at all.
        if member(app.api, "Ready", True) is False:
            raise BusyError

    patiently(ask)


def patiently(call: Callable[[], _Result]) -> _Result:
    """What a call gives, made again while the application is busy. Raises BusyError."""
    for _ in range(TRIES):
        try:
            return call()
        except Exception as error:
            if not is_busy(error) and not isinstance(error, BusyError):
                raise
            time.sleep(PAUSE)
    raise BusyError


@contextmanager
def naming_refusals() -> Iterator[None]:
    """A call that was turned away in between ends the work with BusyError, one that failed with RefusedError."""
    try:
        yield
    except Exception as error:
        if is_busy(error):
            raise BusyError from error
        if is_of_application(error):
            raise RefusedError(error) from error
        raise


@contextmanager
def quietly(app: xw.App, *, figures: bool = True) -> Iterator[None]:
    """Without redrawing while cells are written, and without recalculating and events where `figures` are among them;
    all of it comes back whatever happens.
    """
    quiet = {**_UNSEEN, **_UNHEARD} if figures else _UNSEEN
    told: dict[str, Any] = {name: member(app, name) for name in quiet}
    before = {name: value for name, value in told.items() if value is not None}  # what there is to be told
    try:
        for name in before:
            setattr(app, name, quiet[name])
        yield
    finally:
        for name, value in before.items():
            with suppress(BusyError):
                patiently(partial(setattr, app, name, value))
