"""The workbooks below a folder, and the names of their copies: nothing is read or written here but folders."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from xlperf.disk import explain, real
from xlperf.errors import XlperfError
from xlperf.messages import Message, say
from xlperf.outcomes import FileOutcome, failed
from xlperf.sheets import RESULT_SHEET
from xlperf.task import CONVERTED, READABLE

ARCHIVES = (".zip",)
"""Suffixes of archives whose files a batch takes."""

CLOSED_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz")
"""Suffixes of archives that are named, with what to do about them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A workbook below a folder: `path` relative to it, with slashes; `refusal` where it is not to be opened."""

    source: Path
    path: str
    refusal: FileOutcome | None = None


def find_workbooks(folder: Path, out: Path) -> tuple[Entry, ...]:
    """Every workbook below a folder, in the order of their paths.

    What lies under `out`, a linked folder (it may lead in circles) and a folder that cannot be opened are named with
    a refusal.
    """
    return tuple(sorted(_entries(folder, real(out)), key=lambda entry: entry.path.split("/")))


def _entries(folder: Path, out: Path) -> Iterator[Entry]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        place = Path(parent)
        yield from (_linked(folder, place / name) for name in folders if os.path.islink(place / name))
        is_output = real(place).is_relative_to(out)
        for name in names:
            if name.lower().endswith((*READABLE, *CONVERTED, *ARCHIVES)):
                yield _entry(folder, place / name, is_output)
            elif name.lower().endswith(CLOSED_ARCHIVES):
                yield _packed(folder, place / name)
    yield from (_closed(folder, error) for error in closed)


def _entry(folder: Path, source: Path, is_output: bool) -> Entry:
    path = _relative(folder, source)
    return Entry(source, path, _skipped(path, say("在输出文件夹里，是已生成的结果。")) if is_output else None)


def _linked(folder: Path, source: Path) -> Entry:
    path = _relative(folder, source)
    return Entry(source, path, _skipped(path, say("是指向别处的文件夹链接，没有进入。")))


def _closed(folder: Path, error: OSError) -> Entry:
    source = Path(error.filename)
    path = _relative(folder, source)
    fault = XlperfError(say("文件夹打不开：{why}。", why=explain(error)), say("请确认有权限读取后重试。"))
    return Entry(source, path, failed(path, fault))


def _packed(folder: Path, source: Path) -> Entry:
    path = _relative(folder, source)
    fault = XlperfError(
        say("是 {suffix} 压缩包，打不开。", suffix=source.suffix), say("请解压后再处理，或另存为 .zip。")
    )
    return Entry(source, path, failed(path, fault))


def _skipped(path: str, why: Message) -> FileOutcome:
    return failed(path, XlperfError(why, say("如需处理，请单独指定。")), "skipped")


def _relative(folder: Path, source: Path) -> str:
    return source.relative_to(folder).as_posix()


def result_name(copy: str) -> str:
    """The name of the workbook with the result sheet of a copy that cannot take it; no two copies have the same.

    >>> result_name("区/自评表.xlsx"), result_name("区/自评表.xlsm")
    ('区/自评表_校验结果.xlsx', '区/自评表.xlsm_校验结果.xlsx')
    """
    return f"{copy.removesuffix('.xlsx')}_{RESULT_SHEET}.xlsx"


def free_names(paths: Iterable[str], reserved: Iterable[str]) -> Mapping[str, str]:
    """A name for every path, itself where it is free; no two are one on a disk that knows no upper and lower case.

    >>> dict(free_names(["a.xlsx", "A.xlsx", "汇总.xlsx"], ["汇总.xlsx"]))
    {'a.xlsx': 'a.xlsx', 'A.xlsx': 'A (2).xlsx', '汇总.xlsx': '汇总 (2).xlsx'}
    """
    paths = tuple(paths)
    sources, taken, names = set(map(_fold, paths)), set(map(_fold, reserved)), dict[str, str]()
    kept = frozenset(taken)
    for path in paths:
        place = _free_folder(path, kept)
        candidates = (name for name in _numbered(place) if name == place or _fold(name) not in sources)
        names[path] = next(name for name in candidates if _fold(name) not in taken)
        taken.add(_fold(names[path]))
    return names


def _free_folder(path: str, reserved: frozenset[str]) -> str:
    """The path in a folder of another name, where its own is reserved for a file."""
    folder, slash, rest = path.partition("/")
    return f"{folder} (2){slash}{rest}" if slash and _fold(folder) in reserved else path


def _numbered(path: str) -> Iterator[str]:
    yield path
    pure, number = PurePosixPath(path), 2
    while True:
        yield str(pure.with_name(f"{pure.stem} ({number}){pure.suffix}"))
        number += 1


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
