"""Scenes in which a copy came out otherwise than it was meant: bytes that were damaged before they reached the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.hostile import good_parts, pack
from tests.support.message_telling import refusing
from xlperf.cli import main
from xlperf.edits import Plan
from xlperf.ooxml.book import read_book
from xlperf.targets.proof import prove, prove_restored


def damage_copies(_: Path) -> None:
    """A copy that is another workbook; a restored one that is, and one that breaks off."""
    main(["fill", "受保护.xlsx", "-o", "证明.xlsx"])
    book = read_book(Path("受保护.xlsx"))
    _, receipt = book.render(Plan(), None, ())
    other = pack(good_parts())
    with refusing():
        prove(book, Plan(), receipt, other)
    filled = read_book(Path("证明.xlsx"), restore=True)
    for damaged in (other, filled.render_restored()[0][:-1000]):
        with refusing():
            prove_restored(filled, damaged)


ACTS: tuple[Callable[[Path], None], ...] = (damage_copies,)
