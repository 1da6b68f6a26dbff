"""Replacing stretches of a part's bytes, and taking the replacement back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Splice(NamedTuple):
    """The bytes from `start` to `end` give way to `new`."""

    start: int
    end: int
    new: bytes


def apply_splices(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with every stretch replaced, in one pass; insertions at one place keep their order.

    >>> apply_splices(b"<a><b/></a>", [Splice(7, 7, b"<c/>"), Splice(3, 7, b"")])
    b'<a><c/></a>'
    """
    pieces: list[bytes] = []
    done = 0
    for start, end, new in sort_splices(splices):
        pieces += (data[done:start], new)
        done = end
    pieces.append(data[done:])
    return b"".join(pieces)


def reverse_splices(data: bytes, splices: Iterable[Splice]) -> list[Splice]:
    """What turns the result of `apply_splices` into `data` again.

    >>> splices = [Splice(3, 7, b"<c>1</c>")]
    >>> after = apply_splices(b"<a><b/></a>", splices)
    >>> apply_splices(after, reverse_splices(b"<a><b/></a>", splices))
    b'<a><b/></a>'
    """
    back, shift = [], 0
    for start, end, new in sort_splices(splices):
        back.append(Splice(start + shift, start + shift + len(new), data[start:end]))
        shift += len(new) - (end - start)
    return back


def sort_splices(splices: Iterable[Splice]) -> list[Splice]:
    """In the order of their place; an insertion stands before a replacement that begins there."""
    return sorted(splices, key=lambda splice: (splice.start, splice.end))
