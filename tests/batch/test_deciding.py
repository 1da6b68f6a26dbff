"""What a reviewer puts into 问题清单 is read back by number, kept, counted apart, and never lost."""

from __future__ import annotations

import json
import random
import shutil

import openpyxl
import pytest

from tests.support.clerks import Job, save_in_office
from tests.support.folders import form, write
from tests.support.lists import HEADER, decide, headers, list_rows, number_of
from tests.support.office import needs_office
from xlperf.batch import run_batch
from xlperf.batch.wishes import Wishes
from xlperf.errors import UnreadableError, UnwritableError, UsageError


@pytest.fixture
def out(tmp_path):
    """A folder of two projects, each with a wrong execution score, and what a first run left."""
    for name in ("甲项目", "乙项目"):
        write(tmp_path / "in" / f"{name}.xlsx", form("96.4", "9.5", project=name))
    run_batch(tmp_path / "in", tmp_path / "out")
    return tmp_path / "out"


def again(out, **options):
    return run_batch(out.parent / "in", out, **({"resume": True} | options))


def accept(number, reason="尾差可以接受"):
    return lambda row: {"处理": "认可", "处理理由": reason} if row["编号"] == number else {}


def decided(out):
    """Number → what its row says now."""
    return {
        row["编号"]: (row["是否下发"], row["处理"], row["处理理由"])
        for row in list_rows(out)
        if row["处理"] or row["处理理由"] or row["是否下发"] != ("是" if row["级别"] == "错误" else "否")
    }


def test_the_list_offers_its_choices_and_sends_errors(out):
    rows = list_rows(out)
    assert {(row["级别"], row["是否下发"]) for row in rows} >= {("错误", "是")}
    assert all(row["是否下发"] == ("是" if row["级别"] == "错误" else "否") for row in rows)
    sheet = openpyxl.load_workbook(out / "汇总.xlsx")["问题清单"]
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert sorted(offered.values()) == ['"是,否"', '"认可,已说明"']
    assert all(area.endswith(str(HEADER + len(rows))) for area in offered)


@pytest.mark.parametrize("options", [{"resume": True}, {"resume": False, "force": True}])
def test_what_was_decided_stays_over_runs_and_is_counted_apart(out, options):
    number = number_of(out, "F202", "甲项目")
    decide(out, accept(number))
    batch = again(out, **options)
    assert decided(out) == {number: ("是", "认可", "尾差可以接受")}
    assert batch.settled == {"accepted": 1}
    again(out, **options)
    assert decided(out) == {number: ("是", "认可", "尾差可以接受")}
    book = openpyxl.load_workbook(out / "汇总.xlsx")
    assert "其中认可 1 个" in book["问题清单"]["A2"].value
    assert number in (out / "report.html").read_text("utf-8")
    counts = {row[0]: row[1:5] for row in book["统计"].iter_rows(values_only=True) if str(row[0]).startswith("F202")}
    assert [list(found) for found in counts.values()] == [[1, 0, 0, 1]]


def test_the_report_keeps_what_was_settled_and_says_so(out):
    number = number_of(out, "F202", "甲项目")
    decide(out, accept(number))
    batch = again(out)
    found = {
        finding["number"]: finding
        for file in json.loads((out / "report.json").read_text("utf-8"))["files"]
        for each in file["forms"]
        for finding in each["findings"]
    }
    assert found[number]["decision"] == {"send": False, "handling": "accepted", "reason": "尾差可以接受"}
    assert found[number]["severity"] == "error"
    assert [each["decision"] for its, each in found.items() if its != number] == [None] * (len(found) - 1)
    assert sum(outcome.found.errors for outcome in batch.outcomes) == 2, "the exit status goes by all that was found"


def test_a_decision_is_taken_back_by_clearing_its_cells(out):
    number = number_of(out, "F202", "甲项目")
    decide(out, accept(number))
    again(out)
    decide(out, lambda row: {"处理": None, "处理理由": None} if row["编号"] == number else {})
    assert again(out).settled == {}
    assert decided(out) == {}


def test_rows_and_columns_may_be_moved_and_rows_deleted(out):
    first, second = (number_of(out, "F202", name) for name in ("甲项目", "乙项目"))
    decide(out, accept(first))
    again(out)
    path = out / "汇总.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["问题清单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(HEADER)]
    number_at, send_at = headers(sheet)["编号"] - 1, headers(sheet)["是否下发"] - 1
    body = [row for row in rows[1:] if row[number_at] != first]
    next(row for row in body if row[number_at] == second)[send_at] = "否"
    random.Random(7).shuffle(body)
    order = list(range(len(rows[0])))
    random.Random(3).shuffle(order)
    sheet.delete_rows(1, sheet.max_row)
    sheet.title = "我的清单"
    for row in ([None], ["标题"], [rows[0][at] for at in order], *[[row[at] for at in order] for row in body]):
        sheet.append(row)
    book.save(path)
    again(out)
    assert decided(out) == {first: ("是", "认可", "尾差可以接受"), second: ("否", None, None)}


def test_numbers_typed_by_hand_are_understood(out):
    number = number_of(out, "F202", "甲项目")
    typed = number.lower().replace("-", "").replace("0", "O")
    decide(out, lambda row: {"编号": typed, "处理": "已认可"} if row["编号"] == number else {})
    again(out)
    assert decided(out) == {number: ("是", "认可", None)}


