"""xlperf clear: what is told, what is left, where it goes, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Call
from tests.support.broken import UNREADABLE
from tests.support.busy_forms import FORM, busy_form
from tests.support.clerks import Job, save_in_office
from tests.support.office import needs_office
from tests.support.packages import read_parts


@pytest.fixture
def filled(call: Call, tmp_path: Path) -> Path:
    assert call("fill", busy_form(tmp_path / "表.xlsx")).status == 1
    return tmp_path / "表_已校验.xlsx"


def told(out: str) -> list[str]:
    return [line.strip() for line in out.splitlines()]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("options", "name", "figures"),
    [
        ((), "表_已校验_已清除.xlsx", ["保留填入或改正的数 20 个"]),
        (("--restore",), "表_已校验_已还原.xlsx", ["去掉填入或改正的数 20 个", "各内部文件与校验前的工作簿完全相同"]),
    ],
    ids=["clear", "restore"],
)
def test_what_came_off_is_told(
    call: Call, filled: Path, options: tuple[str, ...], name: str, figures: list[str]
) -> None:
    ended = call("clear", filled, *options)
    target = filled.with_name(name)
    assert (ended.status, ended.err) == (0, "")
    assert told(ended.out) == [str(filled), "去掉底色 23 处", "去掉批注 23 处", *figures, f"已写出：{target}"]
    assert names(filled.parent) == sorted(["表.xlsx", filled.name, name])


def test_json_names_the_cells(call: Call, filled: Path) -> None:
    document = call("clear", filled, "--restore", "--format", "json").document
    assert (document["schema"], document["path"]) == ("xlperf.clear/1", str(filled))
    assert document["output"] == str(filled.with_name("表_已校验_已还原.xlsx"))
    assert (document["left"], document["exact"]) == ([], True)
    assert [len(document[key]) for key in ("painted", "noted", "figures")] == [23, 23, 20]
    assert {f"{FORM}!H5", f"{FORM}!H12"} <= set(document["painted"]) - set(document["figures"])


def test_corrections_are_counted_and_come_back(call: Call, filled: Path) -> None:
    source, copy = filled.with_name("表.xlsx"), filled.with_name("改.xlsx")
    assert call("fill", source, "-o", copy, "--correct").status == 0
    assert load_workbook(copy)[FORM]["H5"].value == 0.9699
    assert "去掉填入或改正的数 22 个" in call("clear", copy, "--restore").out
    assert read_parts(filled.with_name("改_已还原.xlsx")) == read_parts(source)
    assert load_workbook(filled.with_name("改_已还原.xlsx"))[FORM]["H5"].value == "97.50%"


def test_a_cleared_copy_still_knows_its_figures(call: Call, filled: Path) -> None:
    call("clear", filled)
    cleared = filled.with_name("表_已校验_已清除.xlsx")
    ended = call("clear", cleared, "--restore", "-o", filled.with_name("还原.xlsx"))
    assert told(ended.out)[1:4] == ["去掉底色 0 处", "去掉批注 0 处", "去掉填入或改正的数 20 个"]
    assert read_parts(filled.with_name("还原.xlsx")) == read_parts(filled.with_name("表.xlsx"))


def test_a_copy_where_nothing_was_filled_is_cleared_whole(call: Call, filled: Path) -> None:
    source, copy, cleared = (filled.with_name(f"{name}.xlsx") for name in ("净", "净校", "净清"))
    assert call("fill", filled.with_name("表.xlsx"), "-o", source, "--clean", "--correct").status == 0
    load_workbook(source).save(source)  # the figures are the clerk's own now
    call("fill", source, "-o", copy)
    assert call("clear", copy, "-o", cleared).status == 0
    assert read_parts(cleared) == read_parts(source)
    assert call("clear", cleared).status == 2


@needs_office
@pytest.mark.parametrize("options", [(), ("--restore",)], ids=["clear", "restore"])
def test_what_a_clerk_changed_is_left_and_named(call: Call, filled: Path, options: tuple[str, ...]) -> None:
    form, saved = f'sheets.getByName("{FORM}").getCellRangeByName', filled.with_name("存.xlsx")
    lines = [
        "sheet.Rows.insertByIndex(0, 2)",
        f'{form}("H15").Value = 2',
        f'{form}("H16").CellBackColor = 66051',
        f'{form}("H18").Annotation.setString("无误")',
    ]
    save_in_office(Job(filled, saved, lines))
    ended = call("clear", saved, *options)
    lines = told(ended.out)
    assert [line for line in lines if "未动" in line] == [
        f"未动：{FORM}!H15 写入后又改过，保留现在的内容",
        f"未动：{FORM}!H16 的底色后来改过，保留现在的底色",
        f"未动：{FORM}!H18 的批注后来改写过，保留现在的批注",
    ]
    assert lines[1:3] == ["去掉底色 22 处", "去掉批注 22 处"]
    assert "填入或改正的数 19 个" in ended.out
    assert "完全相同" not in ended.out
    document = call("clear", saved, *options, "--format", "json", "-o", filled.with_name("又.xlsx")).document
    assert (len(document["left"]), document["exact"]) == (3, False)
    assert f"{FORM}!H14" in document["noted"]
    assert f"{FORM}!H15" not in document["figures"]


def test_a_folder_as_output(call: Call, filled: Path) -> None:
    filled.with_name("出").mkdir()
    assert call("clear", filled, "-o", filled.with_name("出")).status == 0
    assert names(filled.with_name("出")) == ["表_已校验_已清除.xlsx"]


def test_an_existing_output_needs_force(call: Call, filled: Path) -> None:
    target = filled.with_name("表_已校验_已清除.xlsx")
    target.write_bytes(b"old")
    assert call("clear", filled).status == 2
    assert target.read_bytes() == b"old"
    assert call("clear", filled, "--force").status == 0
    assert load_workbook(target).sheetnames[0] == FORM


@pytest.mark.parametrize("output", ["清.xls", "清.xlsm", "清", "没有/清.xlsx"])
def test_an_output_that_cannot_be_is_refused(call: Call, filled: Path, output: str) -> None:
    before = names(filled.parent)
    ended = call("clear", filled, "-o", filled.parent / output)
    assert ended.status == (3 if "/" in output else 2)
    assert (ended.out, ended.err.count("\n")) == ("", 1)
    assert names(filled.parent) == before


def test_the_source_is_never_written(call: Call, filled: Path) -> None:
    before = filled.read_bytes()
    link = filled.with_name("另.xlsx")
    link.symlink_to(filled)
    for target in (filled, link):
        for options in ((), ("--restore",)):
            assert call("clear", filled, "-o", target, "--force", *options).status == 2
    assert filled.read_bytes() == before


@pytest.mark.parametrize("make", UNREADABLE)
@pytest.mark.parametrize("shape", ["text", "json"])
def test_a_bad_file_is_one_message_and_no_output(
    call: Call, tmp_path: Path, make: Callable[[Path], None], shape: str
) -> None:
    bad = tmp_path / "坏.xlsx"
    make(bad)
    before = names(tmp_path)
    ended = call("clear", bad, "--format", shape)
    assert (ended.status, ended.err.count("\n")) == (3, 1)
    assert "坏.xlsx" in ended.err
    assert names(tmp_path) == before
    if shape == "json":
        assert "坏.xlsx" in ended.document["error"]


def test_what_was_never_filled_is_wrong_usage(call: Call, filled: Path) -> None:
    for options in ((), ("--restore",)):
        ended = call("clear", filled.with_name("表.xlsx"), *options)
        assert (ended.status, ended.out) == (2, "")
        assert "表.xlsx：里面没有 xlperf 的标示和记录，无须清除。" in ended.err


def test_english(call: Call, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(filled.parent)
    filled.rename("a.xlsx")
    for options in ((), ("--restore",)):
        assert call("clear", "a.xlsx", "-o", "b.xlsx", "--force", "--lang", "en", *options).out.isascii()
