"""The report on a terminal."""

from __future__ import annotations

from dataclasses import replace

from tests.support.batches import mixed_files
from tests.support.evaluations import book_of, shanghai_01_wrong, shenzhen_01
from xlperf.findings import Finding, Severity
from xlperf.messages import say
from xlperf.outcomes import judged
from xlperf.reports.heights import text_width
from xlperf.reports.text import render_text


def test_a_console_in_gbk_can_show_it():
    assert render_text(mixed_files()).encode("gbk")


def test_columns_hold_for_chinese_and_latin():
    lines = render_text([judged("表.xlsx", None, book_of(shanghai_01_wrong()))]).splitlines()
    found = [line for line in lines if line.lstrip().startswith(("错误", "提示"))]
    assert [line.split()[:3] for line in found] == [
        ["错误", "F206", "C7"],
        ["错误", "S305", "G21"],
        ["提示", "S310", "H6"],
    ]
    names = ("金额", "总分", "无计分")
    starts = {text_width(line[: line.index(name)]) for line, name in zip(found, names, strict=True)}
    assert len(starts) == 1
    remedy = next(line for line in lines if "怎么办" in line)
    assert text_width(remedy[: remedy.index("怎么办")]) in starts


def test_it_says_whether_figures_were_written_or_would_be():
    text = render_text(mixed_files())
    assert "已填" in text
    assert "已写出：深圳/01 空白.xlsx" in text
    unwritten = [replace(outcome, output=None) for outcome in mixed_files()]
    assert "应填" in render_text(unwritten)
    assert "已写出" not in render_text(unwritten)


def test_a_blank_that_was_filled_is_told_once():
    lines = render_text(mixed_files()).splitlines()
    assert [line.split()[:3] for line in lines if "Q513" in line] == [
        ["已填", "Q513", "G6"],
        ["已填", "Q513", "H6"],
        ["已填", "Q513", "G33"],
    ]


def test_a_failure_says_what_is_so_and_what_to_do():
    block = render_text(mixed_files()).split("\n\n")[-1]
    assert [line.strip() for line in block.splitlines()] == [
        "上海/坏.xlsx",
        "未处理：文件不是 Excel 工作簿。",
        "怎么办：请用 Excel 打开后另存为 .xlsx。",
    ]


def test_a_finding_of_many_lines_stays_one_line():
    long = Finding("S305", Severity.ERROR, say("第一行\n第二行"))
    text = render_text([judged("表.xlsx", None, book_of(replace(shenzhen_01(), findings=(long,))))])
    assert "第一行 第二行" in text


def test_what_could_not_be_judged_is_told():
    text = render_text(mixed_files())
    assert "无法判断 S301：数据不足：12 处目标值不是数量" in text
    assert "结论：发现 3 处提醒；1 项检查通过，1 项检查无法判断。" in text
