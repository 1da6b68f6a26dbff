"""A workbook as the rest of the project sees it: read once, written back as a patched copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from xlperf.cells import Snapshot
from xlperf.edits import Plan, Receipt
from xlperf.errors import UnwritableError
from xlperf.messages import Message, say
from xlperf.ooxml.cautions import name_cautions
from xlperf.ooxml.clearing import clear_marks, restore_parts
from xlperf.ooxml.draft import part_path
from xlperf.ooxml.ground import Ground, read_ground
from xlperf.ooxml.lineage import Lineage, trace_lineage
from xlperf.ooxml.package import Package
from xlperf.ooxml.writing import Draw, Made, make_parts
from xlperf.ooxml.zipcopy import write_package
from xlperf.sheets import Page


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that was read; its file is not needed again."""

    path: Path
    ground: Ground
    cautions: tuple[Message, ...] = ()
    """What a clerk should know before this workbook is written: protection, a signature, macros."""

    @property
    def snapshot(self) -> Snapshot:
        """The workbook as the clerk's: marks, sheet and unchanged figures of an earlier run seen through."""
        return self.ground.snapshot

    @property
    def lineage(self) -> Lineage:
        """By what this workbook and its versions are known as such."""
        return trace_lineage(self.ground)

    def render(self, plan: Plan, draw: Draw | None, further: Sequence[Page] = ()) -> tuple[bytes, Receipt]:
        """A copy with the plan's edits, marks and notes, as a whole package; with `draw`, also a result page, and
        `further` ones behind it.

        Raises UnwritableError where a part cannot be rewritten; `targets.file.apply_plan` is the door for people.
        """
        return self._write(make_parts(self.ground, plan, draw, further))

    def render_cleared(self) -> tuple[bytes, Receipt]:
        """A copy without marks, notes and sheet of earlier runs; their figures stay. Raises UnwritableError."""
        return self._write(clear_marks(self.ground))

    def render_restored(self) -> tuple[bytes, Receipt]:
        """A copy as it was before the first run; the book must have been read to restore. Raises UnwritableError."""
        return self._write(restore_parts(self.ground))

    def _write(self, made: Made) -> tuple[bytes, Receipt]:
        origin, content = self.ground.origin, BytesIO()
        refuse_twins(origin, made.changed)
        write_package(content, origin.data, origin.members, made.changed, made.added)
        return content.getvalue(), made.receipt


def read_book(path: Path, restore: bool = False, data: bytes | None = None) -> Book:
    """Reads a workbook, earlier runs seen through; with `restore`, figures that they replaced are given back too.

    `data`: the workbook, where the file is of another kind.

    Raises UnreadableError, saying what is the matter and what to do.
    """
    ground = read_ground(path, restore, data)
    return Book(path, ground, tuple(name_cautions(ground)))


def refuse_twins(package: Package, changed: Iterable[str]) -> None:
    """Raises UnwritableError where another member goes by the name of a part that changes."""
    names = Counter(part_path(info.filename).lower() for info in package.members)
    twin = next((part for part in changed if names[part_path(part).lower()] > 1), None)
    if twin is not None:
        problem = say("{name}：内部有两个同名的文件 {part}，无法安全改写。", name=package.path.name, part=twin)
        raise UnwritableError(problem, say("请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"))
