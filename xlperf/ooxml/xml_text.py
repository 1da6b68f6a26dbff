"""Text on its way into XML."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Text without the characters that XML cannot hold, its line ends as one sign."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
