"""Workbooks at an address (s3://, sftp://, zip:// …) as a folder of this machine, through fsspec."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from xlperf.disk import explain
from xlperf.errors import UnreadableError, UsageError, XlperfError
from xlperf.folder import ARCHIVES, Entry
from xlperf.messages import say
from xlperf.ooxml.container import LARGEST_FILE
from xlperf.outcomes import failed
from xlperf.task import CONVERTED, READABLE

_SUFFIXES = (*READABLE, *CONVERTED, *ARCHIVES)

_AT_ONCE = 64
"""So many files are asked for at once: over a network, waiting takes longer than reading."""


class Fetched(NamedTuple):
    """The folder with the workbooks in their tree, and those that could not be fetched."""

    folder: Path
    refused: tuple[Entry, ...] = ()


@contextmanager
def fetch_folder(address: str) -> Iterator[Fetched]:
    """The workbooks below an address, in a passing folder; a folder of this machine as it is.

    Raises UnreadableError where it cannot be listed, UsageError for an address of no known kind and for one without
    workbooks.
    """
    system, root = _open(address)
    if isinstance(system, LocalFileSystem):
        yield Fetched(Path(root))
        return
    sizes = _find(system, root, address)
    with TemporaryDirectory(prefix="xlperf-") as folder:
        refused = [entry for names in _bundles(sizes) for entry in _fetch(system, root, names, sizes, Path(folder))]
        yield Fetched(Path(folder), tuple(refused))


def _open(address: str) -> tuple[Any, str]:
    try:
        system, root = url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise UsageError(
            say("{address} 是哪一种地址，认不出：{why}。", address=address, why=error),
            say("请检查写法；有的地址还要另装一个包，如 s3:// 要 pip install s3fs。"),
        ) from error
    except Exception as error:  # every kind of file system has faults of its own
        raise _unreadable(address, error) from error
    return system, root.rstrip("/")


def _find(system: Any, root: str, address: str) -> dict[str, int]:
    """The workbooks below an address as the file system calls them, with their sizes, 0 where it knows none."""
    try:
        listed = system.find(root, detail=True).items()
        found = {name: told.get("size") or 0 for name, told in listed if name.lower().endswith(_SUFFIXES)}
    except Exception as error:  # as above
        raise _unreadable(address, error) from error
    if not found:
        raise UsageError(say("{address} 里没有工作簿。", address=address), say("请检查地址是否写对。"))
    return found


def _unreadable(address: str, error: Exception) -> UnreadableError:
    return UnreadableError(
        say("{address} 读不出：{why}。", address=address, why=_why(error)), say("请检查地址、网络和权限。")
    )


def _why(error: object) -> object:
    """The system's reason in the clerk's words; what a file system says of itself as it says it."""
    return explain(error) if isinstance(error, OSError) else error


def _bundles(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Files that are asked for together: not too many, and together not larger than one may be."""
    bundle: list[str] = []
    for name, size in sizes.items():
        if bundle and (len(bundle) == _AT_ONCE or sum(map(sizes.__getitem__, bundle)) + size > LARGEST_FILE):
            yield bundle
            bundle = []
        bundle.append(name)
    yield bundle


def _fetch(system: Any, root: str, names: Sequence[str], sizes: Mapping[str, int], folder: Path) -> Iterator[Entry]:
    """Fetches files, and names those that cannot be had; what no workbook is as large as is not asked for."""
    paths = [name[len(root) :].lstrip("/") if name.startswith(root) else name for name in names]
    if max(sizes[name] for name in names) > LARGEST_FILE:  # it is alone in its bundle
        why = say("有 {size} MB，大得不像自评表", size=sizes[names[0]] >> 20)
        yield Entry(folder / paths[0], paths[0], failed(paths[0], _unfetched(paths[0], why)))
        return
    contents = system.cat_ranges(list(names), [None] * len(names), [None] * len(names), on_error="return")
    for name, path, content in zip(names, paths, contents, strict=True):
        if not _is_below(path):
            yield Entry(folder / path, path, failed(path, _unfetched(path, say("路径指向别处"))))
            continue
        try:
            _put(folder, path, content)
            _date(folder / path, system, name)
        except (OSError, ValueError) as error:
            yield Entry(folder / path, path, failed(path, _unfetched(path, error)))


def _put(folder: Path, path: str, content: bytes | Exception) -> None:
    """Raises OSError or ValueError where there is no content, or no file of that name."""
    if isinstance(content, Exception):
        raise OSError(str(content))
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content)


def _is_below(path: str) -> bool:
    """A path that leads to no other place: what stands in an archive may be called anything."""
    parts = PurePosixPath(path).parts
    return not path.startswith("/") and ".." not in parts and (os.sep == "/" or not set(path) & set("\\:"))


def _date(path: Path, system: Any, name: str) -> None:
    """Gives a file the time at which it was written where it came from; a time that says nothing where none is told."""
    try:
        written = system.modified(name).timestamp()
    except Exception:  # many file systems know no such time, and each says so in its own way
        written = 0
    os.utime(path, (written, written))


def _unfetched(path: str, error: object) -> XlperfError:
    return XlperfError(
        say("{path}：取不到：{why}。", path=path, why=_why(error)),
        say("请检查文件名、网络和权限，再加 --retry-failed 重试。"),
    )
