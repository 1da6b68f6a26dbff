"""A region that xlperf does not know is added with TOML alone: its words, its points, its rules."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.conftest import Call, call
from xlperf.recognition.definitions import load_vocabulary
from xlperf.rules import load_packs

__all__ = ["call"]  # the fixture

REGION = Path(__file__).with_name("regions")
SHEET = "自查"


def rows(**scores: object) -> list[tuple[object, ...]]:
    """The form as a unit hands it in; `scores` by what they are of, blank where they are not given.

    800 000 of 860 000 spent is 93.02 %: 1.98 points below 95, at half a point each 0.99 less than 15, 14.0 at one
    place. Three trainings of four are worth 20 × 3 ÷ 4 = 15. Twelve days where ten were agreed are one fifth beyond:
    15 × (1 − 2 ÷ 10) = 12. Together 14 + 15 + 12 + 10 + 30 + 10 = 91.
    """
    s = scores.get
    return [
        ("云川市项目绩效自查表",),
        ("事项", "科普活动", None, None, "所属年份", "2024"),
        ("归口部门", "云川市某局", None, None, "经办处所", "云川市某中心"),
        ("经费", None, "核定额", "支用额", "支用比", "基准分", "核得分"),
        (None, "经费总数", 860000, 800000, s("rate"), 15, s("execution")),
        (None, "其中：本级安排", 500000, 450000, "90.00%", "—", "—"),
        (None, "上级安排", 360000, 350000, "97.22%", "—", "—"),
        ("类", "项", "目", "约定", "达成", "基准分", "核得分", "差异说明", "佐证"),
        ("产出", "数量", "培训场次", "4场", "3场", 20, s("trainings"), "场地装修，已改期补办", "照片"),
        (None, "时效", "办结天数", "≤10天", "12天", 15, s("days"), "节假日顺延", None),
        (None, "质量", "到课率", "≥90%", "92%", 10, 10, None, "签到表"),
        ("效益", "社会效益", "知晓度", "提高", "全部达成", 30, 30, None, None),
        ("满意度", "服务对象", "学员满意度", "≥85%", "88%", 10, 10, None, "问卷"),
        ("总计分", None, None, None, None, 100, s("total")),
    ]


RIGHT = {"rate": "93.02%", "execution": 14, "trainings": 15, "days": 12, "total": 91}


@pytest.fixture
def hand_in(tmp_path: Path):
    def write(**scores: object) -> Path:
        book, path = Workbook(), tmp_path / "自查表.xlsx"
        sheet = book.worksheets[0]
        sheet.title = SHEET
        for row in rows(**scores):
            sheet.append(row)
        book.save(path)
        return path

    return write


def form_in(call: Call, *args: str | Path) -> dict:
    ended = call(*args, "--forms", REGION, "--format", "json")
    return ended.document["files"][0]["forms"][0]


def test_hardly_a_header_is_a_known_one() -> None:
    words = tomllib.loads((REGION / "yunchuan.toml").read_text("utf-8"))["words"]
    vocabulary = load_vocabulary()
    for block, fields in words.items():
        usual = {label for listed in getattr(vocabulary, block).values() for label in listed}
        assert not usual & {label for listed in fields.values() for label in listed}, block
    assert "yunchuan-2024" not in load_packs()


def test_without_its_definition_the_form_is_not_recognised(call: Call, hand_in) -> None:
    ended = call("check", hand_in(**RIGHT), "--format", "json")
    assert ended.status == 3
    assert ended.document["files"][0]["status"] == "unrecognised"


def test_right_figures_give_a_clean_result(call: Call, hand_in) -> None:
    form = form_in(call, "check", hand_in(**RIGHT))
    assert (form["form"], form["rules"], form["grade"]) == ("yunchuan-project", "yunchuan-2024", "良")
    assert (form["project"], form["department"], form["unit"], form["year"]) == (
        "科普活动", "云川市某局", "云川市某中心", 2024,
    )  # fmt: skip
    assert [line["label"] for line in form["funds"]] == ["经费总数", "其中：本级安排", "上级安排"]
    assert [row["level3"] for row in form["indicators"]] == ["培训场次", "办结天数", "到课率", "知晓度", "学员满意度"]
    assert [f for f in form["findings"] if f["severity"] != "info"] == []
    assert form["filled"] == []
    assert form["unread"] == []


def test_blank_figures_are_filled_by_the_region_s_rules(call: Call, hand_in) -> None:
    source = hand_in()
    form = form_in(call, "fill", source)
    assert {given["cell"]: given["value"] for given in form["filled"]} == {
        "E5": "0.9302", "G5": "14.0", "G9": "15.0", "G10": "12.0", "G14": "91.0",
    }  # fmt: skip
    copy = load_workbook(source.with_name("自查表_已校验.xlsx"))
    assert [copy[SHEET][cell].value for cell in ("E5", "G5", "G9", "G10", "G14")] == [0.9302, 14, 15, 12, 91]


@pytest.mark.parametrize(
    ("wrong", "code", "cell", "expected"),
    [
        ({"rate": "95.00%"}, "F201", "E5", "93.02%"),
        ({"execution": 15, "total": 92}, "F202", "G5", "14.0"),
        ({"trainings": 20, "total": 96}, "S301", "G9", "15.0"),
        ({"days": 12.5, "total": 91.5}, "S301", "G10", "12.0"),  # 15 × 10 ÷ 12, by the other formula
        ({"total": 90}, "S305", "G14", "91.0"),
    ],
)
def test_wrong_figures_are_errors_by_the_region_s_rules(
    call: Call, hand_in, wrong: dict[str, object], code: str, cell: str, expected: str
) -> None:
    form = form_in(call, "check", hand_in(**RIGHT | wrong))
    found = [(f["code"], f["cell"], f["expected"]) for f in form["findings"] if f["severity"] == "error"]
    assert found == [(code, cell, expected)]


def test_a_folder_is_worked_through_with_the_region_s_form(call: Call, hand_in, tmp_path: Path) -> None:
    hand_in()
    (tmp_path / "来").mkdir()
    (tmp_path / "自查表.xlsx").rename(tmp_path / "来" / "自查表.xlsx")
    document = call(
        "batch", tmp_path / "来", "-o", tmp_path / "出", "--forms", REGION, "-j", "2", "--format", "json"
    ).document
    assert [form["form"] for file in document["files"] for form in file["forms"]] == ["yunchuan-project"]


def test_a_bare_path_takes_further_forms(call: Call, hand_in) -> None:
    source = hand_in()
    assert call(source, "--forms", REGION).status == 0
    assert source.with_name("自查表_已校验.xlsx").exists()


def test_its_definition_can_be_learned_and_put_right(call: Call, hand_in, tmp_path: Path) -> None:
    source, learned = hand_in(**RIGHT), tmp_path / "yunchuan-project.toml"
    ended = call("forms", "learn", source, "-o", learned)
    assert (ended.status, ended.err) == (0, "")
    assert "这张表没有认出来" in ended.out
    draft, known = learned.read_text("utf-8"), tomllib.loads((REGION / "yunchuan.toml").read_text("utf-8"))
    for block, fields in known["words"].items():
        lines = "\n".join(f"{field} = {list(labels)}" for field, labels in fields.items() if field != "extra")
        draft = draft.replace(f"[words.{block}]\n", f"[words.{block}]\n{lines}\n")
    draft = draft.replace('extra = ["经费", "核定额", "支用额", "支用比", "基准分", "核得分"]\n', "")
    draft = draft.replace('"类", "项", "目", "约定", "达成", "基准分", "核得分", "差异说明", ', "")
    draft = draft.replace('money_unit = "万元"', 'money_unit = "元"')
    learned.write_text(draft + '\n[words.captions]\nfunds = ["经费"]\n', "utf-8")
    form = call("check", source, "--forms", learned, "--rules", REGION / "yunchuan-2024.toml", "--format", "json")
    by_hand = form_in(call, "check", source)
    assert {**form.document["files"][0]["forms"][0], "rules_reason": ""} == {**by_hand, "rules_reason": ""}


def test_reports_call_the_form_by_its_name(call: Call, hand_in) -> None:
    assert "云川市项目绩效自查表：科普活动" in call("check", hand_in(**RIGHT), "--forms", REGION).out
