"""report.html read back: complete, escaped, sealed, and its links lead to what is there."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.support.batches import mixed_files
from tests.support.folders import MISSED, form, write
from tests.support.web_pages import parse, read_rows, render
from xlperf.batch import run_batch
from xlperf.reports.web import lists, rows, tables

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '"><img src=x onerror=alert(1)>',
    "a\u2028b\u2029c",
    "{{ 7*7 }} {% raw %} {figure}",
    "&lt;b&gt;",
    "javascript:alert(1)",
)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a folder with odd names and hostile texts gives."""
    folder = tmp_path_factory.mktemp("batch")
    source, out = folder / "in", folder / "out"
    for number, text in enumerate(HOSTILE):
        write(source / "区 #1" / f"100%[终]?&{number}.xlsx", form("84.6", "9", project=text, unit=text, rows=MISSED))
    write(source / "二" / "javascript:alert(1).xlsx", form("84.6", "8.46", project="甲"))
    write(source / "报送.xlsx", form("84.6", "8.46", project="乙"), form("50", "9", project="丙"))
    (source / "<b>坏.xlsx").write_text("no workbook", "utf-8")
    run_batch(source, out)
    return out


@pytest.fixture(scope="module")
def tree(batch: Path) -> Any:
    return parse(batch / "report.html")


def report(batch: Path) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads((batch / "report.json").read_text("utf-8"))["files"]
    return files


def test_every_finding_and_form_is_there(batch: Path, tree: Any) -> None:
    found = {
        (file["path"], each["code"], each["severity"], each["cell"], each["message"])
        for file in report(batch)
        for form in file.get("forms", ())
        for each in form["findings"]
    }
    listed = {(row[6], row[2], row[0], row[8], row[11]) for row in read_rows(tree, "findings") if row[4] != "—"}
    assert len(found) > 15
    assert listed == found
    forms = [(form["project"], form["unit"]) for file in report(batch) for form in file.get("forms", ())]
    assert sorted((row[2], row[1]) for row in read_rows(tree, "forms")) == sorted(forms)


def test_texts_of_workbooks_are_never_markup(tree: Any) -> None:
    assert len(tree.xpath("//script")) == 4
    assert not tree.xpath("//img | //b | //@onerror")
    projects = {row[2] for row in read_rows(tree, "forms")}
    assert set(HOSTILE) <= projects


def test_no_line_break_of_scripts_stands_in_the_data(batch: Path) -> None:
    page = (batch / "report.html").read_text("utf-8")
    assert "\u2028" not in page.partition("<script")[2]
    assert "\u2029" not in page.partition("<script")[2]


def test_every_link_leads_to_a_file(batch: Path, tree: Any) -> None:
    listed = {row[1] for row in read_rows(tree, "findings")} | {row[0] for row in read_rows(tree, "forms")}
    links = {address for address in (*listed, *tree.xpath("//a/@href")) if address not in (None, "#findings")}
    assert len(links) == len(HOSTILE) + 4
    for address in links:
        assert ":" not in address
        assert (batch / unquote(address)).is_file(), address


def test_what_could_not_be_handled_is_named(tree: Any) -> None:
    (section,) = tree.xpath("//section[h2='未处理文件']")
    cells = [cell.text_content() for cell in section.xpath(".//tbody/tr/td")]
    assert cells[:3] == ["1", "<b>坏.xlsx", "未处理"]


def test_the_forms_to_look_at_first_are_named_with_figures_in_their_digits(batch: Path, tree: Any) -> None:
    titles = [title.text for title in tree.xpath("//section/h2")]
    assert {"抽查建议", "单位失分排名"} <= set(titles)
    (ranking,) = tree.xpath("//section[h2='单位失分排名']")
    figures = ranking.xpath(".//td[@class='money']/div")
    assert figures
    assert all(len(figure.text_content().strip().partition(".")[2]) == 2 for figure in figures)


