"""Proving again that a validated copy differs from its source by the edits alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlperf.errors import UnreadableError
from xlperf.messages import Message, say
from xlperf.ooxml.accounting import recall, unaccounted
from xlperf.ooxml.ground import read_ground
from xlperf.ooxml.memory import Memory, digest
from xlperf.ooxml.package import open_package


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
    ground = read_ground(source if source is not None else copy)
    differences = [] if source is not None else list(_changed_since(ground.is_exact))
    if not differences:
        differences = list(unaccounted(ground, package, memory))
    if source is None and not differences:
        rewritten = {found for part in memory.parts if (found := ground.package.find(part.part)) is not None}
        differences = list(_strange(digest(ground.package, rewritten) == memory.source))
    return Verification(tuple(differences), memory, len(ground.package.members) - len(memory.parts))


def _changed_since(is_exact: bool) -> Iterator[Message]:
    if not is_exact:
        yield say("副本写出后又被别的程序保存过，单凭它自己已无法证明；请同时给出原件")


def _strange(is_same: bool) -> Iterator[Message]:
    if not is_same:
        yield say("去掉所列改动后，与写出副本时的原件不同")


def _no_record(copy: Path) -> UnreadableError:
    problem = say("{name}：里面没有 xlperf 的记录，不是校验副本，或记录已被别的程序去掉。", name=copy.name)
    return UnreadableError(problem, say("请指定由 xlperf 写出的校验副本。"))
