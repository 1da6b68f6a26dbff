"""A workbook as the rest of the project sees it: read once, written back as a patched copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from xlperf.cells import Snapshot
from xlperf.edits import Plan, Receipt
from xlperf.errors import UnwritableError
from xlperf.messages import Message, say
from xlperf.ooxml.draft import part_path
from xlperf.ooxml.ground import Ground, read_ground
from xlperf.ooxml.package import Package
from xlperf.ooxml.writing import Draw, make_parts
from xlperf.ooxml.zipcopy import write_package


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

    def render(self, plan: Plan, draw: Draw | None) -> tuple[bytes, Receipt]:
        """A copy with the plan's edits, marks and notes, as a whole package; with `draw`, the result page comes last.

        Raises UnwritableError where a part cannot be rewritten; `targets.file.apply_plan` is the door for people.
        """
        origin = self.ground.origin
        made = make_parts(self.ground, plan, draw)
        _refuse_twins(origin, made.changed)
        content = BytesIO()
        write_package(content, origin.data, origin.members, made.changed, made.added)
        return content.getvalue(), made.receipt


def read_book(path: Path) -> Book:
    """Reads a workbook. Raises UnreadableError, saying what is the matter and what to do."""
    ground = read_ground(path)
    return Book(path, ground, tuple(_cautions(ground)))


def _refuse_twins(package: Package, changed: Iterable[str]) -> None:
    """Raises UnwritableError where another member goes by the name of a part that changes."""
    names = Counter(part_path(info.filename).lower() for info in package.members)
    twin = next((part for part in changed if names[part_path(part).lower()] > 1), None)
    if twin is not None:
        problem = say("{name}：内部有两个同名的文件 {part}，无法安全改写。", name=package.path.name, part=twin)
        raise UnwritableError(problem, say("请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"))


def _cautions(ground: Ground) -> Iterator[Message]:
    package = ground.package
    for part in ground.parts.values():
        if part.scan.protection.get("sheet") in ("1", "true"):
            yield say("工作表“{sheet}”受保护；保护原样保留。", sheet=part.name)
    names = [info.filename.lower().replace("\\", "/") for info in package.members]
    # The folder is a habit of Office; what counts is the relationship .../digital-signature/origin.
    is_signed = any(relation.kind == "origin" for relation in package.relations(""))
    if is_signed or any(name.startswith("_xmlsignatures/") for name in names):
        yield say("工作簿带有数字签名，任何改动都会使副本中的签名失效。")
    if any(name.endswith("vbaproject.bin") for name in names):
        yield say("工作簿含宏；宏原样保留，从不运行。")
