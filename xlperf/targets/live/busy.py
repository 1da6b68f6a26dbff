"""An application that does not take calls: a cell is being edited, or a dialog is open."""

from __future__ import annotations

_BUSY = frozenset((-2147418111, -2147417846, -2146777998))
"""RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, and VBA_E_IGNORE, which a cell in edit mode gives."""


def is_busy(error: BaseException) -> bool:
    """The call was turned away and may be made again.

    >>> is_busy(ValueError())
    False
    """
    codes = {getattr(error, "hresult", None)}
    details = getattr(error, "excepinfo", None)
    if details:
        codes.add(details[-1])
    return bool(codes & _BUSY) or type(error).__name__ == "ExcelBusyError"
