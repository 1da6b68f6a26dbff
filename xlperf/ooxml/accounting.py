"""What differs between a workbook and its validated copy, held against the edits that the copy remembers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zipfile import ZipInfo

from xlperf.messages import Message, say
from xlperf.ooxml.cell_accounting import cell_faults
from xlperf.ooxml.ground import Ground, find_store, remembered
from xlperf.ooxml.growth import is_well_formed, only_grew
from xlperf.ooxml.memory import CellMemory, Memory, PartMemory, fingerprint
from xlperf.ooxml.package import Package
from xlperf.ooxml.places import Position
from xlperf.ooxml.splice import apply_splices
from xlperf.ooxml.zipcopy import read_raw


def recall(copy: Package) -> Memory:
    """What a copy remembers; an empty memory where it has none. Raises UnreadableError."""
    store = find_store(copy)
    return (remembered(copy, store) if store is not None else None) or Memory()


def unaccounted(ground: Ground, copy: Package, memory: Memory) -> Iterator[Message]:
    """Every difference between the clerk's workbook and a copy that no remembered edit accounts for.

    Raises UnreadableError where a part of the copy cannot be read.
    """
    if odd := list(_listing_faults(ground, copy, memory)):
        yield from odd
        return
    rewritten = {part.part for part in memory.parts}
    for info, other in zip(ground.package.members, copy.members, strict=False):
        if info.filename not in rewritten and not _is_same(ground, copy, info, other):
            yield say("内部文件 {part} 与原件不同", part=info.filename)
    for part in memory.parts:
        yield from _part_faults(ground, copy, part, memory)
    for name, written in memory.added.items():
        yield from _added_faults(copy, name, written)


def _added_faults(copy: Package, name: str, written: str) -> Iterator[Message]:
    """A part that came new is what was written, by its fingerprint where there is one."""
    content = copy.read(name)
    if written and fingerprint(content) != written:
        yield say("内部文件 {part} 与写出时不同", part=name)
    elif _is_xml(name) and not is_well_formed(content):
        yield say("内部文件 {part} 不是完好的 XML", part=name)


def _listing_faults(ground: Ground, copy: Package, memory: Memory) -> Iterator[Message]:
    """The copy has the source's parts in their order, then the added ones."""
    wanted = [info.filename for info in ground.package.members] + list(memory.added)
    there = [info.filename for info in copy.members]
    if there != wanted:
        odd = sorted(set(there) ^ set(wanted)) or there
        yield say("内部文件的清单与原件对不上：{parts}", parts="、".join(odd[:5]))


def _is_same(ground: Ground, copy: Package, info: ZipInfo, other: ZipInfo) -> bool:
    """The part stands in the copy as it does in the source: by its compressed bytes, or at least by its content."""
    if info.filename not in ground.undone.replaced and _is_copied(ground, copy, info, other):
        return True
    return copy.read(info.filename) == ground.package.read(info.filename)


def _is_copied(ground: Ground, copy: Package, info: ZipInfo, other: ZipInfo) -> bool:
    same_kind = (other.CRC, other.file_size, other.compress_type) == (info.CRC, info.file_size, info.compress_type)
    return same_kind and read_raw(copy.data, other) == read_raw(ground.origin.data, info)


def _part_faults(ground: Ground, copy: Package, part: PartMemory, memory: Memory) -> Iterator[Message]:
    """A part that was rewritten is what was written; its stretches given back, it is the source's again."""
    before, after = ground.package.find(part.part), copy.find(part.part)
    if before is None or after is None:
        yield say("内部文件 {part} 与原件不同", part=part.part)
        return
    content = copy.read(after)
    faults = list(_stretch_faults(ground, before, content, part, memory))
    if not faults and fingerprint(content) != part.fingerprint:
        faults = [say("内部文件 {part} 除所列改动外还有不同", part=part.part)]
    yield from faults


def _stretch_faults(ground: Ground, before: str, content: bytes, part: PartMemory, memory: Memory) -> Iterator[Message]:
    """The stretches that were rewritten in a part, given back, leave the source's part; they only tell edits."""
    if apply_splices(content, part.back) != ground.package.read(before):
        yield say("内部文件 {part} 除所列改动外还有不同", part=part.part)
        return
    sheet = next((sheet for sheet in ground.parts.values() if ground.package.find(sheet.part) == before), None)
    if sheet is not None:
        yield from cell_faults(sheet, content, part.back, _cells_of(sheet.name, memory))
    elif not all(only_grew(back.new, content[back.start : back.end]) for back in part.back):
        yield say("内部文件 {part} 除所列改动外还有不同", part=part.part)
    elif _is_xml(before) and not is_well_formed(content):
        yield say("内部文件 {part} 不是完好的 XML", part=part.part)


def _cells_of(sheet: str, memory: Memory) -> Mapping[Position, CellMemory]:
    return {cell.position: cell for cell in memory.cells if cell.sheet == sheet}


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))
