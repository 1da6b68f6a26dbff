"""A finding's number comes from what it is about: the same wherever that stands, another for anything else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.folders import form, write
from tests.support.snapshots import Row, make_sheet
from xlperf.cells import Snapshot
from xlperf.evaluation import evaluate
from xlperf.numbering import number_file, read_number, short, spell

ROOT = Path(__file__).parents[2]

WRONG: tuple[Row, ...] = (
    ("产出指标（50分）", "数量指标", "培训次数", "10次", "5次", 20, 20, None),
    ("产出指标（50分）", "数量指标", "发放册数", "100册", "80册", 10, 10, None),
    ("产出指标（50分）", "质量指标", "合格率", "90%", "45%", 20, 20, None),
    ("效益指标（30分）", "社会效益指标", "影响力", "提升", "未达成预期", 30, 30, None),
    ("满意度指标（10分）", "满意度指标", "满意度", "90%", "92%", 10, 10, None),
)
RIGHT: Row = ("产出指标（50分）", "时效指标", "完成及时率", "100%", "100%", 0, 0, None)


def numbers(rows: Sequence[Row], name: str = "自评表.xlsx", sheet: str = "Sheet1") -> dict[str, list[str]]:
    """Number → code and words of the finding; the words without the place."""
    found = evaluate(Snapshot(name, (make_sheet(rows, name=sheet),))).all_findings()
    told = [(finding.number, [finding.code, str(finding.message)]) for finding in found]
    assert all(number for number, _ in told)
    assert len(dict(told)) == len(told), "two findings under one number"
    return dict(told)


BEFORE = form("96.4", "9.5", rows=WRONG)


def test_the_planted_faults_have_a_number_each():
    codes = sorted(code for code, _ in numbers(BEFORE).values() if code != "D404")
    assert codes.count("S301") == 3
    assert codes.count("F202") == 1
    assert codes.count("S307") == 1


def test_another_name_of_file_or_sheet_changes_none():
    assert numbers(BEFORE, "最终版2.xlsx", "表一") == numbers(BEFORE)


@given(st.integers(0, 5), st.integers(1, 3))
@settings(max_examples=20, deadline=None)
def test_rows_inserted_change_none(at, count):
    """Empty rows, and further indicators that are right, above, between and below those that are wrong."""
    rows = [*WRONG[:at], *[(*RIGHT[:2], f"另一项{n}", *RIGHT[3:]) for n in range(count)], *WRONG[at:]]
    moved = [(None,), *form("96.4", "9.5", rows=rows)]
    before = {number for number, (code, _) in numbers(BEFORE).items() if code in ("S301", "S307", "F202", "D401")}
    assert before <= set(numbers(moved))


@given(st.permutations(WRONG[:3]))
@settings(max_examples=6, deadline=None)
def test_rows_in_another_order_change_none(rows):
    assert set(numbers(form("96.4", "9.5", rows=(*rows, *WRONG[3:])))) == set(numbers(BEFORE))


def test_a_finding_mended_leaves_the_others_theirs():
    mended = form(
        "96.4", "9.64", rows=(("产出指标（50分）", "数量指标", "培训次数", "10次", "10次", 20, 20, None), *WRONG[1:])
    )
    gone = set(numbers(BEFORE)) - set(numbers(mended))
    assert sorted(numbers(BEFORE)[number][0] for number in gone) == ["D401", "F202", "S301"]
    assert set(numbers(mended)) <= set(numbers(BEFORE))


@pytest.mark.parametrize("other", [{"project": "另一项目"}, {"unit": "另一中心"}, {"year": "2022年"}])
def test_another_project_unit_or_year_has_numbers_of_its_own(other):
    assert set(numbers(form("96.4", "9.5", rows=WRONG, **other))).isdisjoint(numbers(BEFORE))


def test_a_unit_is_itself_with_and_without_its_own_level():
    assert set(numbers(form("96.4", "9.5", rows=WRONG, unit="某市某局（本级）"))) == set(
        numbers(form("96.4", "9.5", rows=WRONG, unit="某市某局"))
    )


def test_indicators_of_one_name_are_told_apart_and_keep_their_numbers():
    twin: Row = ("产出指标（50分）", "数量指标", "培训次数", "10次", "5次", 10, 10, None)
    mended: Row = (*twin[:6], 5, "天气不好，明年改期举办")

    def scores(*rows: Row) -> set[str]:
        found = numbers(form("96.4", "9.64", rows=(*rows, *WRONG[2:])))
        return {number for number, (code, _) in found.items() if code == "S301"}

    both, one = scores(twin, twin), scores(mended, twin)
    assert len(both) == 3
    assert len(one) == 2
    assert one < both


def test_a_form_without_a_project_goes_by_its_goal_then_by_the_file():
    blank = form("96.4", "9.5", rows=WRONG, project="")
    assert set(numbers(blank, "甲.xlsx")) == set(numbers(blank, "乙.xlsx"))
    bare = [(None,) if row[1:2] == ("目标",) else row for row in blank]
    assert set(numbers(bare, "甲.xlsx")).isdisjoint(numbers(bare, "乙.xlsx"))
    assert set(numbers(bare, "甲.xlsx")) == set(numbers(bare, "甲_已校验.xlsx"))


def test_two_processes_give_the_same(tmp_path):
    source = write(tmp_path / "表.xlsx", BEFORE, form("55.2", "9", project="另一项目"))
    told = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "xlperf", "check", str(source), "--format", "json"]
        done = subprocess.run(
            command, capture_output=True, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, check=False
        )
        (file,) = json.loads(done.stdout)["files"]
        told.append([finding["number"] for each in file["forms"] for finding in each["findings"]])
    assert told[0] == told[1]
    assert len(set(told[0])) == len(told[0]) > 5
    assert all(read_number(number) == number for number in told[0])


def test_equal_forms_in_one_workbook_are_told_apart(tmp_path):
    sheets = (make_sheet(BEFORE, name="一"), make_sheet(BEFORE, name="二"))
    found = [finding.number for finding in evaluate(Snapshot("表.xlsx", sheets)).all_findings()]
    assert len(set(found)) == len(found)


def test_what_has_no_cell_goes_by_its_words():
    """Two columns are missing; one put in again takes its own number away, and not the other's."""

    def missing(*columns: int) -> set[str]:
        rows = [tuple(cell for at, cell in enumerate(row) if at not in columns) for row in BEFORE]
        return {number for number, (code, _) in numbers(rows).items() if code == "T102"}

    assert (len(missing(3)), len(missing(7))) == (1, 1)
    assert missing(3, 7) == missing(3) | missing(7)


def test_files_without_a_form_go_by_their_place():
    assert number_file("T101", "甲区/说明.xlsx") != number_file("T101", "乙区/说明.xlsx")


@given(st.from_regex(r"[A-Z][0-9]{3}", fullmatch=True), st.lists(st.text(), max_size=4))
def test_a_number_is_read_as_people_type_it(code, subject):
    shown = short(spell(code, subject))
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in shown)
    for typed in (shown, shown.lower(), shown.replace("-", ""), f" {shown} ", wide, shown.replace("-", "—")):
        assert read_number(typed) == shown
    behind = shown[5:].replace("0", "o").replace("1", "l")
    assert read_number(shown[:5] + behind) == shown


@pytest.mark.parametrize("text", ["", "F201", "F201-12", "不下发", "F2011-ABCDEF", "共 3 个", str(Decimal(3))])
def test_other_texts_are_no_numbers(text):
    assert read_number(text) is None
