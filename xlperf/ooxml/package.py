"""The zip package of a workbook: its members and relationships, each member inflated at most once."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Callable, Mapping, Set
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import NamedTuple, TypeVar
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from xlperf.errors import UnreadableError
from xlperf.messages import Message, say
from xlperf.ooxml.container import read_file
from xlperf.ooxml.outline import Element, read_alike, to_utf8
from xlperf.ooxml.refusals import broken_xml, is_doctype_in
from xlperf.ooxml.zipcopy import read_raw

LARGEST_TOTAL = 512 << 20
"""Bytes that a package may inflate to."""

LARGEST_RATIO, RATIO_FROM = 200, 10 << 20
"""How many times its size a member beyond RATIO_FROM bytes may inflate to: the XML of real workbooks stays below."""

LARGEST_XML = 160 << 20
"""Bytes that a part of XML may inflate to: a sheet with every row of it formatted has less than that."""

LARGEST_DIRECTORY = 4 << 20
"""Bytes of a package's directory: room for some 50,000 members, where a workbook has hundreds."""

_BEGINNING = 2048
_PARSED = ("workbook.xml", "workbook.xml.rels", "/.rels")
"""Parts that every reading parses."""

_MAKE_SMALLER = say("请确认文件来源；若确为自评表，请删去多余的空行空列后另存再试。")
_SAVE_AGAIN = say("请用 Excel 或 WPS 打开后另存为 .xlsx 再试。")


T = TypeVar("T")


class Relation(NamedTuple):
    """A relationship: its id, the last word of its type, the target part (or address, where `external`)."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """A package in memory. Parts are found without regard to case, backslashes and a leading slash."""

    def __init__(self, path: Path, data: bytes, members: list[ZipInfo]) -> None:
        """Indexes the members; of two with one name the first counts."""
        self.path = path
        self.data = data
        self.members = members
        self._index: dict[str, ZipInfo] = {}
        self._parts: dict[str, bytes] = {}
        self._outlines: dict[str, Element] = {}
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self._workbook: str | None = None
        for info in members:
            self._index.setdefault(_fold(info.filename), info)

    def find(self, part: str) -> str | None:
        """The member's own name of a part, None where there is none."""
        info = self._index.get(_fold(part))
        return info.filename if info else None

    def read(self, part: str) -> bytes:
        """A part's bytes; XML in UTF-8. Raises UnreadableError where it is missing or damaged."""
        key = _fold(part)
        if key not in self._parts:
            info = self._index.get(key)
            if info is None:
                raise self.refusal(say("缺少内部文件 {part}，工作簿已损坏。", part=part))
            self._parts[key] = self._inflate(info)
            if _is_xml(key):  # read again as stored above
                self._parts[key] = self.parse(part, to_utf8)
        return self._parts[key]

    def outline(self, part: str) -> Element:
        """The root of a small XML part, parsed once. Raises UnreadableError."""
        key = _fold(part)
        if key not in self._outlines:
            self._outlines[key] = self.parse(part, read_alike)
        return self._outlines[key]

    def parse(self, part: str, read: Callable[[bytes], T]) -> T:
        """What `read` makes of a part. Raises UnreadableError, naming the file."""
        content = self.read(part)
        try:
            return read(content)
        except UnreadableError as error:
            raise self.refusal(error.problem) from error
        except RecursionError as error:
            raise self.refusal(broken_xml().problem) from error

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The relationships of a part, of the package itself where `part` is empty."""
        if part not in self._relations:
            folder, name = posixpath.split(part.replace("\\", "/"))
            rels = posixpath.join(folder, "_rels", f"{name}.rels")
            children = self.outline(rels).all("Relationship") if self.find(rels) else ()
            self._relations[part] = tuple(_relation(child, folder) for child in children)
        return self._relations[part]

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind that a part is related to and that is there."""
        targets = (r.target for r in self.relations(part) if r.kind == kind and not r.external)
        return next((found for target in targets if (found := self.find(target)) is not None), None)

    def workbook(self) -> str:
        """The workbook part, looked for once. Raises UnreadableError where the package has none."""
        if self._workbook is None:
            self._workbook = self._find_workbook()
        return self._workbook

    def _find_workbook(self) -> str:
        part = self.related("", "officeDocument") or self.find("xl/workbook.xml")
        if part is not None and part.lower().endswith(".bin"):
            raise self.refusal(say("是二进制工作簿（.xlsb），只是改了扩展名。"))
        if part is None or self.outline(part).name != "workbook":
            raise self.refusal(say("是压缩包或其他文档，里面没有工作簿。"))
        return part

    def with_parts(self, parts: Mapping[str, bytes], dropped: Set[str] = frozenset()) -> Package:
        """The same package with other contents of some parts, and without those dropped."""
        package = Package(self.path, self.data, [info for info in self.members if info.filename not in dropped])
        changed = {_fold(part): content for part, content in parts.items()}
        package._parts = {**self._parts, **changed}
        package._outlines = {key: root for key, root in self._outlines.items() if key not in changed}
        return package

    def refusal(self, what: Message) -> UnreadableError:
        """The error that says of this file what is so."""
        return UnreadableError(say("{name}：{what}", name=self.path.name, what=what), _SAVE_AGAIN)

    def refuse_large(self, most: int) -> None:
        """Raises UnreadableError where a part of XML would inflate to more than `most` bytes."""
        for info in self.members:
            if info.file_size > most and _is_xml(_fold(info.filename)):
                what = say(
                    "内部文件 {part} 有 {size} MB，大得不像自评表，没有打开。",
                    part=info.filename,
                    size=info.file_size >> 20,
                )
                raise UnreadableError(say("{name}：{what}", name=self.path.name, what=what), _MAKE_SMALLER)

    def read_whole(self, part: str) -> bytes:
        """A part as it stands, which is not kept. Raises UnreadableError where it is damaged or declares a DTD."""
        content = self._inflate(self._index[_fold(part)])
        if _is_xml(_fold(part)) and is_doctype_in(to_utf8(content)):
            raise self._doctype(part)
        return content

    def _doctype(self, part: str) -> UnreadableError:
        return self.refusal(say("内部文件 {part} 带有 DTD 声明，可能有害，没有打开。", part=part))

    def beginning(self, info: ZipInfo) -> bytes:
        """The first bytes of a member, as far as a document type may stand there; empty where it is damaged."""
        try:
            raw = read_raw(self.data, info)
            return raw[:_BEGINNING] if info.compress_type == ZIP_STORED else _inflate(raw[:_BEGINNING], _BEGINNING)
        except Exception:  # what is damaged is said where the part is read
            return b""

    def _inflate(self, info: ZipInfo) -> bytes:
        try:
            raw = read_raw(self.data, info)
            content = raw if info.compress_type == ZIP_STORED else _inflate(raw, info.file_size)
        except Exception as error:
            raise self.refusal(say("内部文件 {part} 已损坏，多半是没有下载或复制完整。", part=info.filename)) from error
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise self.refusal(say("内部文件 {part} 已损坏，多半是没有下载或复制完整。", part=info.filename))
        return content


