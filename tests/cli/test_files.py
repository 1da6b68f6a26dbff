"""fill, check and a bare path on single workbooks, good and broken."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Call
from tests.support.broken import GOOD, INBOX, UNREADABLE, make_formless, make_text

ROOT = Path(__file__).parents[2]
WITH_ERROR = next(INBOX.rglob("深圳/06-*.xlsx"))
BLANK = next((ROOT / "examples" / "blank-scores").rglob("深圳/01-*.xlsx"))


def copy(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(source, target))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["自评表.xlsx", "a b [1] (2) 😀.xlsx", "长" * 80 + ".xlsx", "-o.xlsx"])
def test_fill_writes_beside_and_leaves_the_source(call: Call, tmp_path: Path, name: str) -> None:
    source = copy(BLANK, tmp_path / name)
    before = digest(source)
    ended = call("fill", "--", source)
    assert ended.status in (0, 1)
    assert names(tmp_path) == sorted([name, f"{source.stem}_已校验.xlsx"])
    assert digest(source) == before
    assert openpyxl.load_workbook(tmp_path / f"{source.stem}_已校验.xlsx").sheetnames[-1] == "校验结果"


def test_a_bare_file_is_filled(call: Call, tmp_path: Path) -> None:
    source = copy(BLANK, tmp_path / "表.xlsx")
    dropped = call(source)
    assert names(tmp_path) == ["表.xlsx", "表_已校验.xlsx"]
    first = digest(tmp_path / "表_已校验.xlsx")
    filled = call("fill", source, "--force")
    assert (filled.status, filled.out) == (dropped.status, dropped.out)
    assert digest(tmp_path / "表_已校验.xlsx") == first


def test_check_writes_nothing_and_finds_what_fill_finds(call: Call, tmp_path: Path) -> None:
    source = copy(BLANK, tmp_path / "表.xlsx")
    checked = call("check", source, "--format", "json").document["files"][0]
    assert names(tmp_path) == ["表.xlsx"]
    filled = call("fill", source, "--format", "json").document["files"][0]
    assert checked.pop("output") is None
    assert filled.pop("output") == str(tmp_path / "表_已校验.xlsx")
    assert checked == filled


def test_exit_status_says_whether_there_are_errors(call: Call) -> None:
    assert call("check", GOOD).status == 0
    assert call("check", WITH_ERROR).status == 1
    assert call("check", GOOD, WITH_ERROR).status == 1


def test_corrected_errors_no_longer_count(call: Call, tmp_path: Path) -> None:
    """An execution rate of 96.99 % earns 9.70 of 10 points, not 9; the total of 97.30 counts the 9.70."""
    source, target = tmp_path / "表.xlsx", tmp_path / "改.xlsx"
    book = openpyxl.load_workbook(GOOD)
    book.worksheets[0]["I5"] = 9
    book.save(source)
    assert call("fill", source, "-o", target).status == 1
    assert call("fill", source, "-o", target, "--correct", "--force").status == 0
    assert openpyxl.load_workbook(target).worksheets[0]["I5"].value == 9.7


def test_a_pack_by_its_name_and_by_its_file(call: Call) -> None:
    pack = ROOT / "xlperf" / "rules" / "packs" / "cn-2020.toml"
    for rules in ("cn-2020", str(pack)):
        form = call("check", GOOD, "--rules", rules, "--format", "json").document["files"][0]["forms"][0]
        assert form["rules"] == "cn-2020"


def test_a_pack_that_is_not_there_is_told_before_anything_is_written(call: Call, tmp_path: Path) -> None:
    source = copy(GOOD, tmp_path / "表.xlsx")
    assert call("fill", source, "--rules", tmp_path / "none.toml").status == 2
    assert names(tmp_path) == ["表.xlsx"]


def test_paths_are_as_given(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy(GOOD, tmp_path / "深" / "表.xlsx")
    monkeypatch.chdir(tmp_path)
    file = call("check", "深/表.xlsx", "--format", "json").document["files"][0]
    assert file["path"] == str(Path("深/表.xlsx"))


@pytest.mark.parametrize("make", UNREADABLE)
@pytest.mark.parametrize("command", ["check", "fill"])
def test_a_bad_file_is_one_message_and_no_output(
    call: Call, tmp_path: Path, command: str, make: Callable[[Path], None]
) -> None:
    bad = tmp_path / "坏 [1].xlsx"
    make(bad)
    before = names(tmp_path)
    ended = call(command, bad)
    assert ended.status == 3
    assert ended.out == ""
    assert "坏 [1].xlsx" in ended.err
    assert "请" in ended.err
    assert ended.err.count("\n") == 1
    assert names(tmp_path) == before


@pytest.mark.parametrize("make", UNREADABLE)
def test_a_bad_file_in_json(call: Call, tmp_path: Path, make: Callable[[Path], None]) -> None:
    bad = tmp_path / "坏.xlsx"
    make(bad)
    file = call("check", bad, "--format", "json").document["files"][0]
    assert (file["status"], file["output"], file["forms"]) == ("unreadable", None, [])
    assert file["error"]


def test_a_missing_bare_path_is_a_missing_file(call: Call, tmp_path: Path) -> None:
    assert call(tmp_path / "没有.xlsx").status == 3


def test_an_old_format_says_what_to_do(call: Call, tmp_path: Path) -> None:
    old = tmp_path / "旧.xls"
    make_text(old)
    ended = call("fill", old)
    assert ended.status == 3
    assert "另存为 .xlsx" in ended.err


def test_a_workbook_without_a_form_gets_no_copy(call: Call, tmp_path: Path) -> None:
    source = tmp_path / "签到.xlsx"
    make_formless(source)
    ended = call("fill", source, "--format", "json")
    assert ended.status == 3
    file = ended.document["files"][0]
    assert file["status"] == "unrecognised"
    assert [finding["code"] for finding in file["findings"]] == ["T101"]
    assert names(tmp_path) == ["签到.xlsx"]


def test_a_lock_file_is_passed_over_by_name(call: Call, tmp_path: Path) -> None:
    lock = tmp_path / "~$表.xlsx"
    lock.write_bytes(b"\0" * 165)
    ended = call("fill", lock)
    assert ended.status == 0
    assert "~$表.xlsx" in ended.err


def test_one_bad_file_does_not_stop_the_others(call: Call, tmp_path: Path) -> None:
    good, bad = copy(GOOD, tmp_path / "好.xlsx"), tmp_path / "坏.xlsx"
    make_text(bad)
    ended = call("fill", bad, good, "-o", tmp_path / "out")
    assert ended.status == 3
    assert names(tmp_path / "out") == ["好_已校验.xlsx"]
    assert "好.xlsx" in ended.out


def test_an_existing_copy_is_kept(call: Call, tmp_path: Path) -> None:
    source, taken = copy(GOOD, tmp_path / "表.xlsx"), tmp_path / "表_已校验.xlsx"
    taken.write_bytes(b"mine")
    ended = call("fill", source)
    assert ended.status == 2
    assert taken.read_bytes() == b"mine"
    assert call("fill", source, "--force").status in (0, 1)
    assert taken.read_bytes() != b"mine"


def test_the_source_is_never_the_output(call: Call, tmp_path: Path) -> None:
    source = copy(GOOD, tmp_path / "表.xlsx")
    before = digest(source)
    assert call("fill", source, "-o", source, "--force").status == 2
    assert digest(source) == before


def test_what_protection_means_for_the_copy_is_told(call: Call, tmp_path: Path) -> None:
    source = tmp_path / "表.xlsx"
    book = openpyxl.load_workbook(BLANK)
    book.security = openpyxl.workbook.protection.WorkbookProtection(lockStructure=True)
    book.worksheets[0].protection.sheet = True
    book.save(source)
    ended = call("fill", source)
    assert ended.status == 0
    assert ended.out.count("注意：") >= 2
    copied = openpyxl.load_workbook(tmp_path / "表_已校验.xlsx")
    assert copied.worksheets[0].protection.sheet
    assert "校验结果" not in copied.sheetnames
