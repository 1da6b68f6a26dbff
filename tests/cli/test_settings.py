"""--settings and --set from the file to the workbook: findings, marks, exit status, and what is said of it."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.conftest import Call, Ended
from tests.support.broken import GOOD, INBOX, make_formless
from xlperf.checks import CHECKS
from xlperf.settings import settable_keys

WRONG = next(INBOX.rglob("深圳/06-*.xlsx"))
"""Published with one fault: the total of the initial budget, D5, is not the sum of its lines (F203, an error)."""

COMMANDS = ["check", "fill", "batch", "explain", None]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "收件").mkdir()
    return Path(shutil.copyfile(WRONG, tmp_path / "收件" / "表.xlsx"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "本单位.toml"
    path.write_text('[checks.F203]\nseverity = "warning"\n\n[checks.D401]\noff = true\n', "utf-8")
    return path


def args_of(command: str | None, source: Path) -> list[str | Path]:
    """How a command is called on a workbook, or on its folder."""
    if command == "batch":
        return ["batch", source.parent, "-o", source.parent.with_name("输出")]
    return [*([command] if command else []), source, *(["D5"] if command == "explain" else [])]


def sheet_of(path: Path, at: int) -> Worksheet:
    with closing(openpyxl.load_workbook(path)) as workbook:
        sheet: Worksheet = workbook.worksheets[at]
        return sheet


def told(path: Path) -> list[str]:
    """The texts of the last sheet."""
    return [str(cell) for row in sheet_of(path, -1).iter_rows(values_only=True) for cell in row if cell is not None]


def test_as_ever_it_is_an_error(call: Call, source: Path) -> None:
    ended = call("fill", source, "-o", source.parent / "副本.xlsx")
    assert ended.status == 1
    assert sheet_of(source.parent / "副本.xlsx", 0)["D5"].comment.text.startswith("×")
    assert not any(text.startswith("设置") for text in told(source.parent / "副本.xlsx"))


def test_status_paint_note_and_sheet_follow_the_severity(call: Call, source: Path, office: Path) -> None:
    copy, usual = source.parent / "副本.xlsx", source.parent / "通常.xlsx"
    call("fill", source, "-o", usual)
    assert call("fill", source, "-o", copy, "--settings", office).status == 0
    before, after = sheet_of(usual, 0)["D5"], sheet_of(copy, 0)["D5"]
    assert after.comment.text.startswith("！ 提醒 F203")
    assert after.fill.fgColor.rgb != before.fill.fgColor.rgb
    texts = told(copy)
    at = texts.index("设置（本单位.toml）")
    assert texts[at + 1 : at + 3] == [
        "D401 缺偏差原因：已关闭",
        "F203 资金合计不符：级别设为提醒（通常为错误）",
    ]
    assert call("verify", copy, source).status == 0


def test_info_is_not_painted(call: Call, source: Path) -> None:
    copy = source.parent / "副本.xlsx"
    assert call("fill", source, "-o", copy, "--set", "F203.severity=info").status == 0
    cell = sheet_of(copy, 0)["D5"]
    assert cell.comment is None
    assert cell.fill.fgColor.rgb == sheet_of(source, 0)["D5"].fill.fgColor.rgb
    assert "提示" in told(copy)


def test_a_hint_is_an_error_where_it_is_set_so(call: Call) -> None:
    assert call("check", GOOD).status == 0
    assert call("check", GOOD, "--set", "Q513.severity=error").status == 0
    blank = next((INBOX.parent / "blank-scores" / "深圳").glob("01-*.xlsx"))
    assert call("check", blank).status == 0
    assert call("check", blank, "--set", "Q513.severity=error").status == 1


def test_filled_figures_stand_with_every_check_off(call: Call, tmp_path: Path) -> None:
    blank = next((INBOX.parent / "blank-scores" / "深圳").glob("01-*.xlsx"))
    off = [f"--set={check.code}.off=true" for check in CHECKS if "off" in settable_keys(check.code)]
    usual, silent = (
        call("fill", blank, "-o", tmp_path / f"{len(more)}.xlsx", "--format", "json", *more).document
        for more in ([], off)
    )
    (before,), (after,) = (document["files"][0]["forms"] for document in (usual, silent))
    assert after["filled"] == before["filled"] != []
    assert after["findings"] == []
    reasons = {verdict["reason"] for verdict in after["verdicts"] if verdict["code"][0] != "T"}
    assert reasons == {"设置中已关闭"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_settings(call: Call, source: Path, office: Path, command: str | None) -> None:
    ended = call(*args_of(command, source), "--settings", office)
    assert ended.status == 0
    assert "设置（本单位.toml）：D401 缺偏差原因：已关闭；F203 资金合计不符：级别设为提醒（通常为错误）" in ended.out
    assert (
        "settings of 本单位.toml"
        in call(*args_of(command, source), "--settings", office, "--lang", "en", *FORCE[command]).out
    )


FORCE = {"check": (), "explain": (), "fill": ("--force",), "batch": ("--force",), None: ("--force",)}


@pytest.mark.parametrize("command", COMMANDS)
def test_json_holds_the_settings(call: Call, source: Path, office: Path, command: str | None) -> None:
    args = [*args_of(command, source), "--format", "json"]
    assert call(*args).document["settings"] is None
    document = call(*args, "--settings", office, "--set", "F204.severity=info", *FORCE[command]).document
    assert document["settings"] == {
        "sources": ["本单位.toml", "--set"],
        "checks": {"D401": {"off": True}, "F203": {"severity": "warning"}, "F204": {"severity": "info"}},
    }


def test_a_folder_s_reports_say_what_was_set(call: Call, source: Path, office: Path) -> None:
    out = source.parent.with_name("输出")
    assert call("batch", source.parent, "-o", out, "--settings", office).status == 0
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["settings"]["checks"] == {"D401": {"off": True}, "F203": {"severity": "warning"}}
    with closing(openpyxl.load_workbook(out / "汇总.xlsx")) as workbook:
        assert "设置（本单位.toml）：D401 缺偏差原因：已关闭；F203" in workbook["汇总"]["A2"].value
    assert "设置（本单位.toml）" in told(out / "表.xlsx")


def test_a_dropped_folder_takes_them_too(call: Call, source: Path, office: Path) -> None:
    assert call(source.parent).status == 1
    assert call(source.parent, "--force", "--settings", office).status == 0


def test_worker_processes_have_them(call: Call, source: Path, office: Path) -> None:
    shutil.copyfile(WRONG, source.with_name("又一份.xlsx"))
    ended = call("batch", source.parent, "-o", source.parent.with_name("输出"), "-j", "2", "--settings", office)
    assert ended.status == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_broken_file_is_refused_before_any_workbook_is_opened(
    call: Call, source: Path, tmp_path: Path, command: str | None
) -> None:
    broken = tmp_path / "坏.toml"
    broken.write_text("[checks.F999]\noff = true\n", "utf-8")
    source.write_bytes(b"no workbook: opened, it would be told of")
    before = sorted(tmp_path.rglob("*"))
    ended = call(*args_of(command, source), "--settings", broken)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == ("xlperf: 设置文件 坏.toml 的 checks.F999 不是检查代码。 检查代码见 xlperf rules，如 F204。\n")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_workbook_without_a_form_fails_whatever_is_set(call: Call, tmp_path: Path) -> None:
    make_formless(tmp_path / "通讯录.xlsx")
    assert call("check", tmp_path / "通讯录.xlsx", "--set", "T101.severity=info").status == 3


def test_a_cell_whose_check_is_off_is_explained_with_that(call: Call, source: Path) -> None:
    ended: Ended = call("explain", source, "D5", "--set", "F203.off=true")
    assert "发现：这一格没有问题" in ended.out
    assert "设置（--set）：F203 资金合计不符：已关闭" in ended.out


@pytest.mark.parametrize(
    ("code", "keys"),
    [("F203", "off、severity，"), ("T104", "severity，"), ("D402", "off、severity、threshold、units，")],
)
def test_the_rules_tell_what_can_be_set(call: Call, code: str, keys: str) -> None:
    assert f"可以另定：{keys}" in call("rules", code).out
