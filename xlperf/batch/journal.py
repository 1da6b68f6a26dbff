"""The journal of a batch: what was done, kept beside the copies, so that a run that was broken off can be taken up.

One SQLite file in the output folder. A row stands for a workbook whose copy is on the disk, whole; it is written after
the copy and never before. Every row carries a seal: one that does not fit is as good as none.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from xlperf.batch.done import Done
from xlperf.batch.journal_copy import copy_tables
from xlperf.decisions import Decision
from xlperf.disk import explain
from xlperf.errors import UnwritableError
from xlperf.messages import say

JOURNAL = ".xlperf.sqlite"
"""The name of the journal in the output folder."""

PASSING = f"{JOURNAL}.new"
"""Its name while it is written anew."""

FORMAT = "xlperf.journal/4"

_SECONDS = 0.5
"""So long what was done may wait to be written for good: what is lost with it is done again."""

_TEXTS = ("basis", "practices", "source", "copies", "outcome", "sightings", "facts", "uses", "numbers")
_BLOBS = ("details", "forms", "issues", "document")
_COLUMNS = (*_TEXTS, *_BLOBS)
_FILE = [
    "path BLOB PRIMARY KEY",
    *(f"{name} TEXT NOT NULL" for name in _TEXTS),
    *(f"{name} BLOB NOT NULL" for name in _BLOBS),
]
_TABLES = {
    "journal": "(format TEXT NOT NULL, version TEXT NOT NULL)",
    "file": f"({', '.join(_FILE)}, seal TEXT NOT NULL) WITHOUT ROWID",
}
_LASTING = {
    "decision": "(number TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID",
    "note": "(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "earlier": "(path BLOB PRIMARY KEY, document BLOB NOT NULL, cells BLOB) WITHOUT ROWID",
}
"""Tables that a run which begins anew does not empty: what people have decided, and the submission before."""
_PAST = "CREATE TABLE IF NOT EXISTS past (path BLOB PRIMARY KEY, source TEXT NOT NULL) WITHOUT ROWID"
"""The sources of the run before, while a run that began anew is not finished."""
_SELECT = f"SELECT {', '.join(_COLUMNS)}, seal FROM file WHERE path = ?"
_REPLACE = f"REPLACE INTO file VALUES ({', '.join('?' * (len(_COLUMNS) + 2))})"


class Kept(NamedTuple):
    """What decides whether a workbook is done: by what it was judged, from what, and what was written of it."""

    basis: str
    practices: str
    source: str
    copies: str
    outcome: str


class Journal:
    """An open journal; no other process can open it meanwhile."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Takes over a connection that holds the lock, within a transaction."""
        self._path = path
        self._connection = connection
        self._committed = time.monotonic()

    def kept(self, path: str) -> Kept | None:
        """What is known of a workbook; None for nothing, or nothing that can be trusted."""
        row = self._connection.execute(_SELECT, (_key(path),)).fetchone()
        return Kept(*row[: len(Kept._fields)]) if row is not None and _seal(row[:-1]) == row[-1] else None

    def paths(self) -> list[str]:
        """The workbooks that it knows, in the order of the report."""
        return [_path(key) for (key,) in self._connection.execute("SELECT path FROM file ORDER BY path")]

    def read(self, column: str) -> Iterator[tuple[str, Any]]:
        """A column of every row with the workbook's path, in the order of the report."""
        assert column in _COLUMNS
        for key, value in self._connection.execute(f"SELECT path, {column} FROM file ORDER BY path"):
            yield _path(key), value

    def one(self, column: str, path: str) -> Any:
        """A column of one workbook's row. Raises LookupError where there is none."""
        assert column in _COLUMNS
        row = self._connection.execute(f"SELECT {column} FROM file WHERE path = ?", (_key(path),)).fetchone()
        if row is None:
            raise LookupError(path)
        return row[0]

    def record(self, done: Done, basis: str, practices: str) -> None:
        """Keeps what was done; sightings of the first reading stay where a second one brings none.

        Raises UnwritableError.
        """
        sightings = self._sightings(done.path) if done.sightings is None else done.sightings
        row = (basis, practices, *done._replace(sightings=sightings)[1:])
        with self._telling():
            self._connection.execute(_REPLACE, (_key(done.path), *row, _seal(row)))
        if time.monotonic() - self._committed > _SECONDS:
            self.commit()

    def _sightings(self, path: str) -> str:
        row = self._connection.execute("SELECT sightings FROM file WHERE path = ?", (_key(path),)).fetchone()
        return str(row[0]) if row is not None else "[]"

    def forget(self, path: str) -> None:
        """Takes out what is known of a workbook. Raises UnwritableError."""
        with self._telling():
            self._connection.execute("DELETE FROM file WHERE path = ?", (_key(path),))

    def unseal(self, path: str) -> None:
        """Says that a workbook's copy is about to be written again: a run that takes this one up does it anew.

        Raises UnwritableError.
        """
        with self._telling():
            self._connection.execute("UPDATE file SET seal = '' WHERE path = ?", (_key(path),))

    def decisions(self) -> dict[str, Decision]:
        """What people have decided, by number."""
        rows = self._connection.execute("SELECT number, document FROM decision ORDER BY number")
        return {number: Decision(*json.loads(document)) for number, document in rows}

    def decide(self, decisions: Mapping[str, Decision]) -> None:
        """Keeps these decisions and no others. Raises UnwritableError."""
        rows = [(number, json.dumps([d.send, d.handling, d.reason, d.about])) for number, d in decisions.items()]
        with self._telling():
            self._connection.execute("DELETE FROM decision")
            self._connection.executemany("INSERT INTO decision VALUES (?, ?)", rows)

    def noted(self, key: str) -> str:
        """What was noted under a key; empty for nothing."""
        row = self._connection.execute("SELECT value FROM note WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row is not None else ""

    def note(self, key: str, value: str) -> None:
        """Keeps a value under a key. Raises UnwritableError."""
        with self._telling():
            self._connection.execute("REPLACE INTO note VALUES (?, ?)", (key, value))

    def past_sources(self) -> dict[str, str]:
        """The fingerprints of the workbooks as the last finished run read them; none of what it passed over."""
        rows = self._connection.execute("SELECT path, source FROM past").fetchall()
        rows = rows or self._connection.execute("SELECT path, source FROM file").fetchall()
        return {_path(key): source for key, source in rows if source}

    def set_earlier(self, documents: Iterable[tuple[str, bytes]]) -> None:
        """Keeps a submission, a document a workbook, in the place of the one before. Raises UnwritableError."""
        with self._telling():
            self._connection.execute("DELETE FROM earlier")
            rows = ((_key(path), document) for path, document in documents)
            self._connection.executemany("INSERT INTO earlier VALUES (?, ?, NULL)", rows)

    def set_cells(self, path: str, cells: bytes) -> None:
        """Keeps the cells of a workbook of the earlier submission, unless they are known. Raises UnwritableError."""
        with self._telling():
            statement = "UPDATE earlier SET cells = ? WHERE path = ? AND cells IS NULL"
            self._connection.execute(statement, (cells, _key(path)))

    def earlier(self) -> Iterator[tuple[str, bytes, bytes | None]]:
        """The earlier submission: path, document, cells where they are known."""
        rows = self._connection.execute("SELECT path, document, cells FROM earlier ORDER BY path")
        return ((_path(key), document, cells) for key, document, cells in rows)

    def commit(self) -> None:
        """Writes for good what was recorded. Raises UnwritableError."""
        with self._telling():
            if self._connection.in_transaction:  # an interrupt may have come between the two
                self._connection.execute("COMMIT")
            self._connection.execute("BEGIN")
        self._committed = time.monotonic()

    def close(self) -> None:
        """Writes for good what was recorded, and lets go of the file. Raises UnwritableError."""
        with self._telling():
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
            self._connection.close()

    def compact(self) -> None:
        """Writes the journal anew: the same folder gives the same bytes. Then closes it.

        Raises UnwritableError.
        """
        passing = self._path.with_name(PASSING)
        self.copy(passing)
        with self._telling():
            self._connection.close()
            os.replace(passing, self._path)

    def copy(self, target: Path) -> None:
        """Writes all that is recorded into a file of its own, row by row in their order. Raises UnwritableError."""
        with self._telling():
            copy_tables(self._connection, _TABLES | _LASTING, target)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise unwritable(self._path, error) from error

    def begin(self, version: str, *, empty: bool) -> None:
        """Starts a run of that version of xlperf, taking up what is there or `empty`. Raises sqlite3.Error."""
        self._connection.execute(_PAST)
        if empty:
            self._remember_sources()
            for name, columns in _TABLES.items():
                self._connection.execute(f"DROP TABLE IF EXISTS {name}")
                self._connection.execute(f"CREATE TABLE {name} {columns}")
        self.make_lasting()
        self._connection.execute("DELETE FROM journal")
        self._connection.execute("INSERT INTO journal VALUES (?, ?)", (FORMAT, version))
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN")

    def make_lasting(self) -> None:
        """Makes the tables that last where they are not there. Raises sqlite3.Error."""
        for name, columns in _LASTING.items():
            self._connection.execute(f"CREATE TABLE IF NOT EXISTS {name} {columns}")

    def _remember_sources(self) -> None:
        """Before what was done is dropped: which sources it was made from."""
        columns = {row[1] for row in self._connection.execute("PRAGMA table_info(file)")}
        if {"path", "source"} <= columns:
            self._connection.execute("INSERT OR IGNORE INTO past SELECT path, source FROM file")


def unwritable(path: Path, error: Exception) -> UnwritableError:
    """The journal cannot be written: why, and what to do."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    why = explain(error) if isinstance(error, OSError) else _REASONS.get(code & 0xFF, say("{why}", why=error))
    return UnwritableError(
        say("运行记录写不进 {path}：{why}。", path=path, why=why),
        say("请确认文件夹可写、磁盘未满后加 --resume 重试；已做完的不会重做。"),
    )


_REASONS = {
    sqlite3.SQLITE_FULL: say("磁盘已满"),
    sqlite3.SQLITE_READONLY: say("没有权限"),
    sqlite3.SQLITE_CANTOPEN: say("没有权限，或那里不是普通文件"),
    sqlite3.SQLITE_IOERR: say("磁盘读写出错"),
}


def _seal(row: tuple[object, ...]) -> str:
    """By it a row is known that nothing has happened to."""
    seal = blake2b(digest_size=16)
    for value in row:
        part = value if isinstance(value, bytes) else str(value).encode()
        seal.update(b"%d:" % len(part))
        seal.update(part)
    return seal.hexdigest()


def _key(path: str) -> bytes:
    """A path as the key of its row: keys are in the order of the report, where a folder's name is one word."""
    return path.replace("/", "\0").encode("utf-8", "surrogatepass")


def _path(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass").replace("\0", "/")