def open_package(path: Path, data: bytes | None = None) -> Package:
    """A workbook's package; `data` where the file itself is none and has been written as one.

    Raises UnreadableError for anything else, saying what it is, and for what may do harm.
    """
    package = parse_package(path, read_file(path) if data is None else data)
    _refuse_bomb(package)
    package.refuse_large(LARGEST_XML)
    _refuse_odd_compression(package)
    _refuse_doctypes(package)
    return package


def parse_package(path: Path, data: bytes) -> Package:
    """A package as it stands, of whose harmlessness somebody else has made sure. Raises UnreadableError."""
    try:
        with ZipFile(_Bytes(data)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except _DirectoryError as error:
        what = say("{name}：里面的文件多得异常，可能是压缩炸弹，没有打开。", name=path.name)
        raise UnreadableError(what, _MAKE_SMALLER) from error
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        what = say("{name}：文件不完整或已损坏。", name=path.name)
        raise UnreadableError(what, say("请重新获取该文件，或用 Excel 打开并修复后另存再试。")) from error
    return Package(path, data, members)


class _DirectoryError(Exception):
    """The directory of a package is larger than any workbook's."""


class _Bytes(BytesIO):
    """The bytes of a package, of which zipfile reads the directory at one go before anybody can count its members."""

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        if len(found) > LARGEST_DIRECTORY:
            raise _DirectoryError
        return found


def _refuse_doctypes(package: Package) -> None:
    """In parts that nobody parses here: a copy would pass them on. The parsers of the others refuse it themselves."""
    for info in package.members:
        name = _fold(info.filename)
        if _is_xml(name) and not name.endswith(_PARSED) and b"<!DOCTYPE" in package.beginning(info).replace(b"\0", b""):
            raise package._doctype(info.filename)


def _refuse_bomb(package: Package) -> None:
    total = sum(info.file_size for info in package.members)
    dense = any(
        i.file_size > RATIO_FROM and i.file_size > LARGEST_RATIO * max(1, i.compress_size) for i in package.members
    )
    if total > LARGEST_TOTAL or dense:
        raise UnreadableError(
            say(
                "{name}：解压后大得异常（{size} MB），可能是压缩炸弹，没有打开。",
                name=package.path.name,
                size=total >> 20,
            ),
            _MAKE_SMALLER,
        )


def _refuse_odd_compression(package: Package) -> None:
    for info in package.members:
        if info.flag_bits & 1:
            raise package.refusal(say("压缩包设有密码，无法读取。"))
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise package.refusal(say("用了不支持的压缩方式，无法读取。"))


def _inflate(raw: bytes, size: int) -> bytes:
    """Deflated bytes, no further than the declared size and one more."""
    content: bytes = _DEFLATED.decompressobj(-15).decompress(raw, size + 1)
    return content


def _reader_of_deflated() -> ModuleType:
    try:
        from isal import isal_zlib
    except ImportError:  # the plain zlib does the same, at half the speed
        return zlib
    faster: ModuleType = isal_zlib  # installed or not, its type is told
    return faster


_DEFLATED = _reader_of_deflated()


@lru_cache(maxsize=4096)  # the same few names, asked for some eighty times a workbook
def _fold(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _is_xml(key: str) -> bool:
    return key.endswith((".xml", ".rels"))


def _relation(element: Element, folder: str) -> Relation:
    attributes = element.attributes
    kind = attributes.get("Type", "").rsplit("/", 1)[-1]
    external = attributes.get("TargetMode") == "External"
    target = attributes.get("Target", "")
    if not external:
        target = _resolve(target, folder)
    return Relation(attributes.get("Id", ""), kind, target, external)


def _resolve(target: str, folder: str) -> str:
    """A target as a part name: relative to its owner's folder, or absolute."""
    plain = unquote(target.replace("\\", "/").partition("#")[0])
    return plain.lstrip("/") if plain.startswith("/") else posixpath.normpath(posixpath.join(folder, plain))
