"""The workbooks below a folder, and the names of their copies."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from xlperf.folder import find_workbooks, free_names


def touch(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"")


def statuses(root: Path, out: Path) -> dict[str, str | None]:
    return {entry.path: entry.refusal and entry.refusal.status for entry in find_workbooks(root, out)}


def test_every_workbook_in_the_order_of_paths(tmp_path: Path) -> None:
    touch(tmp_path, "b.xlsx", "a/2.XLSX", "a/1.xlsm", "a b/[x]😀.xltx", "旧.xls", "说明.docx", "a/照片.jpg")
    assert list(statuses(tmp_path, tmp_path / "out")) == [
        "a/1.xlsm",
        "a/2.XLSX",
        "a b/[x]😀.xltx",
        "b.xlsx",
        "旧.xls",
        "说明.docx",
    ]


def test_what_lies_under_the_output_is_named(tmp_path: Path) -> None:
    touch(tmp_path, "a.xlsx", "out/a.xlsx", "out/深/b.xlsx", "outer/c.xlsx")
    found = statuses(tmp_path, tmp_path / "x" / ".." / "out")
    assert found == {"a.xlsx": None, "out/a.xlsx": "skipped", "out/深/b.xlsx": "skipped", "outer/c.xlsx": None}


def test_a_linked_folder_is_named_and_not_entered(tmp_path: Path) -> None:
    touch(tmp_path, "a/b.xlsx")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert statuses(tmp_path, tmp_path / "out") == {"a/b.xlsx": None, "a/loop": "skipped"}


def test_a_link_to_a_file_is_a_workbook_of_its_own(tmp_path: Path) -> None:
    touch(tmp_path, "a.xlsx")
    (tmp_path / "b.xlsx").symlink_to(tmp_path / "a.xlsx")
    assert statuses(tmp_path, tmp_path / "out") == {"a.xlsx": None, "b.xlsx": None}


def test_an_invented_name_never_takes_a_source_s_own() -> None:
    names = free_names(["a.xlsx", "A.xlsx", "A (2).xlsx"], [])
    assert names == {"a.xlsx": "a.xlsx", "A.xlsx": "A (3).xlsx", "A (2).xlsx": "A (2).xlsx"}


def test_one_sign_written_in_two_ways_is_one_name() -> None:
    assert free_names(["é.xlsx", "e\u0301.xlsx"], [])["e\u0301.xlsx"] == "e\u0301 (2).xlsx"


@given(st.lists(st.from_regex(r"[aAbB]{1,2}( \(2\))?\.xlsx", fullmatch=True), unique=True))
def test_no_two_copies_have_one_name(paths: list[str]) -> None:
    names = free_names(paths, ["AB.xlsx"])
    assert list(names) == paths
    assert len({name.casefold() for name in names.values()} | {"ab.xlsx"}) == len(paths) + 1
