"""What means harm, or what nobody expects: a message and nothing else, or a copy that is proven."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.support.broken import GOOD
from tests.support.hostile import Hostile
from tests.support.hostile_books import BOMBS, BOOKS, PACKAGES, SIZES, VALUES, number
from tests.support.hostile_documents import DOCUMENTS

OURS = "自身出错"
LONG_TO_FILL = ("十万个单元格一行.xlsx", "一千张表.xlsx")
"""Filled in seconds; checked below, and filled by `python -m benchmarks.hostile`."""
QUICK_SIZES = tuple(hostile for hostile in SIZES if hostile.name not in LONG_TO_FILL)
ABSURD = ("1E308", "-1E308", "1E309", "NaN", "INF", "9" * 40, "44561")
"""What the executed amount may be instead of 10325305.82 of a budget of 10645707.40; 44561 is a date to Excel."""


def named(hostile: Hostile) -> str:
    return hostile.name


def put(hostile: Hostile, folder: Path) -> tuple[Path, bytes]:
    content = hostile.make()
    (folder / hostile.name).write_bytes(content)
    return folder / hostile.name, content


def assert_told(said: str, source: Path, hostile: Hostile) -> None:
    assert OURS not in said, said
    assert source.name in said
    assert hostile.said in said


@pytest.mark.parametrize("hostile", [*BOMBS, *QUICK_SIZES, *PACKAGES, *VALUES], ids=named)
def test_a_workbook_is_refused_or_its_copy_is_proven(hostile: Hostile, call: Call, tmp_path: Path) -> None:
    source, content = put(hostile, tmp_path)
    ended = call("fill", source)
    copy = tmp_path / f"{source.stem}_已校验.xlsx"
    assert ended.status in hostile.statuses, ended
    assert source.read_bytes() == content
    if ended.status == 3:
        assert_told(ended.err, source, hostile)
        assert list(tmp_path.iterdir()) == [source]
    else:
        assert set(tmp_path.iterdir()) == {source, copy}
        assert call("verify", copy, source).status == 0


@pytest.mark.parametrize("hostile", [*SIZES, *DOCUMENTS], ids=named)
def test_a_check_comes_to_its_end(hostile: Hostile, call: Call, tmp_path: Path) -> None:
    source, content = put(hostile, tmp_path)
    ended = call("check", source)
    assert ended.status in hostile.statuses, ended
    if ended.status == 3:
        assert_told(ended.err, source, hostile)
    assert source.read_bytes() == content
    assert list(tmp_path.iterdir()) == [source]


def errors(call: Call, source: Path) -> set[str]:
    """The cells in which a form has errors."""
    (form,) = call("check", source, "--format", "json").document["files"][0]["forms"]
    return {finding["cell"] for finding in form["findings"] if finding["severity"] == "error"}


@pytest.mark.parametrize("value", ABSURD)
def test_an_absurd_amount_is_a_finding_of_its_line(value: str, call: Call, tmp_path: Path) -> None:
    """In the executed amount itself, or in the rate and the points that do not follow from it."""
    (tmp_path / "表.xlsx").write_bytes(number(value)())
    assert call("check", tmp_path / "表.xlsx").status == 1
    assert errors(call, tmp_path / "表.xlsx") & {"F5", "H5", "I5"}


def test_a_date_where_a_number_belongs_is_a_finding_of_its_cell(call: Call, tmp_path: Path) -> None:
    (hostile,) = (each for each in VALUES if each.name == "真日期.xlsx")
    source, _ = put(hostile, tmp_path)
    assert errors(call, source) == {"F5", "F6"}


def test_the_rest_of_a_batch_is_done(call: Call, tmp_path: Path) -> None:
    refused = [hostile for hostile in (*BOMBS, *PACKAGES) if hostile.statuses == (3,)]
    folder, out = tmp_path / "报送", tmp_path / "出"
    folder.mkdir()
    for hostile in refused:
        put(hostile, folder)
    shutil.copy(GOOD, folder / "好.xlsx")
    ended = call("batch", folder, "-o", out)
    files = {file["path"]: file for file in json.loads((out / "report.json").read_text("utf-8"))["files"]}
    assert ended.status == 3
    assert files.pop("好.xlsx")["output"] == "好.xlsx"
    assert {file["status"] for file in files.values()} == {"unreadable", "unrecognised"} - (
        set() if any(file["status"] == "unrecognised" for file in files.values()) else {"unrecognised"}
    )
    assert set(files) == {hostile.name for hostile in refused}
    assert all(file["error"] and OURS not in file["error"] for file in files.values())
    assert {path.name for path in out.glob("*.xlsx")} == {"好.xlsx", "汇总.xlsx"}


def test_every_file_has_a_name_of_its_own() -> None:
    names = [hostile.name for hostile in (*BOOKS, *DOCUMENTS)]
    assert len(names) == len(set(names))


@pytest.mark.skipif(os.name != "posix", reason="file names as on Unix")
@pytest.mark.parametrize(
    "stem", ["a" * 200, "带 空格 (1)[2]{3}", "表😀", "'单'\"双\"", "-开头", "换\n行", "%s{x}$HOME"]
)
def test_names_that_are_odd(stem: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(GOOD, tmp_path / f"{stem}.xlsx")
    monkeypatch.chdir(tmp_path)
    assert call("fill", "--", f"{stem}.xlsx").status in (0, 1)
    assert (tmp_path / f"{stem}_已校验.xlsx").is_file()


@pytest.mark.skipif(os.name != "posix", reason="file names as on Unix")
def test_a_name_whose_copy_would_be_too_long_is_told(call: Call, tmp_path: Path) -> None:
    source = tmp_path / f"{'a' * 245}.xlsx"
    shutil.copy(GOOD, source)
    ended = call("fill", source)
    assert ended.status == 3
    assert "文件名太长" in ended.out + ended.err
    assert list(tmp_path.iterdir()) == [source]
