"""A journal written anew into another file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PAGE = 4096
"""Bytes of a page of the file."""


def copy_tables(connection: sqlite3.Connection, tables: Mapping[str, str], target: Path) -> None:
    """Writes these tables, whose columns are given, into a file of their own, by the first column in order.

    What was recorded is written for good before; where the copy fails, nothing of it is left and the connection goes
    on as before. Raises sqlite3.Error, OSError.
    """
    target.unlink(missing_ok=True)
    try:
        with _attached(connection, target):
            _fill(connection, tables)
    except BaseException:  # of a full disk, say
        target.unlink(missing_ok=True)
        raise


@contextmanager
def _attached(connection: sqlite3.Connection, target: Path) -> Iterator[None]:
    if connection.in_transaction:
        connection.execute("COMMIT")
    connection.execute("ATTACH ? AS fresh", (str(target),))
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DETACH fresh")
        connection.execute("BEGIN")


def _fill(connection: sqlite3.Connection, tables: Mapping[str, str]) -> None:
    for setting in (f"page_size={PAGE}", "journal_mode=OFF"):
        connection.execute(f"PRAGMA fresh.{setting}")
    connection.execute("BEGIN")
    for name, columns in tables.items():
        connection.execute(f"CREATE TABLE fresh.{name} {columns}")
    for name in tables:
        connection.execute(f"INSERT INTO fresh.{name} SELECT * FROM main.{name} ORDER BY 1")
    connection.execute("COMMIT")
