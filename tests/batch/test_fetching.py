"""Workbooks at an address: fetched with their tree and their times, and judged as if they lay in a folder."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.folders import form, hashes, write
from xlperf.batch import run_batch
from xlperf.errors import UnreadableError, UsageError

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")

from xlperf.batch.fetching import fetch_folder  # noqa: E402

NAMES = ("区/100%[终]?*.xlsx", "区/二/#1.xlsx", "表.xlsx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some workbooks and something else."""
    for number, name in enumerate(NAMES):
        write(tmp_path / "in" / name, form("84.6", "9", project=f"项目{number}"))
    (tmp_path / "in" / "读我.log").write_text("无关", "utf-8")
    return tmp_path / "in"


@pytest.fixture
def memory(folder: Path) -> Iterator[Any]:
    """The same in a file system of fsspec's own."""
    memory = fsspec.filesystem("memory")
    memory.put(f"{folder}/", "/batch/", recursive=True)
    yield memory
    memory.rm("/batch", recursive=True)


def test_an_address_gives_what_a_folder_gives(folder: Path, memory: Any, tmp_path: Path) -> None:
    run_batch(folder, tmp_path / "alone")
    with fetch_folder("memory://batch") as fetched:
        assert fetched.refused == ()
        assert set(hashes(fetched.folder)) == set(NAMES)
        run_batch(fetched.folder, tmp_path / "out")
    assert not fetched.folder.exists()
    assert hashes(tmp_path / "out") == hashes(tmp_path / "alone")


def test_it_is_taken_up_by_what_the_files_hold(memory: Any, tmp_path: Path) -> None:
    steps: list[int] = []
    for _ in range(2):
        with fetch_folder("memory://batch/") as fetched:
            run_batch(fetched.folder, tmp_path / "out", resume=True, on_progress=lambda done, count: steps.append(done))
    assert steps == [1, 2, 3]


def test_files_keep_their_times(memory: Any) -> None:
    memory.store["/batch/表.xlsx"].modified = datetime(2022, 3, 1, 8, 30, tzinfo=UTC)
    with fetch_folder("memory://batch") as fetched:
        assert os.stat(fetched.folder / "表.xlsx").st_mtime == 1646123400


def test_an_archive_is_read_and_what_leads_out_of_it_is_refused(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "报送.zip", "w") as archive:
        for name in ("区/甲.xlsx", "../外.xlsx"):
            archive.write(folder / "表.xlsx", name)
    with fetch_folder(f"zip://::{tmp_path / '报送.zip'}") as fetched:
        assert set(hashes(fetched.folder)) == {"区/甲.xlsx"}
        (refused,) = fetched.refused
        assert "外.xlsx" in refused.path
        batch = run_batch(fetched.folder, tmp_path / "out", refused=fetched.refused)
    assert {o.path: o.is_failure for o in batch.outcomes} == {"区/甲.xlsx": False, refused.path: True}
    assert not (fetched.folder.parent / "外.xlsx").exists()


def test_a_file_that_cannot_be_had_is_named_and_the_rest_is_there(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read = type(memory).cat_file

    def refuse(self: Any, path: str, *args: Any, **choices: Any) -> bytes:
        if "#1" in path:
            raise PermissionError("access denied")
        content: bytes = read(self, path, *args, **choices)
        return content

    monkeypatch.setattr(type(memory), "cat_file", refuse)
    with fetch_folder("memory://batch") as fetched:
        assert set(hashes(fetched.folder)) == {NAMES[0], NAMES[2]}
        (refused,) = fetched.refused
    assert (refused.path, "access denied" in str(refused.refusal and refused.refusal.error)) == (NAMES[1], True)


def test_a_folder_of_this_machine_is_used_as_it_is(folder: Path) -> None:
    with fetch_folder(folder.as_uri().replace("%", "%25") if "%" in str(folder) else f"file://{folder}") as fetched:
        assert fetched.folder == folder
    assert (folder / "表.xlsx").is_file()


@pytest.mark.parametrize(
    ("address", "error", "told"),
    [
        ("memory://没有", UsageError, "里没有工作簿"),
        ("unheard-of://x", UsageError, "认不出"),
        ("zip://::/没有.zip", UnreadableError, "读不出"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(address: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told), fetch_folder(address):
        pass
