"""A re-run on the returned folder shows, number by number, what became of what was found."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.numbering.test_laws import WRONG
from tests.support.folders import form, hashes, write
from tests.support.lists import decide, list_rows, number_of
from xlperf.batch import run_batch
from xlperf.batch.wishes import Wishes
from xlperf.errors import UsageError
from xlperf.returning.letters import write_letters


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Two units' workbooks, and what a first run left."""
    write(tmp_path / "in" / "甲.xlsx", form("96.4", "9.5", project="甲项目", unit="甲局", rows=WRONG))
    write(tmp_path / "in" / "乙.xlsx", form("84.6", "9", project="乙项目", unit="乙局"))
    run_batch(tmp_path / "in", tmp_path / "out")
    return tmp_path / "out"


def mend(out: Path) -> None:
    """The unit puts the execution score right, puts a row in, and spoils a score; it works in the validated copy."""
    book = openpyxl.load_workbook(out / "甲.xlsx")
    sheet = book["自评表1"]
    sheet["H5"], sheet["H13"] = 9.64, 11
    sheet.insert_rows(9)
    for column, value in enumerate(["产出指标（50分）", "时效指标", "及时率", "100%", "100%", 0, 0], 2):
        sheet.cell(9, column).value = value
    book.save(out.parent / "in" / "甲.xlsx")


def reviewed(out: Path) -> dict[str, set[tuple[str, str]]]:
    """Outcome → check and project."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in list_rows(out, "复核对照"):
        found.setdefault(row["复核结果"], set()).add((row["编号"][:4], row["项目名称"]))
    return found


def expect(out: Path) -> None:
    found = reviewed(out)
    assert found["已消除"] == {("F202", "甲项目")}
    assert ("S302", "甲项目") in found["新增"]
    assert {("S301", "甲项目"), ("D401", "甲项目"), ("F202", "乙项目")} <= found["未改"]
    changes = list_rows(out, "报回改动")
    cells = {(row["文件"], row["单元格"], row["原为"], row["现为"]) for row in changes if row["单元格"] != "—"}
    assert {("甲.xlsx", "H5", "9.5", "9.64"), ("甲.xlsx", "H14", "10", "11")} <= cells
    assert [row["说明"] for row in changes if row["说明"]] == [
        "自评表1 插入第 9 行：产出指标（50分） 时效指标 及时率 100%"
    ]


@pytest.mark.parametrize("options", [{"resume": True}, {"force": True}])
def test_the_whole_story(out: Path, options: dict[str, bool]) -> None:
    """Judged, decided, sent back, mended, judged again, and once more."""
    number = number_of(out, "F202", "乙项目")
    decide(out, lambda row: {"处理": "已说明", "处理理由": "按系统取整"} if row["编号"] == number else {})
    written = write_letters(out)
    assert [letter.unit for letter, _ in written.letters] == ["甲局"], "what was explained is not sent"
    mend(out)
    batch = run_batch(out.parent / "in", out, **options)
    found = reviewed(out)
    assert found["已说明"] == {("F202", "乙项目")}
    assert found["已消除"] == {("F202", "甲项目")}
    assert any("已消除 1 处" in str(told) for told in batch.written)
    (cleared,) = [row for row in list_rows(out, "复核对照") if row["复核结果"] == "已消除"]
    assert (cleared["上次表中数"], cleared["本次表中数"]) == ("9.5", None)
    assert "9.5 → 9.64" in cleared["本格改动"]
    before = list_rows(out, "复核对照"), list_rows(out, "报回改动")
    run_batch(out.parent / "in", out, **options)
    assert (list_rows(out, "复核对照"), list_rows(out, "报回改动")) == before, "a further run says the same"


@pytest.mark.parametrize("options", [{"resume": True}, {"force": True}])
def test_without_letters_the_first_run_is_what_counts(out: Path, options: dict[str, bool]) -> None:
    mend(out)
    run_batch(out.parent / "in", out, **options)
    expect(out)
    run_batch(out.parent / "in", out, **options)
    expect(out)


def test_what_has_not_changed_is_not_reviewed(out: Path) -> None:
    """Neither is what is passed over, or what cannot be read."""
    (out.parent / "in" / "~$甲.xlsx").write_bytes(b"\0")
    (out.parent / "in" / "旧.et").write_bytes(b"\0")
    (out.parent / "in" / "坏.xlsx").write_bytes(b"x")
    for options in ({"resume": True}, {"force": True}):
        run_batch(out.parent / "in", out, **options)
        assert "复核对照" not in openpyxl.load_workbook(out / "汇总.xlsx").sheetnames


def test_an_earlier_output_folder_is_held_against_another(out: Path) -> None:
    mend(out)
    run_batch(out.parent / "in", out.with_name("new"), wishes=Wishes(before=out))
    expect(out.with_name("new"))


def test_a_run_that_was_stopped_ends_as_an_unbroken_one(out: Path) -> None:
    mend(out)
    write(out.parent / "in" / "乙.xlsx", form("84.6", "8.46", project="乙项目", unit="乙局"))
    other = out.with_name("other")
    shutil.copytree(out, other)
    run_batch(out.parent / "in", out, resume=True)
    stopped = run_batch(out.parent / "in", other, resume=True, is_stopped=lambda: True)
    assert stopped.left == 1
    run_batch(out.parent / "in", other, resume=True)
    assert hashes(other) == hashes(out)


def test_a_workbook_under_another_name(out: Path) -> None:
    mend(out)
    source = out.parent / "in" / "甲.xlsx"
    source.rename(source.with_name("甲（改后）.xlsx"))
    run_batch(out.parent / "in", out, resume=True)
    found = reviewed(out)
    assert found["已消除"] == {("F202", "甲项目")}
    assert {(row["文件"], row["单元格"]) for row in list_rows(out, "报回改动")} >= {("甲（改后）.xlsx", "H5")}


def test_a_form_that_is_gone_is_not_cleared(out: Path) -> None:
    (out.parent / "in" / "乙.xlsx").unlink()
    run_batch(out.parent / "in", out, resume=True)
    found = reviewed(out)
    assert ("F202", "乙项目") in found["未报回"]
    assert "已消除" not in found


def test_letters_begin_a_new_round(out: Path) -> None:
    mend(out)
    run_batch(out.parent / "in", out, resume=True)
    write_letters(out)
    run_batch(out.parent / "in", out, resume=True)
    assert set(reviewed(out)) == {"未改"}
    assert "报回改动" not in openpyxl.load_workbook(out / "汇总.xlsx").sheetnames


@pytest.mark.parametrize("place", ["out", "in/old", "nowhere"])
def test_a_folder_that_cannot_be_held_against(out: Path, place: str) -> None:
    if place == "in/old":
        shutil.copytree(out, out.parent / place)
    with pytest.raises(UsageError):
        run_batch(out.parent / "in", out, force=True, wishes=Wishes(before=out.parent / place))
