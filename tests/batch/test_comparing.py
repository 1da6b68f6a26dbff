"""What a folder's forms say together, as a batch tells it; laws of the comparison."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.across_forms import Folder, department, forms_of, judge_folder
from tests.support.folders import form, write
from tests.support.lists import list_rows
from tests.support.snapshots import Row
from xlperf.across.folder import FormAt
from xlperf.across.unit_names import UnitNames
from xlperf.batch import BatchResult, run_batch
from xlperf.batch.comparing import folder_checks
from xlperf.evaluation import Options
from xlperf.outcomes import exit_status
from xlperf.settings import read_settings

UNIT = "云川市图书馆"
LONG = "由于项目立项较晚，部分合同尚未达到付款条件，下年尽快支付"
GOAL = "全年举办各类讲座十二场，服务读者两千人次，读者满意度达到百分之九十五以上。"


def full(project: str, goal: str = "目标", unit: str = UNIT) -> list[Row]:
    return form("100", "10", project=project, unit=unit, goals=(goal, "完成"))


def missed(project: str, unit: str = "云川市文化馆") -> list[Row]:
    rows = [("产出指标（90分）", "数量指标", "培训次数", "5次", "4次", 90, 72, LONG)]
    table = form(project=project, unit=unit, rows=rows)
    table[-1] = ("总分", None, None, None, None, None, 100, "81.64")
    return table


FOLDER: Folder = {
    "部门.xlsx": department(UNIT),
    "区/甲.xlsx": full("甲", GOAL),
    "区/乙.xlsx": full("乙", GOAL, "云川市博物馆"),
    "区/丙.xlsx": full("丙", "目标", "云川市博物馆"),
    "丁.xlsx": missed("丁"),
    "戊.xlsx": missed("戊"),
}
EXPECTED = {
    ("部门.xlsx", "X604", "error", "自评表1!D6"),
    ("部门.xlsx", "X604", "error", "自评表1!E6"),
    ("区/甲.xlsx", "X606", "info", "自评表1!B7"),
    ("区/乙.xlsx", "X606", "info", "自评表1!B7"),
    ("区/乙.xlsx", "X605", "info", "自评表1!H12"),
    ("区/丙.xlsx", "X605", "info", "自评表1!H12"),
    ("丁.xlsx", "D405", "info", "自评表1!I9"),
    ("戊.xlsx", "D405", "info", "自评表1!I9"),
}


def run(tmp_path: Path, options: Options = Options(batch=True), folder: Folder = FOLDER) -> BatchResult:
    for path, rows in folder.items():
        write(tmp_path / "in" / path, rows)
    return run_batch(tmp_path / "in", tmp_path / "out", options, force=True)


def report(tmp_path: Path) -> Mapping[str, list[dict[str, str]]]:
    files = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["files"]
    return {file["path"]: file["findings"] for file in files}


def told(tmp_path: Path) -> set[tuple[str, str, str, str]]:
    return {(path, f["code"], f["severity"], f["cell"]) for path, found in report(tmp_path).items() for f in found}


def test_everything_planted_is_found_and_nothing_else(tmp_path: Path) -> None:
    batch = run(tmp_path)
    assert told(tmp_path) == EXPECTED
    assert exit_status(batch.outcomes) == 1
    assert {outcome.path: outcome.found.errors for outcome in batch.outcomes if outcome.found.errors} == {
        "部门.xlsx": 3
    }


def test_the_list_of_issues_has_them_with_their_project_and_a_link(tmp_path: Path) -> None:
    run(tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx")["问题清单"]
    rows = {(row[2].value, row[4].value, row[8].value): row for row in sheet.iter_rows(min_row=4)}
    row = rows["区/甲.xlsx", "甲", "X606"]
    assert (row[6].value, row[7].value) == ("B7", "提示")
    assert row[6].hyperlink.target.endswith("甲.xlsx")


def test_what_is_off_is_not_told_and_severities_are_the_office_s(tmp_path: Path) -> None:
    chosen = read_settings(None, ("D405.off=true", "X605.off=true", "X606.severity=warning", "X604.severity=info"))
    run(tmp_path, Options(batch=True, settings=chosen))
    assert {(code, severity) for _, code, severity, _ in told(tmp_path)} == {("X606", "warning"), ("X604", "info")}


def test_a_form_in_whose_place_a_newer_one_counts_has_no_part_in_it(tmp_path: Path) -> None:
    run(tmp_path, folder={**FOLDER, "丁最终版.xlsx": missed("丁"), "丁.xlsx": full("丁", unit="云川市文化馆")})
    found = {(path, code) for path, code, _, _ in told(tmp_path) if code != "X601"}
    assert ("丁最终版.xlsx", "D405") in found
    assert not any(path == "丁.xlsx" for path, _ in found)


def test_what_to_look_at_first_with_links_to_the_evidence(tmp_path: Path) -> None:
    run(tmp_path)
    document = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["spot_checks"]
    assert document[0]["path"] == "部门.xlsx"
    assert {cell for reason in document[0]["reasons"] for cell in reason["cells"]} >= {"自评表1!D6", "自评表1!E6"}
    assert [each["points"] for each in document] == sorted((each["points"] for each in document), reverse=True)
    sheet = openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx")["抽查建议"]
    row = next(sheet.iter_rows(min_row=4))
    assert (row[1].value, row[3].value) == (UNIT, document[0]["points"])
    assert row[5].value == "部门.xlsx"
    assert row[7].hyperlink.target.endswith("部门.xlsx")


def test_scores_for_words_that_are_not_the_usual(tmp_path: Path) -> None:
    def scored(score: int) -> list[Row]:
        rows = [
            ("产出指标（90分）", "质量指标", "影响", "显著提升", "有所提升", 90, score, "由于经费不足，下年增加投入")
        ]
        return form(rows=rows)

    folder = {f"{n}.xlsx": scored(score) for n, score in enumerate((72, 60, 72, 72))}
    for number, rows in enumerate(folder.values()):
        rows[1] = ("项目名称", f"项目{number}", *rows[1][2:])
    run(tmp_path, folder=folder)
    document = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["spot_checks"]
    found = {(each["path"], reason["reason"]): reason["cells"] for each in document for reason in each["reasons"]}
    assert found["1.xlsx", "words"] == ["自评表1!H9"]
    assert [path for path, reason in found if reason == "words"] == ["1.xlsx"]


def test_the_row_of_a_form_counts_what_was_found_across_too(tmp_path: Path) -> None:
    """As many as 问题清单 lists of it."""
    run(tmp_path)
    out = tmp_path / "out"
    listed = Counter((row["文件"], row["级别"]) for row in list_rows(out))
    rows = [row for row in list_rows(out, "汇总") if row["校验后的工作簿"] in FOLDER]
    assert {row["校验后的工作簿"] for row in rows} == set(FOLDER)
    for row in rows:
        counts = [row["错误"], row["提醒"], row["提示"]]
        assert counts == [listed[row["校验后的工作簿"], word] for word in ("错误", "提醒", "提示")]
    assert sum(row["代码"] in ("X604", "X606") for row in list_rows(out)) == 4, "some of them are found across"


def test_taken_up_again_it_says_the_same(tmp_path: Path) -> None:
    run(tmp_path)
    before = (tmp_path / "out" / "report.json").read_bytes()
    shutil.copy(tmp_path / "in" / "丁.xlsx", tmp_path / "in" / "己.xlsx")
    run_batch(tmp_path / "in", tmp_path / "out", resume=True)
    (tmp_path / "in" / "己.xlsx").unlink()
    run_batch(tmp_path / "in", tmp_path / "out", resume=True)
    assert (tmp_path / "out" / "report.json").read_bytes() == before


def found_in(forms: list[FormAt]) -> set[tuple[str, str, str, str]]:
    """Unit and project instead of the path, which is another one each time."""
    whose = {at.place: (at.form.unit.text if at.form.unit else "", at.form.name) for at in forms}
    checks = [check for _, check in folder_checks(UnitNames().key)]
    return {
        (*whose[place], finding.code, finding.ref.address if finding.ref else "")
        for place, finding in judge_folder(forms, checks)
    }


@pytest.fixture(scope="module")
def forms() -> list[FormAt]:
    return forms_of(FOLDER)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(len(FOLDER))))
def test_the_order_of_the_files_does_not_matter(forms: list[FormAt], order: list[int]) -> None:
    assert found_in([forms[place] for place in order]) == found_in(forms)


def test_an_unrelated_workbook_changes_nothing(forms: list[FormAt]) -> None:
    other = forms_of({"别.xlsx": form(project="别的项目", unit="别的单位", rows=FAR)})
    assert found_in([*forms, *other]) == found_in(forms)


FAR = [("产出指标（90分）", "数量指标", "植树", "5棵", "4棵", 90, 72, "当年雨季提前，苗木到货晚于计划，来年补种")]
