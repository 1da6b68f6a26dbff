"""How numbers are written: the check's code and signs that nobody takes for each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from unicodedata import normalize

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O, which read as 1 and 0, and no U."""

LENGTH, FULL = 6, 10
"""Signs behind the code as people see them, and as programs keep them: among 30,000 findings of one check two share the
first 6 in one folder of three, all 10 in one of two million."""

_MISTAKEN = str.maketrans("ILOU", "110V")
_NUMBER = re.compile(r"([A-Z])([0-9OIL]{3})-?([0-9A-Z]{6,10})")


def spell(code: str, subject: Iterable[str]) -> str:
    """The full number of what a check found about a subject.

    >>> spell("F201", ("某中心", "某项目"))
    'F201-N4M6124RVD'
    """
    content = "\x1f".join((code, *subject)).encode("utf-8", "surrogatepass")
    value = int.from_bytes(blake2b(content, digest_size=7).digest(), "big")
    return f"{code}-" + "".join(SIGNS[value >> 5 * place & 31] for place in range(FULL))


def short(number: str) -> str:
    """A full number as people see it.

    >>> short("F201-N4M6124RVD")
    'F201-N4M612'
    """
    return number[: -(FULL - LENGTH)]


def is_number(text: str) -> bool:
    """The text is a number, or was meant to be one."""
    return read_number(text) is not None


def read_number(text: str) -> str | None:
    """A number as somebody typed it: in small or wide letters, without the dash, O for 0; None for anything else.

    >>> read_number(" ｆ201 7k3qmo")
    'F201-7K3QM0'
    """
    found = _NUMBER.fullmatch("".join(normalize("NFKC", text).upper().replace("—", "-").split()))
    return found[1] + "-".join(part.translate(_MISTAKEN) for part in found.groups()[1:]) if found is not None else None
