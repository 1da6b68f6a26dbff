"""Stand-ins for pywin32 and Windows' libraries, so that xlwings' own engine for Windows runs here on fake objects."""

from __future__ import annotations

import ctypes
import importlib
import sys
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import xlwings

REJECTED = -2147418111
"""RPC_E_CALL_REJECTED."""

_MESSAGE_BOX = {
    "MB_OK": 0, "MB_OKCANCEL": 1, "MB_YESNO": 4, "MB_YESNOCANCEL": 3, "MB_ICONINFORMATION": 64, "MB_ICONWARNING": 48,
}  # fmt: skip


class ComError(Exception):
    """pywintypes.com_error."""

    def __init__(self, hresult: int, text: str = "", excepinfo: tuple[Any, ...] | None = None) -> None:
        super().__init__(hresult, text, excepinfo, None)
        self.hresult, self.strerror, self.excepinfo, self.argerror = hresult, text, excepinfo, None


class Dispatch:
    """What pywin32 hands out for an object that is asked late; the fake objects are of this kind."""


class Names:
    """The part of an object that says whether a name is known."""

    def GetIDsOfNames(self, _: int, name: str) -> int:  # noqa: N802
        raise ComError(-2147352570, f"Unknown name {name}")


class _Library:
    """A library of Windows in which every function may be called and does nothing."""

    def __getattr__(self, name: str) -> Any:
        return lambda *args: 0 if name != "__file__" else ""


SHOWN: list[str] = []
"""What message boxes said."""

YES, NO, OK = 6, 7, 1
PRESSED = {"yes_no": YES}
"""What the clerk presses."""


def _message_box(window: int, text: str, title: str, style: int) -> int:
    SHOWN.append(text)
    return PRESSED["yes_no"] if style & 0xF == _MESSAGE_BOX["MB_YESNO"] else OK


def _module(name: str, **members: object) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(members)
    return module


def _modules() -> dict[str, ModuleType]:
    client = _module(
        "win32com.client",
        CDispatch=Dispatch,
        DispatchBaseClass=type("DispatchBaseClass", (), {}),
        CoClassBaseClass=type("CoClassBaseClass", (), {}),
        Dispatch=None,
        DispatchEx=None,
        GetActiveObject=None,
    )
    return {
        "pywintypes": _module("pywintypes", com_error=ComError, error=OSError, TimeType=type("Time", (), {}), IID=str),
        "win32api": _module("win32api", MessageBox=_message_box),
        "win32con": _module("win32con", **_MESSAGE_BOX),
        "win32gui": _module("win32gui"),
        "win32process": _module("win32process", GetWindowThreadProcessId=lambda hwnd: (0, hwnd)),
        "win32timezone": _module("win32timezone", TimeZoneInfo=SimpleNamespace(utc=lambda: None)),
        "pythoncom": _module("pythoncom", CoInitialize=lambda: None, ole_error=ComError, __file__=""),
        "win32com": _module("win32com", client=client),
        "win32com.client": client,
    }


def windows_engine() -> ModuleType:
    """xlwings' engine for Windows, imported with the stand-ins; what it refuses for now it gives up at once."""
    known = sys.modules.get("xlwings._xlwindows")
    if known is not None:
        return known
    libraries = {"windll": _Library(), "oledll": SimpleNamespace(ole32=_Library(), oleacc=_Library())}
    sys.modules.update(_modules())
    with patch.multiple(ctypes, create=True, PyDLL=lambda _: _Library(), **libraries):
        sys.modules.setdefault("xlwings._win32patch", _module("_win32patch", CoClassBaseClass=type("C", (), {})))
        engine = importlib.import_module("xlwings._xlwindows")
    engine.N_COM_ATTEMPTS = 1  # type: ignore[attr-defined]
    xlwings._xlwindows = engine  # type: ignore[attr-defined]
    return engine
