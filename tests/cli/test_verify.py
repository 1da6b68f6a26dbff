"""xlperf verify: what is proven, what is not, and what cannot be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.support.busy_forms import BLANK, busy_form
from tests.support.clerks import Job, save_in_office
from tests.support.office import needs_office
from tests.support.packages import replacing, rework

SHEET, OTHER, RESULT = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 4))
SINCE = "副本写出后又改动过，或被别的程序保存过"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return busy_form(tmp_path / "表.xlsx")


def fill(call: Call, source: Path, target: str, *options: str) -> Path:
    path = source.with_name(target)
    assert call("fill", source, "-o", path, *options).status in (0, 1)
    return path


OPTIONS = [(), ("--clean",), ("--formulas",), ("--correct",), ("--clean", "--correct", "--formulas")]


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_every_kind_of_copy_is_proven(call: Call, source: Path, options: tuple[str, ...]) -> None:
    copy = fill(call, source, "副本.xlsx", *options)
    for args in ([copy], [copy, source]):
        ended = call("verify", *args)
        assert (ended.status, ended.err) == (0, "")
        assert ended.out.splitlines()[0] == f"{copy}：一致，与原件的差别只有所列改动。"


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_a_copy_of_a_copy_is_proven_by_each_of_them(call: Call, source: Path, options: tuple[str, ...]) -> None:
    first = fill(call, source, "一.xlsx", *options)
    second = fill(call, first, "二.xlsx")
    cleared = source.with_name("清.xlsx")
    assert call("clear", second, "-o", cleared).status == 0
    for args in ([second], [second, source], [second, first], [cleared], [cleared, source], [cleared, first]):
        assert call("verify", *args).status == 0, args


def test_what_was_done_is_counted(call: Call, source: Path) -> None:
    copy = fill(call, source, "副本.xlsx")
    told = "写入的数 20 个，着色 23 处，批注 23 处；未动的内部文件 7 个，逐字节相同。"
    assert call("verify", copy, source).out.splitlines()[1].strip() == told
    document = call("verify", copy, source, "--format", "json").document
    assert (document["schema"], document["path"], document["source"]) == ("xlperf.verify/1", str(copy), str(source))
    assert (document["proven"], document["differences"], document["parts_untouched"]) == (True, [], 7)
    assert len(document["cells"]) == 23
    assert call("verify", copy, "--format", "json").document["source"] is None


def test_what_differs_is_told(call: Call, source: Path) -> None:
    copy = rework(fill(call, source, "副本.xlsx"), {SHEET: replacing("<v>10645707.4</v>", "<v>10645707.5</v>")})
    lines = call("verify", copy, source).out.splitlines()
    assert [line.strip() for line in lines] == [
        f"{copy}：不一致。", SINCE, f"内部文件 {SHEET} 除所列改动外还有不同",
    ]  # fmt: skip
    document = call("verify", copy, source, "--format", "json").document
    assert (document["proven"], len(document["differences"])) == (False, 2)


@pytest.mark.parametrize("part", [SHEET, OTHER, RESULT, "xl/theme/theme1.xml", "xl/styles.xml"])
@pytest.mark.parametrize("with_source", [False, True])
def test_a_part_with_another_byte_is_not_proven(call: Call, source: Path, part: str, with_source: bool) -> None:
    copy = rework(fill(call, source, "副本.xlsx"), {part: lambda xml: xml.replace(b"><", b"> <", 1)})
    assert call("verify", copy, *([source] if with_source else [])).status == 1


@pytest.mark.parametrize("with_source", [False, True])
def test_a_part_lost_or_added_is_not_proven(call: Call, source: Path, with_source: bool) -> None:
    copy = fill(call, source, "副本.xlsx")
    lost = rework(Path(shutil.copyfile(copy, source.with_name("少.xlsx"))), {}, dropped=["xl/theme/theme1.xml"])
    more = rework(Path(shutil.copyfile(copy, source.with_name("多.xlsx"))), {}, added={"xl/extra.xml": b"<a/>"})
    for changed in (lost, more):
        ended = call("verify", changed, *([source] if with_source else []))
        assert (ended.status, ended.err) == (1, "")


def test_another_workbook_is_not_the_source(call: Call, source: Path) -> None:
    copy = fill(call, source, "副本.xlsx")
    changed = rework(
        Path(shutil.copyfile(source, source.with_name("改.xlsx"))), {OTHER: lambda xml: xml.replace(b">", b" >", 1)}
    )
    for other in (BLANK, changed):
        ended = call("verify", copy, other)
        assert (ended.status, ended.err) == (1, "")
        assert f"{other.name} 不是写出副本时的原件，或后来改动过" in ended.out


@needs_office
def test_a_copy_that_a_clerk_saved_is_not_proven(call: Call, source: Path) -> None:
    copy, saved, twin = (source.with_name(f"{name}.xlsx") for name in ("副本", "存", "原件存"))
    fill(call, source, copy.name)
    save_in_office(Job(copy, saved), Job(source, twin))
    for args in ([saved], [saved, source], [copy, twin]):
        ended = call("verify", *args)
        assert (ended.status, ended.err) == (1, ""), args
    assert f"{SINCE}，已无法证明；同时给出原件，可看到哪里不同" in call("verify", saved).out
    assert SINCE in call("verify", saved, source).out
    renewed = fill(call, saved, "再校.xlsx")
    assert call("verify", renewed).status == call("verify", renewed, saved).status == 0
    assert call("verify", renewed, source).status == 1


@pytest.mark.parametrize("name", ["source", "restored", "text", "missing", "folder"])
@pytest.mark.parametrize("shape", ["text", "json"])
def test_what_is_no_copy_is_one_message(call: Call, source: Path, name: str, shape: str) -> None:
    copy = fill(call, source, "副本.xlsx")
    call("clear", copy, "--restore", "-o", source.with_name("restored"))
    source.with_name("text").write_text("不是工作簿", "utf-8")
    source.with_name("folder").mkdir()
    path = source if name == "source" else source.with_name(name)
    ended = call("verify", path, source, "--format", shape)
    assert ended.status == 3
    assert ended.err.count("\n") == 1
    assert path.name in ended.err
    assert bool(ended.out) is (shape == "json")
    if shape == "json":
        assert path.name in ended.document["error"]


def test_a_source_that_is_not_there_is_one_message(call: Call, source: Path) -> None:
    ended = call("verify", fill(call, source, "副本.xlsx"), source.with_name("没有.xlsx"))
    assert (ended.status, ended.out) == (3, "")
    assert "没有.xlsx：不存在" in ended.err


def test_nothing_is_written(call: Call, source: Path) -> None:
    copy = fill(call, source, "副本.xlsx")
    before = {path: path.read_bytes() for path in source.parent.iterdir()}
    call("verify", copy, source)
    assert {path: path.read_bytes() for path in source.parent.iterdir()} == before


def test_english(call: Call, source: Path) -> None:
    copy = fill(call, source, "副本.xlsx")
    for args in ([copy], [copy, BLANK]):
        told = (
            call("verify", *args, "--lang", "en").out.replace(str(copy), "").replace(BLANK.name, "").replace("、", ",")
        )
        assert told.isascii(), told
