"""Numbers by number formats: what Excel shows, by hand, and what LibreOffice shows, in bulk."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.office import convert_to_csv, needs_office
from xlperf.numberformats import is_date_format, show_number

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '

SHOWN = [
    ("0.9699", "0.00%", "96.99%"),
    ("0.97", "0%", "97%"),
    ("5", '0"次"', "5次"),
    ("5", 'General"次"', "5次"),
    ("-5", 'G/通用格式"次"', "-5次"),
    ("10645707.4", "General", "10645707.4"),
    ("10645707.4", "#,##0.00", "10,645,707.40"),
    ("10645707.4", ACCOUNTING, "10,645,707.40"),
    ("-1234.5", ACCOUNTING, "-1,234.50"),
    ("0", ACCOUNTING, "-"),
    ("-5", "0.00_);[Red](0.00)", "(5.00)"),
    ("1.005", "0.00", "1.01"),
    ("-0.004", "0.00", "0.00"),
    ("-0.4", "#", ""),
    ("5", '[=0]"-";0.00', "5.00"),
    ("0", '[=0]"-";0.00', "-"),
    ("50", "[>=100]0;[<10]0.0;0.00", "50.00"),
    ("12345", '0!.0,"万元"', "1.2万元"),
    ("12345678", "0\\.0000", "1234.5678"),
    ("12345678", '#,##0.00,"千元"', "12,345.68千元"),
    ("5", "[$¥-804]#,##0.00", "¥5.00"),
    ("3", "0元/人", "3元/人"),
    ("44197", "yyyy-mm-dd", "2021-01-01"),
    ("44197", 'yyyy"年"m"月"d"日"', "2021年1月1日"),
    ("44197", "[DBNum1][$-804]yyyy年m月;@", "2021年1月"),
    ("44197.75", "上午/下午h:mm", "下午6:00"),
    ("44197.75", "h:mm AM/PM", "6:00 PM"),
    ("44197", "aaaa", "星期五"),
    ("1.5", "[h]:mm", "36:00"),
    ("59", "yyyy-m-d", "1900-2-28"),
    ("61", "yyyy-m-d", "1900-3-1"),
    ("0.5", "# ?/?", "0.5"),
    ("12345", "0.00E+00", "12345"),
    ("1E+308", "0.00", "1E+308"),
    ("1E+308", "yyyy-m-d", "1E+308"),
    ("-1", "yyyy-m-d", "-1"),
    ("5", "", "5"),
    ("5", '"', ""),
]


@pytest.mark.parametrize(("value", "code", "shown"), SHOWN)
def test_shown(value: str, code: str, shown: str) -> None:
    assert show_number(Decimal(value), code) == shown


def test_the_dates_of_1904() -> None:
    assert show_number(Decimal(42735), "yyyy-mm-dd", date1904=True) == "2021-01-01"


@pytest.mark.parametrize("code", ["yyyy-mm-dd", 'm"月"d"日"', "[h]:mm", "[$-804]aaaa;@"])
def test_formats_of_dates(code: str) -> None:
    assert is_date_format(code)


@pytest.mark.parametrize("code", ["General", "0.00", '0"days"', "[Red]0", "0\\d", ACCOUNTING, "@", "[$USD] 0"])
def test_formats_of_numbers(code: str) -> None:
    assert not is_date_format(code)


NUMBERS = ["0", "5", "-5", "0.5", "-0.5", "-0.004", "0.9699", "12.345", "-1234.5", "99999", "10645707.4", "0.97", "100"]
NUMBER_FORMATS = [
    "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.0%", ACCOUNTING, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
    '0"次"', '0.00"万元"', "#,##0.00_);[Red](#,##0.00)", "0;[Red]-0", '0.00;-0.00;"无"', "0.0000", "#,##0,",
    "#,##0.0,,", "#.##", "#.00", "00000", "0.0#", "0.00_ ", "[$¥-804]#,##0.00", '"¥"#,##0.00;"¥"-#,##0.00', "000-0000",
    '0"."0,"万"', 'General"次"', "0;-0;;@", "0.00\\%", '"第"0"名"', "[Red][<0]0.00;[Blue]0.00", "#",
]  # fmt: skip
DATES = ["44197", "44561.75", "61", "45000.123", "44255.99999"]
DATE_FORMATS = [
    "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', "m/d/yy", "yyyy/m/d h:mm", "h:mm AM/PM", "h:mm:ss",
    "[h]:mm:ss", "mm:ss", "mmm-yy", "d-mmm-yy", "dddd", "yyyymmdd", "yyyy.m.d", "yyyy/mm/dd hh:mm:ss", 'h"时"mm"分"',
]  # fmt: skip


@needs_office
def test_as_libreoffice_shows_it(tmp_path: Path) -> None:
    cases = [(n, f) for f in NUMBER_FORMATS for n in NUMBERS] + [(n, f) for f in DATE_FORMATS for n in DATES]
    with xlsxwriter.Workbook(tmp_path / "shown.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        for row, (number, code) in enumerate(cases):
            sheet.write_number(row, 0, float(number), workbook.add_format({"num_format": code}))
            sheet.write_string(row, 1, "|")
    table = convert_to_csv(tmp_path / "shown.xlsx")
    shown = [row[0].strip() for row in csv.reader(table.read_text("utf-8").splitlines())]
    mine = [show_number(Decimal(number), code) for number, code in cases]
    assert [x for x in zip(cases, mine, shown, strict=True) if x[1] != x[2]] == []
