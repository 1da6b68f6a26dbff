"""Proving again that a validated copy differs from its source by the edits alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlperf.converting import open_ground
from xlperf.errors import UnreadableError
from xlperf.messages import Message, say
from xlperf.ooxml.accounting import recall, unaccounted
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.memory import Memory, digest
from xlperf.ooxml.package import open_package
from xlperf.ooxml.undo import undo_exactly


@dataclass(frozen=True, slots=True)
class Verification:
    """What comparing a copy with its source gave: every difference that is no edit, and what the edits are.

    `untouched` are the parts that stand in the copy byte for byte as in the source.
    """

    differences: tuple[Message, ...]
    memory: Memory
    untouched: int

    @property
    def is_proven(self) -> bool:
        """There is no difference but the edits."""
        return not self.differences


def verify(copy: Path, source: Path | None = None) -> Verification:
    """Compares a copy with its source; without one, with the digest of it that the copy holds.

    Raises UnreadableError where a file cannot be read, or where the copy holds no record of a run.
    """
    package = open_package(copy)
    memory = recall(package)
    if not memory.source:
        raise _no_record(copy)
    ground = open_ground(source if source is not None else copy)
    differences = list(_changed_since(undo_exactly(package, memory) is not None, source))
    if source is not None or not differences:
        differences += unaccounted(ground, package, memory)
        differences += _strange(ground, memory, source)
    return Verification(tuple(differences), memory, len(ground.package.members) - len(memory.parts))


def _changed_since(is_exact: bool, source: Path | None) -> Iterator[Message]:
    if not is_exact and source is None:
        yield say("副本写出后又改动过，或被别的程序保存过，已无法证明；同时给出原件，可看到哪里不同")
    elif not is_exact:
        yield say("副本写出后又改动过，或被别的程序保存过")


def _strange(ground: Ground, memory: Memory, source: Path | None) -> Iterator[Message]:
    """What the copy remembers of its source does not fit the workbook that is left without the edits."""
    rewritten = {found for part in memory.parts if (found := ground.package.find(part.part)) is not None}
    if digest(ground.package, rewritten | ground.undone.replaced.keys()) == memory.source:
        return
    if source is None:
        yield say("去掉所列改动后，与写出副本时的原件不同")
    else:
        yield say("{name} 不是写出副本时的原件，或后来改动过", name=source.name)


def _no_record(copy: Path) -> UnreadableError:
    problem = say("{name}：里面没有 xlperf 的记录，不是校验副本，或记录已被别的程序去掉。", name=copy.name)
    return UnreadableError(problem, say("请指定由 xlperf 写出的校验副本。"))
