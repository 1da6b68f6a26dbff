"""Opens the journal of an output folder: an earlier one is looked at before it is trusted."""

from __future__ import annotations

import sqlite3
from pathlib import Path, PurePath

from xlperf import __version__
from xlperf.batch.journal import FORMAT, JOURNAL, Journal, unwritable
from xlperf.batch.journal_copy import PAGE
from xlperf.disk import is_file
from xlperf.errors import UsageError
from xlperf.messages import Message, say

_SETTINGS = (f"page_size={PAGE}", "locking_mode=EXCLUSIVE", "synchronous=NORMAL", "temp_store=MEMORY")

_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)

_TELL_DAMAGED = say("上次的运行记录已损坏，不能采用，全部重做")


def open_journal(out: Path, resume: bool) -> tuple[Journal, Message | None]:
    """The journal of an output folder, and what is to be told of it; without `resume` an empty one.

    One that is damaged or of another format is begun anew. Raises UnwritableError where it cannot be written,
    UsageError where another run has it open.
    """
    path = out / JOURNAL
    try:
        out.mkdir(parents=True, exist_ok=True)
        return _open(path, resume)
    except (sqlite3.Error, OSError) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise in_use(out) from error
        raise unwritable(path, error) from error


def open_kept_journal(out: Path) -> Journal | None:
    """The journal of a finished run as it is, whatever version wrote it; None where there is none to go by.

    Raises what open_journal raises.
    """
    path = out / JOURNAL
    if not is_file(path):
        return None
    try:
        return _take_kept(path)
    except (sqlite3.Error, OSError) as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_BUSY:
            raise in_use(out) from error
        if code in _DAMAGED:
            return None
        raise unwritable(path, error) from error


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection to a journal that cannot change it. Raises sqlite3.Error."""
    return sqlite3.connect(f"{_address(path.absolute())}?mode=ro", uri=True, isolation_level=None)


def _address(path: PurePath) -> str:
    """The address of a file as SQLite takes it, which knows no servers: a share begins with two slashes more.

    >>> from pathlib import PureWindowsPath
    >>> _address(PureWindowsPath(r"\\\\server\\share\\a b")), _address(PureWindowsPath(r"C:\\a"))
    ('file:////server/share/a%20b', 'file:///C:/a')
    """
    address = path.as_uri()
    return address if address.startswith("file:///") else address.replace("file://", "file:////", 1)


def _take_kept(path: Path) -> Journal | None:
    connection = _connect(path)
    try:
        _, is_empty = _examine(connection)
        if is_empty and not _is_lasting(connection):
            connection.close()
            return None
        journal = Journal(connection, path)
        journal.make_lasting()
    except BaseException:
        connection.close()
        raise
    return journal


def _open(path: Path, resume: bool) -> tuple[Journal, Message | None]:
    try:
        return _take(path, resume)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _DAMAGED:
            raise
    path.unlink()
    journal, _ = _take(path, resume=False)
    return journal, _TELL_DAMAGED if resume else None


def in_use(out: Path) -> UsageError:
    """Another run has the folder's journal open."""
    return UsageError(say("另一个 xlperf 正在往 {out} 里写。", out=out), say("请等它做完，或另选一个输出文件夹。"))


def _connect(path: Path) -> sqlite3.Connection:
    """An open journal, locked. Raises sqlite3.Error."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN EXCLUSIVE")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_lasting(connection: sqlite3.Connection) -> bool:
    """It has what people have decided, though it was written by another version."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'decision'").fetchone() is not None


def _take(path: Path, resume: bool) -> tuple[Journal, Message | None]:
    connection = _connect(path)
    try:
        told, is_empty = _examine(connection)
        journal = Journal(connection, path)
        journal.begin(__version__, empty=is_empty or not resume)
    except BaseException:
        connection.close()
        raise
    return journal, told if resume else None


def _examine(connection: sqlite3.Connection) -> tuple[Message | None, bool]:
    """What is to be told of an earlier journal, and whether there is nothing in it to go by."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None, True
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        return _TELL_DAMAGED, True
    found = connection.execute("SELECT format, version FROM journal").fetchone() if "journal" in tables else None
    if found is None or found[0] != FORMAT:
        return say("上次的运行记录是另一种格式，不能采用，全部重做"), True
    if found[1] != __version__:
        return say("上次是 xlperf {version} 运行的，全部重做", version=found[1]), True
    return None, False
