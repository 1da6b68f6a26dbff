"""Where the copies of single workbooks go, and what is refused before anything is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlperf.copies import plan_copies
from xlperf.errors import UsageError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "自评 表[1].xlsx"
    path.write_bytes(b"")
    return path


def test_beside_the_source(source: Path) -> None:
    (task,) = plan_copies([source], None)
    assert task.target == source.with_name("自评 表[1]_已校验.xlsx")


def test_a_macro_workbook_stays_one(tmp_path: Path) -> None:
    (task,) = plan_copies([tmp_path / "a.xlsm"], None)
    assert task.output is not None
    assert task.output.endswith("a_已校验.xlsm")


def test_at_a_place_that_was_named(source: Path, tmp_path: Path) -> None:
    (task,) = plan_copies([source], tmp_path / "副本.xlsx")
    assert task.target == tmp_path / "副本.xlsx"


def test_in_a_folder(source: Path, tmp_path: Path) -> None:
    (task,) = plan_copies([source], tmp_path)
    assert task.target == tmp_path / "自评 表[1]_已校验.xlsx"


def test_several_go_into_a_folder_that_need_not_be_there(source: Path, tmp_path: Path) -> None:
    tasks = plan_copies([source, tmp_path / "b.xlsx", source], tmp_path / "new")
    assert [task.target for task in tasks] == [
        tmp_path / "new" / n for n in ("自评 表[1]_已校验.xlsx", "b_已校验.xlsx")
    ]


def test_another_suffix_is_refused(source: Path) -> None:
    with pytest.raises(UsageError, match="后缀"):
        plan_copies([source], source.with_suffix(".xlsm"))


def test_an_existing_copy_is_refused_unless_forced(source: Path, tmp_path: Path) -> None:
    taken = tmp_path / "自评 表[1]_已校验.xlsx"
    taken.write_bytes(b"")
    with pytest.raises(UsageError, match="已经存在"):
        plan_copies([source], None)
    assert plan_copies([source], None, force=True)[0].target == taken


@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_the_source_is_refused_by_any_name_even_when_forced(source: Path, tmp_path: Path, link: object) -> None:
    other = tmp_path / "other.xlsx"
    link(other, source)  # type: ignore[operator]
    for target in (source, other):
        with pytest.raises(UsageError, match="原件"):
            plan_copies([source], target, force=True)


def test_two_sources_with_one_copy_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="重名"):
        plan_copies([tmp_path / "x" / "a.xlsx", tmp_path / "y" / "A.xlsx"], tmp_path)


def test_several_under_the_name_of_one_workbook_are_refused(source: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一份.xlsx"
    other.write_bytes(b"")
    with pytest.raises(UsageError, match="不是文件夹"):
        plan_copies([source, other], tmp_path / "结果.xlsx")


def test_several_into_a_file_are_refused(source: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.xlsx"
    file.write_bytes(b"")
    with pytest.raises(UsageError, match="不是文件夹"):
        plan_copies([source, tmp_path / "c.xlsx"], file)
