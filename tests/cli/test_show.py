"""--show: what each cell was taken for and why, on a terminal, in JSON, and as the sheet 识别 of a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.protection import WorkbookProtection

from tests.cli.conftest import Call
from tests.support.busy_forms import BLANK, FORM, busy_form
from tests.support.clerks import Job, save_in_office
from tests.support.office import needs_office
from tests.support.packages import read_parts
from tests.support.unknown_forms import unknown_form
from xlperf.pages.field_names import BLOCK_NAMES, FIELD_NAMES
from xlperf.recognition.definitions import load_vocabulary
from xlperf.reports.heights import text_width
from xlperf.sheets import RECOGNITION_SHEET, RECOGNITION_TITLE, RESULT_SHEET, VERDICTS_SHEET

ODD = {"实际完成值": "核定完成数"}


def shown(text: str) -> dict[str, list[list[str]]]:
    """Heading → its rows in pieces, of the part of a report that tells the recognition."""
    found: dict[str, list[list[str]]] = {}
    for line in text.partition("识别情况\n")[2].splitlines():
        depth, pieces = len(line) - len(line.lstrip()), [piece.strip() for piece in line.split("  ") if piece.strip()]
        if depth == 4:
            heading = line.strip()
            found[heading] = []
        elif depth == 6:
            found[heading].append(pieces)
        else:
            break
    return found


def test_blocks_columns_lines_and_labels_are_shown(call: Call) -> None:
    ended = call("check", BLANK, "--show")
    blocks = shown(ended.out)
    assert list(blocks)[:6] == ["表头", "资金", "目标", "指标", "总分", "没有认出的：无"]
    assert ["项目名称", "A2", "项目名称", "通行的叫法"] in blocks["表头"]
    assert ["全年执行数", "F4", "全年执行数", "通行的叫法"] in blocks["资金"]
    assert ["资金总额", "B5", "年度资金总额", "资金总额行"] in blocks["资金"]
    assert ["实际完成值", "F11", "*实际完成值", "通行的叫法"] in blocks["指标"]
    assert ["产出", "B12", "产出指标（50分）", "一级指标的名称"] in blocks["指标"]
    assert blocks["总分"][0][:3] == ["总分", "A32", "总分"]


def test_columns_stand_below_each_other(call: Call) -> None:
    out = call("check", BLANK, "--show").out
    lines = [line for line in out.splitlines() if "通行的叫法" in line and " F" in line]
    assert len(lines) >= 2
    for group in (lines[:1], lines[1:]):
        assert len({text_width(line[: line.index("通行的叫法")]) for line in group}) == 1


def test_what_was_not_understood_stands_by_itself(call: Call, tmp_path: Path) -> None:
    path = unknown_form(tmp_path / "表.xlsx", {**ODD, "实施年度": "所属期"}, ("佐证材料",))
    blocks = shown(call("check", path, "--show").out)
    unread = next(rows for heading, rows in blocks.items() if heading.startswith("没有认出的"))
    assert ["表头", "E2", "所属期", "表头里没有认识的叫法"] in unread
    assert ["指标", "F8", "核定完成数", "没有认识的叫法，这一列没有用到"] in unread
    assert ["指标", "J8", "佐证材料", "没有认识的叫法，这一列没有用到"] in unread
    assert f"没有认出的（{len(unread)} 处）" in blocks


def test_unasked_only_columns_are_named(call: Call, tmp_path: Path) -> None:
    path = unknown_form(tmp_path / "表.xlsx", {**ODD, "实施年度": "所属期"}, ("佐证\n材料",))
    out = call("check", path).out
    assert "没有认出的列：核定完成数、佐证 材料（用 check --show 看全部识别结果）" in out
    assert "所属期" not in out
    assert "没有认出" not in call("check", BLANK).out


def test_at_most_five_columns_are_named(call: Call, tmp_path: Path) -> None:
    five = unknown_form(tmp_path / "五.xlsx", beside=tuple("甲乙丙丁戊"))
    six = unknown_form(tmp_path / "六.xlsx", beside=tuple("甲乙丙丁戊己"))
    assert "没有认出的列：甲、乙、丙、丁、戊（用" in call("check", five).out
    assert "没有认出的列：甲、乙、丙、丁、戊……（用" in call("check", six).out


def test_json_tells_the_recognition_on_request_and_what_is_unread_always(call: Call, tmp_path: Path) -> None:
    path = unknown_form(tmp_path / "表.xlsx", beside=("佐证材料",))
    plain, full = (call("check", path, *args, "--format", "json").document for args in ((), ("--show",)))
    form, told = plain["files"][0]["forms"][0], full["files"][0]["forms"][0]
    why = "没有认识的叫法，这一列没有用到"
    assert "recognition" not in form
    assert form["unread"] == told["unread"] == [{"cell": "J8", "text": "佐证材料", "why": why}]
    assert {"block": "indicators", "field": None, "cell": "J8", "text": "佐证材料", "why": why} in told["recognition"]
    assert {
        "block": "indicators", "field": "target", "cell": "E8", "text": "年度指标值", "why": "通行的叫法",
    } in told["recognition"]  # fmt: skip
    assert call("check", BLANK, "--format", "json").document["files"][0]["forms"][0]["unread"] == []


def test_english(call: Call, tmp_path: Path) -> None:
    path = unknown_form(tmp_path / "form.xlsx", {"实际完成值": "Done"}, ("Proof",))
    blocks = call("check", path, "--show", "--lang", "en").out
    for words in ("How it was recognised", "Indicators", "not understood (", "no known label; this column is not used"):
        assert words in blocks


def test_a_console_in_gbk_can_show_it(call: Call, tmp_path: Path) -> None:
    path = unknown_form(tmp_path / "表.xlsx", {"培训次数": "很长的说明文字" * 9}, tuple("甲乙丙丁戊己"))
    assert call("check", path, "--show").out.encode("gbk")
    assert call("check", path).out.encode("gbk")


def test_every_field_has_a_name() -> None:
    vocabulary = load_vocabulary()
    blocks = {
        "head": "head", "spending": "spending", "funds": "funds_columns", "goals": "goals",
        "indicators": "indicator_columns", "total": "totals", "notes": "form_reason", "tasks": "task_columns",
    }  # fmt: skip
    elsewhere = {"budget", "inputs"}  # named by words of their own: those of tables, those of a rule pack
    assert {*blocks, *elsewhere} == set(BLOCK_NAMES) == set(FIELD_NAMES)
    for block, words in blocks.items():
        assert set(getattr(vocabulary, words)) <= set(FIELD_NAMES[block]), block
    assert set(vocabulary.fund_lines) <= set(FIELD_NAMES["funds"])
    assert set(vocabulary.level1) <= set(FIELD_NAMES["indicators"])


@pytest.fixture
def copy(call: Call, tmp_path: Path) -> Path:
    """A validated copy with the sheet 识别, of a busy form."""
    source = busy_form(tmp_path / "表.xlsx")
    assert call("fill", source, "--show").status == 1
    return tmp_path / "表_已校验.xlsx"


def test_the_sheet_stands_behind_the_result(copy: Path) -> None:
    book = load_workbook(copy)
    assert book.sheetnames == [FORM, "说明", "底稿", RESULT_SHEET, RECOGNITION_SHEET, VERDICTS_SHEET]
    sheet = book[RECOGNITION_SHEET]
    assert sheet["A1"].value == RECOGNITION_TITLE
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=5)]
    assert ("资金", "全年执行数", "F4", "全年执行数", "通行的叫法") in rows
    (link,) = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.value == "F4"}
    assert link == f"'{FORM}'!F4"
    assert rows[-1][0] == "无"


def test_the_sheet_names_what_was_not_understood(call: Call, tmp_path: Path) -> None:
    path = unknown_form(tmp_path / "表.xlsx", beside=("佐证材料",))
    call("fill", path, "--show")
    sheet = load_workbook(tmp_path / "表_已校验.xlsx")[RECOGNITION_SHEET]
    last = [cell.value for cell in sheet[sheet.max_row]]
    assert last == ["指标", "（没有用到）", "J8", "佐证材料", "没有认识的叫法，这一列没有用到"]


def test_the_copy_is_proven(call: Call, copy: Path) -> None:
    assert call("verify", copy).status == call("verify", copy, copy.with_name("表.xlsx")).status == 0


def test_the_copy_differs_by_the_sheets_alone(call: Call, copy: Path) -> None:
    plain = copy.with_name("无.xlsx")
    call("fill", copy.with_name("表.xlsx"), "-o", plain)
    shown, usual = read_parts(copy), read_parts(plain)
    same = {name for name in usual if shown[name] == usual[name]}
    assert "xl/worksheets/sheet1.xml" in same
    assert len(set(shown) - set(usual)) == 2  # this sheet and the one of the checks


def test_filled_again_it_is_the_same(call: Call, copy: Path) -> None:
    again = copy.with_name("又.xlsx")
    call("fill", copy, "--show", "-o", again)
    assert read_parts(again) == read_parts(copy)


def test_filled_again_without_it_the_sheet_is_gone(call: Call, copy: Path) -> None:
    again, plain = copy.with_name("又.xlsx"), copy.with_name("无.xlsx")
    call("fill", copy, "-o", again)
    call("fill", copy.with_name("表.xlsx"), "-o", plain)
    assert read_parts(again) == read_parts(plain)


@pytest.mark.parametrize("restore", [False, True])
def test_it_is_cleared_like_the_result(call: Call, copy: Path, restore: bool) -> None:
    source, target = copy.with_name("表.xlsx"), copy.with_name("清.xlsx")
    assert call("clear", copy, "-o", target, *(["--restore"] if restore else [])).status == 0
    assert load_workbook(target).sheetnames == load_workbook(source).sheetnames
    if restore:
        assert read_parts(target) == read_parts(source)


def test_it_is_known_without_its_memory(call: Call, copy: Path) -> None:
    saved, target = copy.with_name("存.xlsx"), copy.with_name("清.xlsx")
    load_workbook(copy).save(saved)  # openpyxl drops the memory
    assert call("clear", saved, "-o", target).status == 0
    assert load_workbook(target).sheetnames == [FORM, "说明", "底稿"]
    call("fill", saved, "--show", "-o", copy.with_name("又.xlsx"))
    assert load_workbook(copy.with_name("又.xlsx")).sheetnames == load_workbook(copy).sheetnames


@needs_office
@pytest.mark.parametrize(
    "lines",
    [
        (),
        ('sheets.getByName("识别").Name = "怎么认的"',),
        ('sheets.moveByName("识别", 0)', 'sheets.moveByName("校验结果", 0)'),
    ],
    ids=["as it was", "renamed", "moved"],
)
def test_it_is_taken_out_of_what_another_program_saved(call: Call, copy: Path, lines: tuple[str, ...]) -> None:
    saved, target = copy.with_name("存.xlsx"), copy.with_name("清.xlsx")
    save_in_office(Job(copy, saved, lines))
    assert call("clear", saved, "-o", target).status == 0
    assert load_workbook(target).sheetnames == [FORM, "说明", "底稿"]


@needs_office
def test_a_sheet_that_a_clerk_refers_to_stays(call: Call, copy: Path) -> None:
    saved, target = copy.with_name("存.xlsx"), copy.with_name("清.xlsx")
    save_in_office(Job(copy, saved, ('sheets.getByName("说明").getCellByPosition(0, 9).Formula = "=$识别.A1"',)))
    out = call("clear", saved, "-o", target).out
    assert load_workbook(target).sheetnames == [FORM, "说明", "底稿", RECOGNITION_SHEET]
    assert f"工作表“{RECOGNITION_SHEET}”被别处引用，保留不动" in out


def test_a_sheet_of_the_clerk_s_with_that_name_stays(call: Call, tmp_path: Path) -> None:
    source = busy_form(tmp_path / "表.xlsx")
    book = load_workbook(source)
    book.create_sheet(RECOGNITION_SHEET)["A1"] = "人脸识别项目清单"
    book.save(source)
    call("fill", source, "--show")
    copy = tmp_path / "表_已校验.xlsx"
    names = [RECOGNITION_SHEET, RESULT_SHEET, f"{RECOGNITION_SHEET}2", VERDICTS_SHEET]
    assert load_workbook(copy).sheetnames[-4:] == names
    call("fill", copy, "-o", tmp_path / "又.xlsx")
    assert load_workbook(tmp_path / "又.xlsx").sheetnames[-2:] == [RECOGNITION_SHEET, RESULT_SHEET]


def test_a_locked_workbook_gets_it_beside_the_result(call: Call, tmp_path: Path) -> None:
    source = tmp_path / "表.xlsx"
    shutil.copyfile(BLANK, source)
    book = load_workbook(source)
    book.security = WorkbookProtection(lockStructure=True)
    book.save(source)
    call("fill", source, "--show")
    assert load_workbook(tmp_path / "表_已校验.xlsx").sheetnames == [FORM]
    beside = load_workbook(tmp_path / "表_已校验_校验结果.xlsx")
    assert beside.sheetnames == [RESULT_SHEET, RECOGNITION_SHEET, VERDICTS_SHEET]
    targets = {cell.hyperlink.target for row in beside[RECOGNITION_SHEET].iter_rows() for cell in row if cell.hyperlink}
    assert len(targets) == 1


def test_a_clean_copy_takes_no_sheet(call: Call, tmp_path: Path) -> None:
    shutil.copyfile(BLANK, tmp_path / "表.xlsx")
    ended = call("fill", tmp_path / "表.xlsx", "--clean", "--show")
    assert (ended.status, ended.out, len(list(tmp_path.iterdir()))) == (2, "", 1)
    assert "--clean 不加任何页，不能与 --show 同用" in ended.err
