"""report.json against the contract's shape."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from tests.support.batches import mixed_files
from tests.support.evaluations import book_of, evaluation_of, published_form, shanghai_01_wrong, shenzhen_01_blank
from xlperf.cells import CellRef
from xlperf.findings import Finding, Severity
from xlperf.form import Entry
from xlperf.messages import say
from xlperf.outcomes import judged
from xlperf.reports.json import add_findings, file_text, render_json, report_files, report_pieces

FORM_KEYS = {
    "sheet", "range", "form", "rules", "rules_reason", "year", "project", "department", "unit", "money_unit", "funds",
    "indicators", "total_weight", "total_score", "expected_total_score", "grade", "filled", "verdicts", "findings",
}  # fmt: skip


def document_of(*outcomes):
    return json.loads(render_json(outcomes, "0.1"))


def form_of(evaluation):
    return document_of(judged("表.xlsx", None, book_of(evaluation)))["files"][0]["forms"][0]


def walk(value):
    yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(child)


def test_the_document_has_the_contracts_keys():
    document = document_of(*mixed_files())
    assert set(document) == {"schema", "version", "settings", "files"}
    assert document["settings"] is None
    assert document["schema"] == "xlperf.report/1"
    for file in document["files"]:
        assert {"path", "output", "status", "error", "findings", "forms"} <= set(file)
        assert all(set(form) >= FORM_KEYS for form in file["forms"])
    assert [file["status"] for file in document["files"]] == ["findings"] * 3 + ["skipped", "unreadable"]
    assert document["files"][4]["error"] == "文件不是 Excel 工作簿。"
    assert document["files"][4]["forms"] == []


def test_no_number_is_a_float():
    assert not any(isinstance(value, float) for value in walk(document_of(*mixed_files())))


def test_figures_stand_as_after_the_run():
    form = form_of(shenzhen_01_blank())
    total = form["funds"][0]
    assert (total["label"], total["row"], total["full_year_budget"]) == ("年度资金总额", 6, "10645707.40")
    assert (total["execution_rate"], total["weight"], total["score"]) == ("0.9699", "10", "9.70")
    assert (form["total_weight"], form["total_score"], form["grade"]) == ("100", "97.30", "优")
    assert form["filled"] == [
        {"cell": "G6", "field": "execution_rate", "value": "0.9699"},
        {"cell": "H6", "field": "score", "value": "9.70"},
        {"cell": "G33", "field": "total_score", "value": "97.30"},
    ]


def test_marks_are_zero_as_amounts_and_nothing_as_points_or_rates():
    form = form_of(evaluation_of(published_form("shenzhen-2021/01", changed={"G8": "—"}), "shenzhen-2021"))
    carried = form["funds"][2]
    assert carried["executed"] == "0"
    assert (carried["execution_rate"], carried["weight"], carried["score"]) == (None, None, None)
    unused = next(row for row in form["indicators"] if row["kind"] == "not-applicable")
    assert (unused["weight"], unused["score"]) == ("0", None)


def test_a_mark_as_the_score_of_a_row_that_counts_is_zero():
    form = form_of(evaluation_of(published_form("shenzhen-2021/01", changed={"G14": "-"}), "shenzhen-2021"))
    assert form["indicators"][1]["score"] == "0"


def test_blank_and_unreadable_are_two_things():
    form = form_of(shanghai_01_wrong())
    part = form["funds"][1]
    assert part["initial_budget"] == {"text": "约110"}
    assert part["full_year_budget"] is None


def test_indicators_carry_their_words_and_rows():
    row = form_of(shenzhen_01_blank())["indicators"][1]
    assert row["level1"] == "产出指标（50分）"
    assert (row["target"], row["actual"], row["weight"], row["score"]) == ("5次", "2次", "4", "1.60")
    assert (row["reason"], row["row"]) == ("由于疫情原因减少活动场次。", 14)


def test_findings_of_a_form_name_the_cell_those_of_a_file_the_sheet_too():
    twice = Finding("X601", Severity.WARNING, say("同一项目有两份"), CellRef("Sheet1", 3, 3))
    file = document_of(judged("表.xlsx", None, book_of(shanghai_01_wrong(), findings=[twice])))["files"][0]
    assert file["findings"][0]["cell"] == "Sheet1!C3"
    wrong = next(finding for finding in file["forms"][0]["findings"] if finding["code"] == "S305")
    assert (wrong["cell"], wrong["severity"], wrong["expected"], wrong["actual"]) == ("G21", "error", "91.00", "92")


def test_figures_never_have_an_exponent():
    evaluation = replace(shanghai_01_wrong(), recomputed_total=Decimal("1E+2"), expected_total=Decimal("1E-7"))
    form = form_of(evaluation)
    assert (form["recomputed_total_score"], form["expected_total_score"]) == ("100", "0.0000001")


def test_half_a_surrogate_pair_survives_as_an_escape():
    form = published_form("shenzhen-2021/01")
    odd = replace(form, head=replace(form.head, project=Entry("甲\ud800乙", form.head.project.ref)))
    text = render_json([judged("表.xlsx", None, book_of(evaluation_of(odd, "shenzhen-2021")))], "0.1")
    assert json.loads(text.encode("utf-8"))["files"][0]["forms"][0]["project"] == "甲\ud800乙"


def test_a_report_in_pieces_gives_its_files_back():
    texts = [file_text(outcome) for outcome in mixed_files()]
    report = "".join(report_pieces(texts, "0.1"))
    assert list(report_files(report.splitlines(keepends=True))) == texts
    assert len(report.splitlines()) == len(texts) + 2


def test_a_report_that_is_not_finished_says_how_much_is_left():
    assert json.loads("".join(report_pieces([], "0.1", left=7))) == {
        "schema": "xlperf.report/1", "version": "0.1", "settings": None, "unfinished": 7, "files": [],
    }  # fmt: skip


def test_a_finding_across_workbooks_joins_the_files_own():
    clean = judged("表.xlsx", None, book_of(replace(shenzhen_01_blank(), findings=())))
    twice = Finding("X601", Severity.WARNING, say("同一项目有两份\ud800"), CellRef("Sheet1", 3, 3))
    text = add_findings(file_text(clean), [twice])
    file = json.loads(text.encode("utf-8"))
    assert (file["status"], [found["cell"] for found in file["findings"]]) == ("findings", ["Sheet1!C3"])
    assert json.loads(file_text(clean))["status"] == "ok"
