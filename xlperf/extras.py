"""How a part of xlperf that is installed on demand gets onto this machine."""

from __future__ import annotations

import sys


def own_pip() -> str:
    """The pip of the very Python that runs xlperf, as it is typed: a bare pip may belong to another.

    In double quotes where a blank asks for them: cmd.exe knows no others.
    """
    program = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{program} -m pip"
