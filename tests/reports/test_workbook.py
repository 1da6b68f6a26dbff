"""汇总.xlsx, read back by another library."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from tests.support.batches import judged_files, mixed_files, overview_of
from tests.support.evaluations import book_of, evaluation_of, published_form, shenzhen_01
from xlperf.form import Entry
from xlperf.outcomes import Found, judged
from xlperf.reports.workbook import render_summary


@pytest.fixture
def written(tmp_path):
    def write(outcomes, lang="zh"):
        target = tmp_path / "汇总.xlsx"
        render_summary(overview_of(outcomes), target, lang)
        return target

    return write


def columns(sheet):
    """Header → (column, values below it)."""
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    return {cell.value: (cell.column, [row[cell.column - 1] for row in rows]) for cell in sheet[3]}


def test_what_could_not_be_handled_comes_first(written):
    book = openpyxl.load_workbook(written(mixed_files()))
    assert book.sheetnames == ["未处理文件", "汇总", "问题清单", "用语与得分", "统计"]
    rows = [[cell.value for cell in row] for row in book["未处理文件"].iter_rows(min_row=4)]
    assert rows == [
        [1, "上海/坏.xlsx", "未处理", "文件不是 Excel 工作簿。", "请用 Excel 打开后另存为 .xlsx。"],
        [2, "深圳/~$01.xlsx", "略过", "这是 Excel 的锁文件。", "无须处理。"],
    ]


def test_without_failures_the_summary_comes_first(written):
    assert openpyxl.load_workbook(written(judged_files())).sheetnames[0] == "汇总"


def test_a_row_a_form_with_amounts_in_yuan(written):
    sheet = openpyxl.load_workbook(written(mixed_files()), data_only=True)["汇总"]
    by = {header: values for header, (_, values) in columns(sheet).items()}
    assert by["全年预算数（元）"] == [10645707.40, 10645707.40, 1100000, 22391414.80, None]
    assert by["全年执行数（元）"][2] == 1016400
    assert by["执行率"][:3] == [0.97, 0.9699, 0.924]
    assert by["原表单位"][:3] == ["元", "元", "万元"]
    assert by["自评得分"][:3] == [97.3, "—", 92]
    assert by["空白待填"] == [0, 3, 0, 3, None]
    assert (by["错误"][3], by["提醒"][3], by["提示"][3], by["无法判断"][3]) == (2, 3, 3, 1)


def test_only_blocks_that_occur_have_columns(written):
    headers = columns(openpyxl.load_workbook(written(mixed_files()))["汇总"])
    assert {"预算执行得分", "产出分值", "效益得分", "满意度得分"} <= set(headers)
    assert "成本得分" not in headers
    shenzhen_alone = [judged("a.xlsx", None, book_of(shenzhen_01()))]
    assert "满意度得分" not in columns(openpyxl.load_workbook(written(shenzhen_alone))["汇总"])


def test_sums_and_means_follow_the_filter_and_hold_their_values(written):
    target = written(mixed_files())
    live = openpyxl.load_workbook(target)["汇总"]
    column, values = columns(live)["全年预算数（元）"]
    letters = openpyxl.utils.get_column_letter(column)
    assert values[3] == f"=SUBTOTAL(109,{letters}4:{letters}6)"
    still = columns(openpyxl.load_workbook(target, data_only=True)["汇总"])
    assert still["执行率"][1][3] == pytest.approx((10325305.82 * 2 + 1016400) / (10645707.40 * 2 + 1100000), rel=1e-12)
    assert still["自评得分"][1][4] == pytest.approx((97.3 + 92) / 2)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_recalculates_the_same_values(written, tmp_path):
    target = written(mixed_files())
    office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    for wanted, folder, source in (("ods", tmp_path, target), ("xlsx", tmp_path / "again", tmp_path / "汇总.ods")):
        command = [*office, wanted, "--outdir", folder, source]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    ours = columns(openpyxl.load_workbook(target, data_only=True)["汇总"])
    theirs = columns(openpyxl.load_workbook(tmp_path / "again" / "汇总.xlsx", data_only=True)["汇总"])
    for header in ("全年预算数（元）", "全年执行数（元）", "执行率", "自评得分", "产出得分", "错误"):
        assert theirs[header][1][3:5] == pytest.approx(ours[header][1][3:5]), header


def test_links_lead_into_the_validated_workbooks(written):
    target = written(mixed_files())
    with zipfile.ZipFile(target) as package:
        issues = package.read("xl/worksheets/_rels/sheet3.xml.rels").decode()
    assert 'Target="深圳/01%20空白.xlsx"' in issues
    assert 'Target="上海/%231%20100%25%5b终%5d.xlsx"' in issues
    cell = openpyxl.load_workbook(target)["问题清单"]["G10"]
    assert (cell.value, cell.hyperlink.location) == ("G21", "'Sheet1'!G21")


def test_findings_stand_file_by_file_the_gravest_first(written):
    sheet = openpyxl.load_workbook(written(mixed_files()))["问题清单"]
    by = {header: values for header, (_, values) in columns(sheet).items()}
    assert by["代码"] == ["F201", "F201", "Q513", "Q513", "Q513", "F206", "S305", "S310"]
    assert by["级别"][5:] == ["错误", "错误", "提示"]
    assert by["文件"][5] == "上海/#1 100%[终].xlsx"
    assert by["应为"][6] == "91.00"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")", "http://example.com",
                                  "mailto:a@example.com", "\ud800", "\x00\x07", "甲" * 40000])  # fmt: skip
def test_text_of_a_workbook_stays_text(written, text):
    form = published_form("shenzhen-2021/01")
    hostile = replace(form, head=replace(form.head, project=Entry(text, form.head.project.ref)))
    target = written([judged("表.xlsx", None, book_of(evaluation_of(hostile, "shenzhen-2021")))])
    cell = openpyxl.load_workbook(target)["汇总"]["C4"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    if "\ud800" not in text and "\x00" not in text:
        assert cell.value == text[:32767]


def test_headers_stay_and_filter_and_print(written):
    book = openpyxl.load_workbook(written(mixed_files()))
    summary, issues = book["汇总"], book["问题清单"]
    assert (summary.freeze_panes, issues.freeze_panes) == ("D4", "C4")
    assert (summary.auto_filter.ref.endswith("6"), issues.auto_filter.ref) == (True, "A3:R11")
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.sheet_properties.pageSetUpPr.fitToPage) == (9, True)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert "&P" in sheet.oddFooter.right.text
    assert summary.page_setup.orientation == "landscape"
    assert summary.print_title_rows == "$3:$3"
    assert len(book["统计"]._charts) == 3


def test_a_chart_draws_the_checks_that_found_most(tmp_path):
    overview = overview_of(mixed_files())
    overview.figures.codes = {f"Z{number:03}": Found(number, 0, 0) for number in range(1, 41)}
    render_summary(overview, tmp_path / "汇总.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "汇总.xlsx")["统计"]
    rows = [row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith("Z")]
    assert [sheet.cell(rows[place], 5).value for place in (0, 24, 39)] == [40, 16, 1]
    chart = sheet._charts[2]
    assert chart.series[0].val.numRef.f == f"统计!$B${rows[0]}:$B${rows[24]}"
    assert "前 25 项，共 40 项" in chart.title.tx.rich.p[0].r[0].t


def test_the_same_batch_gives_the_same_bytes(written):
    assert written(mixed_files()).read_bytes() == written(mixed_files()).read_bytes()


def test_an_empty_batch_has_its_sheets(written):
    book = openpyxl.load_workbook(written([]))
    assert book.sheetnames == ["汇总", "问题清单", "统计"]
    assert len(book["统计"]._charts) == 2


def test_a_target_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(FileNotFoundError):
        render_summary(overview_of(mixed_files()), tmp_path / "没有" / "汇总.xlsx")