def test_what_cannot_be_made_sense_of_is_told_and_kept(out):
    number = number_of(out, "F202", "甲项目")
    other = number_of(out, "F202", "乙项目")
    decide(
        out,
        lambda row: {number: {"处理": "先放一放", "处理理由": "等文件"}, other: {"编号": "??", "处理": "认可"}}.get(
            row["编号"], {}
        ),
    )
    told = [str(notice) for notice in again(out).notices]
    assert any(number in each and "先放一放" in each for each in told)
    assert any("编号认不出" in each for each in told)
    assert decided(out) == {number: ("是", None, "先放一放；等文件")}


def test_two_rows_of_one_number_that_disagree_are_told(out):
    number = number_of(out, "F202", "甲项目")
    other = number_of(out, "F202", "乙项目")
    choices = {number: {"处理": "认可"}, other: {"编号": number, "处理": "已说明"}}
    decide(out, lambda row: choices.get(row["编号"], {}))
    told = [str(notice) for notice in again(out).notices]
    assert any(number in each and "各不相同" in each for each in told)
    assert decided(out) == {}


def test_what_is_mended_keeps_its_decision_and_is_listed(out):
    number = number_of(out, "F202", "甲项目")
    decide(out, accept(number))
    again(out)
    write(out.parent / "in" / "甲项目.xlsx", form("96.4", "9.64", project="甲项目"))
    again(out)
    (row,) = list_rows(out, "往次处理")
    assert (row["编号"], row["处理"], row["处理理由"]) == (number, "认可", "尾差可以接受")
    assert "甲项目" in row["原来的问题"]
    again(out)
    assert list_rows(out, "往次处理") == [row]
    write(out.parent / "in" / "甲项目.xlsx", form("96.4", "9.5", project="甲项目"))
    again(out)
    assert decided(out) == {number: ("是", "认可", "尾差可以接受")}
    assert "往次处理" not in openpyxl.load_workbook(out / "汇总.xlsx").sheetnames


def test_a_gone_one_is_dropped_by_clearing_its_row(out):
    decide(out, accept(number_of(out, "F202", "甲项目")))
    write(out.parent / "in" / "甲项目.xlsx", form("96.4", "9.64", project="甲项目"))
    again(out)
    book = openpyxl.load_workbook(out / "汇总.xlsx")
    sheet = book["往次处理"]
    for header in ("处理", "处理理由"):
        sheet.cell(HEADER + 1, headers(sheet)[header]).value = None
    book.save(out / "汇总.xlsx")
    again(out)
    assert "往次处理" not in openpyxl.load_workbook(out / "汇总.xlsx").sheetnames


@pytest.mark.parametrize("named", ["汇总.xlsx", ""])
def test_a_new_folder_takes_the_decisions_of_an_old_summary(out, named):
    number = number_of(out, "F202", "甲项目")
    decide(out, accept(number))
    fresh = out.with_name("new")
    batch = run_batch(out.parent / "in", fresh, wishes=Wishes(decisions=out / named))
    assert batch.settled == {"accepted": 1}
    assert decided(fresh) == {number: ("是", "认可", "尾差可以接受")}
    again(fresh)
    assert decided(fresh) == {number: ("是", "认可", "尾差可以接受")}


def test_a_lost_journal_leaves_the_list(out):
    number = number_of(out, "F202", "甲项目")
    decide(out, accept(number))
    (out / ".xlperf.sqlite").unlink()
    again(out, resume=False, force=True)
    assert decided(out) == {number: ("是", "认可", "尾差可以接受")}


def test_a_run_that_was_stopped_loses_no_decision(out):
    number = number_of(out, "F202", "乙项目")
    decide(out, accept(number))
    again(out, resume=False, force=True, is_stopped=lambda: True)
    again(out)
    assert decided(out) == {number: ("是", "认可", "尾差可以接受")}


@pytest.mark.parametrize("lock", ["~$汇总.xlsx", ".~lock.汇总.xlsx#"])
def test_a_summary_that_is_open_is_not_overwritten(out, lock):
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.suffix != ".sqlite"}
    (out / lock).write_text("某人")
    write(out.parent / "in" / "甲项目.xlsx", form("96.4", "9.64", project="甲项目"))
    with pytest.raises(UnwritableError) as told:
        again(out)
    assert "汇总.xlsx" in str(told.value)
    assert lock in str(told.value)
    assert {name: (out / name).read_bytes() for name in before} == before
    (out / lock).unlink()
    again(out)


def test_a_summary_that_cannot_be_read_is_not_overwritten(out):
    (out / "汇总.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(UnreadableError) as told:
        again(out)
    assert "汇总.xlsx" in str(told.value)
    assert (out / "汇总.xlsx").read_bytes() == b"not a workbook"


def test_a_summary_that_is_not_there_is_wrong_usage(out):
    with pytest.raises(UsageError):
        run_batch(out.parent / "in", out.with_name("new"), wishes=Wishes(decisions=out.parent / "没有.xlsx"))


@needs_office
def test_a_list_saved_by_libreoffice_is_read(out, tmp_path):
    number = number_of(out, "F202", "甲项目")
    decide(out, accept(number))
    saved = tmp_path / "saved.xlsx"
    save_in_office(Job(out / "汇总.xlsx", saved))
    shutil.move(saved, out / "汇总.xlsx")
    again(out)
    assert decided(out) == {number: ("是", "认可", "尾差可以接受")}


def test_nothing_changes_where_nobody_decided(out):
    before = (out / "汇总.xlsx").read_bytes(), (out / ".xlperf.sqlite").read_bytes()
    again(out)
    assert ((out / "汇总.xlsx").read_bytes(), (out / ".xlperf.sqlite").read_bytes()) == before