def test_a_table_too_long_for_a_page_says_what_it_leaves_out(batch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    run_batch(batch.parent / "in", batch.parent / "short")
    (section,) = parse(batch.parent / "short" / "report.html").xpath("//section[h2='抽查建议']")
    assert len(section.xpath(".//tbody/tr")) == 2
    assert "本页只列前 2 行" in section.findtext("p")


def test_the_policy_lets_in_this_script_and_style_alone(tree: Any) -> None:
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    (script,) = tree.xpath("//script[not(@type)]/text()")
    (style,) = tree.xpath("//style/text()")
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == digest(script)
    assert rules["style-src"] == digest(style)
    assert not tree.xpath("//@style | //@src | //link | //@*[starts-with(name(), 'on')]")


def digest(content: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def test_charts_say_what_is_counted(tmp_path: Path) -> None:
    tree = parse(render(tmp_path, mixed_files()))
    charts = {chart.findtext(".//caption"): rows_of(chart) for chart in tree.xpath("//figure")}
    assert charts["等级分布（按表内总分）"] == {
        "优": (3, 1),
        "良": (0, 0),
        "中": (0, 0),
        "差": (0, 0),
        "无总分": (0, 0),
    }
    assert list(charts) == [
        "等级分布（按表内总分）",
        "各单位的错误和提醒（错误多的在前）",
        "执行率分布",
        "各项检查发现的问题",
    ]
    by_check = charts["各项检查发现的问题"]
    assert sum(count for count, _ in by_check.values()) == len(read_rows(tree, "findings"))


def rows_of(chart: Any) -> dict[str, tuple[int, int]]:
    """Label → the figure and how many parts the bar has."""
    lines = chart.xpath(".//tbody/tr")
    return {
        line.find("th").text_content(): (int(line.xpath("string(td[2])")), len(line.xpath(".//rect"))) for line in lines
    }


def test_of_too_many_findings_the_gravest_stand_in_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = read_rows(parse(render(tmp_path, mixed_files())), "findings")
    counts = [sum(row[0] == look for row in every) for look in ("error", "warning", "info")]
    assert min(counts[:2]) > 1
    monkeypatch.setattr(lists, "MOST_FINDINGS", counts[0] + 1)
    tree = parse(render(tmp_path, mixed_files()))
    assert [row[0] for row in read_rows(tree, "findings")].count("error") == counts[0]
    assert [row[0] for row in read_rows(tree, "findings")].count("warning") == 1
    (told,) = tree.xpath("//script[@id='told']/text()")
    assert json.loads(told)["counts"]["findings"] == sum(counts)


def test_texts_beyond_those_known_are_spelled_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = read_rows(parse(render(tmp_path, mixed_files())), "findings")
    monkeypatch.setattr(rows, "KNOWN", 3)
    pieces = "".join(rows.row_pieces([("a",), ("b",), ("c",), ("d",), ("d",), ("b",)], [lambda row: row[0]]))
    assert json.loads(pieces) == [["a"], ["b"], ["c"], ["d"], ["d"], [1]]
    monkeypatch.setattr("xlperf.reports.web.page.KNOWN", 3)
    assert read_rows(parse(render(tmp_path, mixed_files())), "findings") == every


def test_an_empty_folder_has_a_page(tmp_path: Path) -> None:
    tree = parse(render(tmp_path, ()))
    assert read_rows(tree, "findings") == read_rows(tree, "forms") == []


def test_in_english(tmp_path: Path) -> None:
    tree = parse(render(tmp_path, mixed_files(), "en"))
    assert tree.get("lang") == "en"
    assert tree.findtext(".//h1") == "Self-evaluation review report"
    assert [label.text for label in tree.xpath("//dt")][:2] == ["Workbooks", "Forms"]
    bars = " ".join(tree.xpath("//figure//button[@data-filter='code']/text()"))
    assert bars
    assert bars.isascii()
