"""检查情况: a line for every check of every form, and in a copy a sheet that comes off like the others."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Call
from tests.support.broken import INBOX
from tests.support.evaluations import book_of, shanghai_01_wrong
from xlperf.checks import CHECKS
from xlperf.pages.verdicts import VERDICTS, verdicts_page

SOURCE = next((INBOX / "上海").glob("02-*.xlsx"))


def test_every_check_of_a_form_has_its_line() -> None:
    book = book_of(shanghai_01_wrong())
    lines = [line.spots for line in verdicts_page(book).lines if len(line.spots) == 3][1:]
    assert [spots[0].value.split()[0] for spots in lines] == [each.code for each in book.forms[0].verdicts]
    assert {str(spots[1].value) for spots in lines} <= {str(word) for word in VERDICTS.values()}


def test_what_could_not_be_judged_says_why(call: Call) -> None:
    _, out, _ = call("check", "--show", SOURCE)
    (line,) = (line for line in out.splitlines() if line.strip().startswith("数据不足") and "F202" in line)
    assert "规则包没有预算执行得分的计分规则" in line
    listed = [line.split()[1] for line in out.split("检查情况")[1].splitlines()[1 : len(CHECKS) + 1]]
    assert listed == [check.code for check in CHECKS]


@pytest.mark.parametrize("again", [False, True])
def test_the_sheet_comes_and_goes(call: Call, tmp_path: Path, again: bool) -> None:
    copy, back = tmp_path / "副本.xlsx", tmp_path / "还原.xlsx"
    call("fill", SOURCE, "--show", "-o", copy)
    if again:
        first = copy
        copy = tmp_path / "再次.xlsx"
        call("fill", first, "--show", "-o", copy)
    with closing(openpyxl.load_workbook(copy)) as workbook:
        assert workbook.sheetnames[-3:] == ["校验结果", "识别", "检查情况"]
        words = [cell for row in workbook["检查情况"].iter_rows(values_only=True) for cell in row]
    assert "通过" in words
    assert call("verify", copy)[0] == 0
    call("clear", copy, "--restore", "-o", back)
    with closing(openpyxl.load_workbook(back)) as workbook, closing(openpyxl.load_workbook(SOURCE)) as source:
        assert workbook.sheetnames == source.sheetnames
