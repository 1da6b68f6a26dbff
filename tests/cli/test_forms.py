"""Forms of one's own on the command line: learned, put right, passed, listed, refused."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Call
from tests.support.busy_forms import BLANK
from tests.support.packages import make_workbook
from tests.support.unknown_forms import unknown_form
from xlperf.recognition import load_library

ODD = {"实际完成值": "核定完成数"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A form whose column of actual values goes by an unknown name."""
    return unknown_form(tmp_path / "表.xlsx", ODD, ("佐证材料",))


def form_of(call: Call, *args: str | Path) -> dict:
    return call(*args, "--format", "json").document["files"][0]["forms"][0]


def test_learn_put_right_and_check(call: Call, source: Path, tmp_path: Path) -> None:
    before = form_of(call, "check", source)
    assert (before["indicators"], [f["code"] for f in before["findings"] if f["severity"] == "error"]) == ([], ["T102"])
    learned = tmp_path / "我的表.toml"
    assert call("forms", "learn", source, "-o", learned).status == 0
    text = learned.read_text("utf-8")
    line = 'extra = ["核定完成数", "佐证材料"]'
    assert line in text
    learned.write_text(text.replace(line, 'actual = ["核定完成数"]\nextra = ["佐证材料"]'), "utf-8")
    for forms in (tmp_path, learned):
        after = form_of(call, "check", source, "--forms", forms)
        assert after["form"] == "我的表"
        assert [row["actual"] for row in after["indicators"]] == ["5次", "得到提升"]
        assert [f["code"] for f in after["findings"] if f["severity"] == "error"] == []
        assert after["unread"] == []
    shown = call("check", source, "--forms", tmp_path, "--show").out
    assert re.search("实际完成值 +F8 +核定完成数 +表单定义 我的表 里的叫法", shown)
    call("fill", source, "--forms", tmp_path)
    assert form_of(call, "check", tmp_path / "表_已校验.xlsx", "--forms", tmp_path)["total_score"] == "99"


def test_what_was_learned_is_told_and_loads_at_once(call: Call, source: Path, tmp_path: Path) -> None:
    learned = tmp_path / "我的表.toml"
    ended = call("forms", "learn", source, "-o", learned)
    assert ended.err == ""
    assert ended.out.splitlines()[:2] == [
        f"已写出：{learned}",
        "没有认出的列：核定完成数、佐证材料。请在文件的 extra 一行里找到，移到对应的列。",
    ]
    assert load_library((str(learned),)).form("我的表").name == "云川市项目支出绩效自评表"
    document = call("forms", "learn", source, "-o", learned, "--force", "--format", "json").document
    assert document == {"form": "我的表", "output": str(learned), "unread": ["核定完成数", "佐证材料"]}


def test_into_a_folder_it_is_called_after_the_workbook(call: Call, source: Path, tmp_path: Path) -> None:
    (tmp_path / "定义").mkdir()
    call("forms", "learn", source, "-o", tmp_path / "定义")
    assert tomllib.loads((tmp_path / "定义" / "表.toml").read_text("utf-8"))["id"] == "表"


def test_nothing_is_overwritten_unasked(call: Call, source: Path, tmp_path: Path) -> None:
    learned = tmp_path / "我的表.toml"
    learned.write_text("改了一半", "utf-8")
    ended = call("forms", "learn", source, "-o", learned)
    assert (ended.status, learned.read_text("utf-8")) == (2, "改了一半")
    assert "--force" in ended.err
    assert call("forms", "learn", source, "-o", learned, "--force").status == 0
    assert "核定完成数" in learned.read_text("utf-8")


@pytest.mark.parametrize(
    ("target", "status", "word"),
    [
        ("我的表.txt", 2, "后缀不是 .toml"),
        ("department.toml", 2, "“department”是自带表单的名称"),
        ("没有的文件夹/我的表.toml", 3, "没有的文件夹"),
    ],
)
def test_where_it_cannot_go(call: Call, source: Path, tmp_path: Path, target: str, status: int, word: str) -> None:
    before = sorted(tmp_path.iterdir())
    ended = call("forms", "learn", source, "-o", tmp_path / target)
    assert (ended.status, ended.out) == (status, "")
    assert word in ended.err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("args", "status", "word"),
    [
        (["没有的.xlsx"], 3, "没有的.xlsx"),
        (["无表.xlsx"], 3, "没有认出自评表"),
        (["表.xlsx", "--sheet", "别的"], 2, "没有名为“别的”的工作表"),
        (["表.xlsx", "--forms", "没有的"], 2, "没有的"),
    ],
)
def test_what_cannot_be_learned_from(
    call: Call, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], status: int, word: str
) -> None:
    make_workbook(tmp_path / "无表.xlsx", {"A1": "通讯录"})
    monkeypatch.chdir(tmp_path)
    ended = call("forms", "learn", *args, "-o", "我的表.toml")
    assert (ended.status, ended.out) == (status, "")
    assert word in ended.err
    assert not (tmp_path / "我的表.toml").exists()


