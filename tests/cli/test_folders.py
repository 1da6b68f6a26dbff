"""batch and a bare folder on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.support.broken import GOOD, make_text

ROOT = Path(__file__).parents[2]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收件 箱"
    (folder / "深圳").mkdir(parents=True)
    shutil.copyfile(GOOD, folder / "深圳" / "表.xlsx")
    make_text(folder / "坏.xlsx")
    (folder / "~$表.xlsx").write_bytes(b"\0")
    return folder


def test_a_folder_in_a_pipe(call: Call, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = call("batch", inbox, "-o", out)
    assert ended.status == 3
    assert "工作簿 2 个" in ended.out
    assert str(out / "汇总.xlsx") in ended.out
    assert {line.partition(":")[0] for line in ended.err.splitlines()} == {"坏.xlsx", "~$表.xlsx"}
    assert (out / "深圳" / "表.xlsx").is_file()


def test_json_is_the_report(call: Call, inbox: Path, tmp_path: Path) -> None:
    ended = call("batch", inbox, "-o", tmp_path / "out", "--format", "json")
    assert ended.document == json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert [file["path"] for file in ended.document["files"]] == ["~$表.xlsx", "坏.xlsx", "深圳/表.xlsx"]


def test_a_bare_folder_goes_beside_itself(call: Call, inbox: Path) -> None:
    ended = call(inbox)
    assert ended.status == 3
    assert (inbox.with_name("收件 箱_已校验") / "深圳" / "表.xlsx").is_file()


def test_files_and_folders_in_one_document(call: Call, inbox: Path, tmp_path: Path) -> None:
    single = Path(shutil.copyfile(GOOD, tmp_path / "单.xlsx"))
    files = call(inbox, single, "--format", "json").document["files"]
    assert [file["path"] for file in files] == [str(single), "~$表.xlsx", "坏.xlsx", "深圳/表.xlsx"]


def test_a_folder_in_the_way_stops_a_drop_before_it_begins(call: Call, inbox: Path, tmp_path: Path) -> None:
    single = Path(shutil.copyfile(GOOD, tmp_path / "单.xlsx"))
    taken = inbox.with_name("收件 箱_已校验")
    taken.mkdir()
    (taken / "mine.txt").write_text("mine", "utf-8")
    assert call(single, inbox).status == 2
    assert not (tmp_path / "单_已校验.xlsx").exists()


def test_wrong_folders(call: Call, inbox: Path, tmp_path: Path) -> None:
    assert call("batch", tmp_path / "none", "-o", tmp_path / "out").status == 3
    assert call("batch", GOOD, "-o", tmp_path / "out").status == 2
    assert call("batch", inbox, "-o", inbox).status == 2
    assert call("batch", inbox / "深圳", "-o", inbox, "--force").status == 2
    assert not (tmp_path / "out").exists()


def test_an_output_folder_with_something_in_it(call: Call, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine", "utf-8")
    refused = call("batch", inbox, "-o", out)
    assert refused.status == 2
    assert "--force" in refused.err
    assert call("batch", inbox, "-o", out, "--force").status == 3
    assert (out / "mine.txt").read_text("utf-8") == "mine"
