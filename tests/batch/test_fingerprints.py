"""What a file is known again by."""

from __future__ import annotations

import os
from pathlib import Path

from xlperf.batch.fingerprints import fingerprint_file


def test_by_its_content_not_its_name_or_time(tmp_path: Path) -> None:
    one, other = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    one.write_bytes(b"same")
    other.write_bytes(b"same")
    os.utime(other, (0, 0))
    assert fingerprint_file(one) == fingerprint_file(other)
    other.write_bytes(b"else")
    assert fingerprint_file(one) != fingerprint_file(other)


def test_a_file_too_large_to_be_opened_is_not_read(tmp_path: Path) -> None:
    """A hole of 64 GiB: reading it would take minutes."""
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.truncate(64 << 30)
    assert fingerprint_file(path).startswith(f"{64 << 30}:")
    before = fingerprint_file(path)
    os.utime(path, (1, 1))
    assert fingerprint_file(path) != before


def test_what_cannot_be_read_has_none(tmp_path: Path) -> None:
    assert fingerprint_file(tmp_path / "没有.xlsx") == ""