def test_the_form_of_a_sheet_is_chosen(call: Call, tmp_path: Path) -> None:
    def learn(*args: str) -> str:
        call("forms", "learn", source, "-o", tmp_path / "我的表.toml", "--force", *args)
        return (tmp_path / "我的表.toml").read_text("utf-8")

    source = unknown_form(tmp_path / "表.xlsx", ODD)
    book = load_workbook(source)
    book.copy_worksheet(book.worksheets[0]).title = "第二张"
    book["第二张"]["F8"] = "达成值"
    book.save(source)
    assert 'extra = ["核定完成数"]' in learn()
    assert 'extra = ["达成值"]' in learn("--sheet", "第二张")


def test_the_file_lists_what_else_was_not_understood(call: Call, tmp_path: Path) -> None:
    source = unknown_form(tmp_path / "表.xlsx", {"实施年度": "所属期"})
    out = call("forms", "learn", source, "-o", tmp_path / "我的表.toml").out
    assert "另有 1 处没有认出，列在文件末尾。" in out
    assert "#   E2 表头：所属期（表头里没有认识的叫法）" in (tmp_path / "我的表.toml").read_text("utf-8")


def test_help(call: Call) -> None:
    ended = call("forms", "learn", "--help")
    assert ended.status == 0
    assert "用法：xlperf forms learn" in ended.out
    assert "由一张填好的或空白的表生成表单定义" in ended.out
    assert "xlperf forms learn --help" in call("forms", "--help").out


def test_forms_are_listed_below_each_other(call: Call) -> None:
    lines = call("forms").out.splitlines()
    assert len({line.index(line.split()[1]) for line in lines}) == 1


def test_own_forms_are_listed_first_with_their_file(call: Call, source: Path, tmp_path: Path) -> None:
    call("forms", "learn", source, "-o", tmp_path / "我的表.toml")
    assert call("forms", "--forms", tmp_path).out.splitlines()[0].split() == ["我的表", "云川市项目支出绩效自评表"]
    told = call("forms", "我的表", "--forms", tmp_path).out
    assert f"定义文件：{tmp_path / '我的表.toml'}" in told
    assert call("forms", "我的表").status == 2
    ids = [form["id"] for form in call("forms", "--forms", tmp_path, "--format", "json").document["forms"]]
    assert (ids[0], "project" in ids) == ("我的表", True)


BROKEN = Path(__file__).parents[1] / "recognition" / "broken_forms"


@pytest.mark.parametrize("shape", ["text", "json"])
@pytest.mark.parametrize(
    "command",
    [
        ("check", "表.xlsx"),
        ("fill", "表.xlsx"),
        ("batch", "来", "-o", "出"),
        ("表.xlsx",),
        ("forms",),
        ("forms", "learn", "表.xlsx", "-o", "我的表.toml"),
    ],
    ids=" ".join,
)
def test_a_faulty_definition_ends_a_run_before_anything_is_opened(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], shape: str
) -> None:
    (tmp_path / "来").mkdir()
    (tmp_path / "定义").mkdir()
    shutil.copyfile(BROKEN / "unknown-field.toml", tmp_path / "定义" / "坏.toml")
    (tmp_path / "表.xlsx").write_text("不是工作簿", "utf-8")
    shutil.copyfile(tmp_path / "表.xlsx", tmp_path / "来" / "表.xlsx")
    monkeypatch.chdir(tmp_path)
    ended = call(*command, "--forms", "定义", "--format", shape)
    told = ended.err if shape == "text" else ended.document["error"] + ended.document["remedy"]
    assert ended.status == 2
    assert "表单定义 坏.toml 的 words.indicator_columns 没有“achieved”这一项" in told
    assert "actual" in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["定义", "来", "表.xlsx"]


def test_a_faulty_definition_is_told_in_english(call: Call) -> None:
    ended = call("check", BLANK, "--forms", BROKEN / "unknown-field.toml", "--lang", "en")
    assert "form definition unknown-field.toml, words.indicator_columns: there is no “achieved”." in ended.err
