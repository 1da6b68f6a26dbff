"""A rubric on the command line: told, explained, filled, cleared, verified, summarised."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Call
from tests.support.packages import read_parts

INBOX = Path(__file__).parents[2] / "examples/inbox/深圳部门"
(RUBRIC,) = INBOX.glob("02-*.xlsx")
(COMPLETION,) = INBOX.glob("01-*.xlsx")


def test_the_pack_tells_how_each_criterion_is_worked_out(call: Call) -> None:
    out = call("rules", "shenzhen-dept-2020").out
    assert "人员管理／编外人员控制率 1 分" in out
    assert "〔按比率分档〕" in out
    assert "编外人数、在编人数、编外人数、编外人员控制率" in out
    (pack,) = json.loads(call("rules", "shenzhen-dept-2020", "--format", "json").out)["packs"]
    assert len(pack["criteria"]) == 21
    assert pack["criteria"][10]["parts"][0]["inputs"] == ["实际在用固定资产总额", "所有固定资产总额", "固定资产利用率"]


def test_a_score_is_explained_by_its_standard(call: Call) -> None:
    out = call("explain", RUBRIC, "G20").out
    assert "161226÷55100＝292.61%，得 0 分；313869.54÷399015.91＝78.66%，得 3 分" in out
    assert "依据：shenzhen-dept-2020 公用经费控制率" in out
    assert "判断：错误" in out


def test_what_a_score_rests_on_is_explained_too(call: Call) -> None:
    out = call("explain", RUBRIC, "评分依据!C22").out
    assert out.startswith("评分依据!C22  评分依据：三公经费控制率")
    assert "S312" in out


def test_show_tells_which_labels_were_taken(call: Call) -> None:
    out = call("check", RUBRIC, "--show").out
    assert "评分依据!B3" in out
    assert "用作“采购计划金额”，数值在 评分依据!C3" in out
    (form,) = json.loads(call("check", RUBRIC, "--show", "--format", "json").out)["files"][0]["forms"]
    assert sum(each["block"] == "inputs" for each in form["recognition"]) == 28


@pytest.mark.parametrize("source", [RUBRIC, COMPLETION], ids=["rubric", "completion"])
def test_there_and_back(call: Call, source: Path, tmp_path: Path) -> None:
    """Filled, proved, cleared and restored: the source again; filling twice changes nothing."""
    copy, again, back = (tmp_path / name for name in ("校验.xlsx", "再校验.xlsx", "还原.xlsx"))
    call("fill", source, "-o", copy)
    assert call("verify", copy, source).status == 0
    call("fill", copy, "-o", again)
    call("clear", copy, "-o", back, "--restore")
    assert "校验结果" in openpyxl.load_workbook(copy).sheetnames
    assert read_parts(again) == read_parts(copy)
    assert read_parts(back) == read_parts(source)


def test_a_folder_of_them_is_summarised(call: Call, tmp_path: Path) -> None:
    assert call("batch", INBOX, "-o", tmp_path / "out").status == 1
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    forms = {form["form"]: form for file in report["files"] for form in file["forms"]}
    rubric, completion = forms["shenzhen-department-rubric"], forms["shenzhen-department-completion"]
    assert (rubric["total_score"], rubric["recomputed_total_score"], rubric["grade"]) == ("97.95", "94.95", "优")
    assert (len(rubric["criteria"]), len(rubric["levels"]), len(rubric["inputs"])) == (21, 11, 28)
    assert rubric["criteria"][14]["expected_score"] == "3.00"
    assert [finding["cell"] for finding in rubric["findings"] if finding["code"] == "S312"] == [
        "评分依据!C18", "评分依据!C22", "评分依据!C25",
    ]  # fmt: skip
    assert completion["tasks"][0]["execution_rate"].startswith("1.2805")
    rows = list(openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx").worksheets[0].values)
    header = next(row for row in rows if "实施单位" in row)
    (line,) = [row for row in rows if 12741400.04 in row]
    assert line[header.index("执行率")] == pytest.approx(1.28058717)
