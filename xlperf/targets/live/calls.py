"""Calls to an application that may be busy, or may not have what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_BUSY = frozenset((-2147418111, -2147417846, -2146777998))
"""RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, and VBA_E_IGNORE, which a cell in edit mode gives."""


def is_busy(error: BaseException) -> bool:
    """The call was turned away and may be made again: a cell is being edited, or a dialog is open.

    >>> is_busy(ValueError())
    False
    """
    codes = {getattr(error, "hresult", None)}
    details = getattr(error, "excepinfo", None)
    if details:
        codes.add(details[-1])
    return bool(codes & _BUSY) or type(error).__name__ == "ExcelBusyError"


def is_of_application(error: BaseException) -> bool:
    """The application gave the error, not xlperf: it carries the number of a call's result.

    >>> is_of_application(ValueError())
    False
    """
    return hasattr(error, "hresult")


def as_far_as_it_goes(dress: Callable[[], object]) -> None:
    """Looks that the application does not have, or has no printer for, are no loss.

    Raises what a busy application raises, and faults of our own.
    """
    try:
        dress()
    except Exception as error:
        if is_busy(error) or not is_of_application(error):
            raise


def member(owner: Any, name: str, otherwise: Any = None) -> Any:
    """A member of the application's own object, `otherwise` where it has none of that name.

    Not getattr: what is missing is no AttributeError over COM. Raises what a busy application raises.
    """
    try:
        return getattr(owner, name)
    except Exception as error:
        if is_busy(error):
            raise
        return otherwise
