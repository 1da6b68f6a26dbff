"""The application that is open already, in Excel or WPS, reached over COM without an add-in."""

from __future__ import annotations

import atexit
import sys
from typing import TYPE_CHECKING, Any

from xlperf.errors import UsageError
from xlperf.extras import own_pip
from xlperf.messages import Message, say
from xlperf.targets.live.calls import member

if TYPE_CHECKING:
    import xlwings as xw

PROGIDS = ("Excel.Application", "Ket.Application", "et.Application")
"""The names by which a running application is asked for: Excel, and WPS of today and of old. WPS may answer to all."""

_EXCEL = "Microsoft Excel"
_ATTEMPTS = 50
"""How often xlwings repeats a call that was turned away; without a limit it would hang while a cell is edited."""


def engine() -> Any:
    """xlwings' engine for Windows, which ends no process of the clerk's. Raises UsageError where there is none."""
    try:
        import win32com.client  # noqa: F401
        import xlwings as xw
    except ImportError as error:
        raise _unavailable() from error
    windows = xw._xlwindows  # type: ignore[attr-defined]
    # At exit it would look for applications without a window and end them: not ours to end.
    atexit.unregister(windows.cleanup)
    windows.N_COM_ATTEMPTS = windows.N_COM_ATTEMPTS or _ATTEMPTS
    return windows


def attach() -> xw.App:
    """The running application. Raises UsageError where none is."""
    windows = engine()
    import xlwings as xw

    found = next((found for name in PROGIDS if (found := _running(name)) is not None), None)
    if found is None:
        raise UsageError(
            say("没有找到打开的 Excel 或 WPS 表格。"),
            say("请先打开工作簿；已经打开的，点一下别的窗口再试；Excel 不要用“以管理员身份运行”打开。"),
        )
    return xw.App(impl=windows.App(xl=windows.COMRetryObjectWrapper(found)))


def find_book(app: xw.App, name: str) -> xw.Book:
    """The open workbook of that name. Raises UsageError where there is none."""
    books = list(app.books)
    found = next((book for book in books if book.name.lower() == name.lower()), None)
    if found is None:
        listed = "、".join(book.name for book in books) or say("没有")
        raise UsageError(say("没有打开名为 {name} 的工作簿。", name=name), say("打开着的：{books}。", books=listed))
    return found


def others(app: xw.App) -> Message | None:
    """That further Excels are open, which are not looked at; WPS is not asked, it would not be told apart."""
    count = _count_windows() if member(app.api, "Name") == _EXCEL else 1
    if count < 2:
        return None
    return say("有 {count} 个 Excel 程序开着，处理的是其中一个；要处理另一个里的工作簿，请先关闭这个。", count=count)


def _count_windows() -> int:
    """How many Excels have a window with a workbook."""
    import xlwings as xw

    return len(xw.apps)


def _running(name: str) -> Any:
    from win32com.client import GetActiveObject

    try:
        return GetActiveObject(name)
    except Exception:  # not registered, or not running
        return None


def _unavailable() -> UsageError:
    if sys.platform == "win32":
        return UsageError(
            say("缺少连接 Excel 的组件。"), say('请运行 {pip} install "xlperf[excel]"，再试一次。', pip=own_pip())
        )
    return UsageError(
        say("只有在 Windows 上才能接上打开的工作簿。"), say("请保存工作簿后用 xlperf fill 或 xlperf check 处理文件。")
    )
