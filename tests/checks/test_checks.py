"""Each check on one fault in an otherwise right form: the code, the severity, the cell — and nothing else is red."""

from __future__ import annotations

import pytest

from tests.support.snapshots import Row, make_snapshot, project_rows
from xlperf.checks import ALL_CHECKS, CHECKS
from xlperf.evaluation import Evaluation, Options, evaluate
from xlperf.findings import Finding, Severity

FUNDS = [
    ["年度资金总额", "100.00", "200.00", "150.00", 10, "75.00%", "7.50"],
    ["其中：当年财政拨款", "100.00", "120.00", "100.00", "—", "83.33%", "—"],
    ["上年结转资金", "-", "80.00", "50.00", "—", "62.50%", "—"],
]
INDICATORS = [
    ["产出指标（50分）", "数量指标", "培训次数", "5次", "2次", 20, "8.00", "场地原因，下年增加场次"],
    [None, "质量指标", "合格率", "≥95%", "96%", 30, "30.00", None],
    ["效益指标（40分）", "经济效益指标", "不适用", "不适用", "不适用", 0, "-", None],
    [None, "社会效益指标", "影响力", "得到提升", "得到提升", 30, "30.00", None],
    [None, "满意度指标", "满意度", "90%", "92%", 10, "10.00", None],
]
TOTAL = [100, "85.50"]
# In the nine columns of project_rows: funds lines are rows 5–7 (B–H), indicators rows 11–15 (B–I), 总分 row 16 (G, H).


def evaluation_with(
    changes: dict[str, object], options: Options = Options(), unit: str = "深圳市某某中心"
) -> Evaluation:
    rows = [list(row) + [None] * (9 - len(row)) for row in project_rows(FUNDS, INDICATORS, TOTAL, unit)]
    for address, content in changes.items():
        rows[int(address[1:]) - 1][ord(address[0]) - 65] = content
    (evaluation,) = evaluate(make_snapshot(rows), options).forms
    return evaluation


def grave(evaluation: Evaluation) -> set[tuple[str, str, str | None]]:
    return {
        (f.code, f.severity.value, f.ref.address if f.ref else None)
        for f in evaluation.findings
        if f.severity is not Severity.INFO
    }


def one(evaluation: Evaluation, code: str) -> Finding:
    (finding,) = [f for f in evaluation.findings if f.code == code]
    return finding


def test_the_form_itself_is_right() -> None:
    evaluation = evaluation_with({})
    assert [str(f.message) for f in evaluation.findings] == []
    assert evaluation.grade == "良"


UNEXPLAINED = {("D401", "error", "I11"), ("D403", "warning", "G5")}
"""The form's only reason: without it the rate of 75 % stands without a word too."""

FAULTS = {
    "rate wrong": ({"G5": "75.50%"}, {("F201", "error", "G5")}),
    "rate of a line wrong": ({"G6": "38.33%"}, {("F201", "error", "G6")}),
    "rate is a word": ({"G5": "正常"}, {("F201", "error", "G5")}),
    "execution score wrong": ({"H5": "7.00", "H16": "85.00"}, {("F202", "error", "H5")}),
    "execution score of the rounded rate": ({"H5": "8", "H16": "86.00"}, {("F202", "warning", "H5")}),
    "lines do not add up": ({"C6": "90.00"}, {("F203", "error", "C5")}),
    "total left zero": ({"C5": "0.00"}, {("F203", "error", "C5")}),
    "total left blank": ({"C5": None}, {("F203", "error", "C5")}),
    "more executed than budgeted": (
        {"E7": "90.00", "E5": "190.00", "G7": "112.50%", "G5": "95.00%", "H5": "9.50", "H16": "87.50"},
        {("F204", "warning", "E7")},
    ),
    "amount negative": ({"C6": "-100.00", "C5": "-100.00"}, {("F206", "error", "C5"), ("F206", "error", "C6")}),
    "amount is a text": ({"C6": "约一百"}, {("F206", "error", "C6")}),
    "executed without budget": (
        {"D7": "-", "D6": "200.00", "G6": "50.00%", "G7": "-"},
        {("F208", "error", "E7")},
    ),
    "missed yet full": ({"H11": "20.00", "H16": "97.50"}, {("S301", "error", "H11")}),
    "miscalculated": ({"H11": "8.50", "H16": "86.00"}, {("S301", "error", "H11")}),
    "met yet points taken, with a reason": (
        {"F12": "95%", "H12": "25.00", "I12": "资料不全", "H16": "80.50"},
        {("S301", "error", "H12")},
    ),
    "over-fulfilled and reduced without a word": (
        {"H12": "25.00", "H16": "80.50"},
        {("S301", "warning", "H12"), ("D401", "error", "I12")},
    ),
    "score above its points": ({"H12": "31.00", "H16": "86.50"}, {("S302", "error", "H12")}),
    "score below zero": ({"H11": "-1", "H16": "76.50"}, {("S302", "error", "H11")}),
    "execution score above its points": ({"H5": "11", "H16": "89.00"}, {("S302", "error", "H5")}),
    "points of a block": ({"G14": 25, "H14": "25.00", "H16": "80.50"}, {("S303", "error", "B13")}),
    "total points": ({"G16": 99}, {("S304", "error", "G16")}),
    "total points with execution left out": (
        {"B11": "产出指标", "B13": "效益指标", "G16": 90},
        {("S304", "error", "G16")},
    ),
    "total score": ({"H16": "86.50"}, {("S305", "error", "H16")}),
    "total score rounded": ({"H16": "86"}, {("S305", "warning", "H16")}),
    "total score rounded into another grade": (
        {"H14": "24.00", "I14": "影响有限，加强宣传", "H16": "80"},
        {("S305", "error", "H16")},
    ),
    "points on a row that does not apply": ({"G13": 5, "H13": 5}, {("S306", "error", "G13")}),
    "score on a row that does not apply": ({"H13": 5}, {("S306", "error", "H13")}),
    "score is a word": ({"H12": "优"}, {("S308", "error", "H12")}),
    "points are a word": ({"G12": "三十"}, set()),
    "lost points without a reason": ({"I11": None}, UNEXPLAINED),
    "the reason says nothing": ({"I11": "无"}, UNEXPLAINED),
    "the reason is a nil mark": ({"I11": "—"}, UNEXPLAINED),
    "the reason is a zero with decimals": ({"I11": "0.00"}, UNEXPLAINED),
    "the reason is in brackets": ({"I11": "（无）"}, UNEXPLAINED),
    "a score that follows from a wrong rate": (
        {"G5": "50%", "H5": "5", "H16": "83.00"},
        {("F201", "error", "G5"), ("F202", "error", "H5")},
    ),
    "an error value for a rate": ({"G5": "#DIV/0!"}, {("T104", "error", "G5")}),
    "a formula nobody can work out for a total amount": ({"C5": "=VLOOKUP(A1,B:C,2,0)"}, {("T105", "warning", "C5")}),
    "a total amount is negative": ({"C5": "-100.00"}, {("F206", "error", "C5")}),
    "a part is negative": ({"C6": "-100.00"}, {("F206", "error", "C6")}),
    "execution points are a word": ({"F5": "十来分"}, {("S308", "error", "F5")}),
    "execution points are wrong": ({"F5": 20}, {("S304", "error", "G16")}),
    "points too low for the score": ({"G14": 26}, {("S303", "error", "B13")}),
    "points beside the total weight": ({"G16": 110}, {("S304", "error", "G16")}),
    "no target column": ({f"E{r}": None for r in range(10, 16)}, {("T102", "error", None)}),
    "no points column": ({f"G{r}": None for r in range(10, 16)}, {("T102", "error", None)}),
    "no funds score column": ({f"H{r}": None for r in range(4, 8)}, {("T102", "error", None)}),
    "no 总分 row": ({"A16": None, "G16": None, "H16": None}, {("T102", "error", None)}),
    "no project": ({"B2": None}, {("Q501", "error", "B2")}),
    "no unit": ({"F3": None}, set()),
    "no year": ({"F2": None}, {("Q501", "error", "F2")}),
    "no target": ({"E12": None}, {("Q501", "error", "E12")}),
    "no actual value": ({"F14": None}, {("Q501", "error", "F14")}),
    "no points": ({"G14": None}, {("Q501", "error", "G14")}),
    "an error value": ({"H12": "#DIV/0!"}, {("T104", "error", "H12")}),
    "a formula nobody can work out": ({"H12": "=VLOOKUP(A1,B:C,2,0)"}, {("T105", "warning", "H12")}),
}


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_one_finding(name: str) -> None:
    changes, expected = FAULTS[name]
    if name == "points are a word":  # Chinese numerals may be read as a number: then nothing is wrong
        expected = grave(evaluation_with(changes)) & {("S308", "error", "G12")}
    if name == "no unit":  # the unit's region goes with it, so only the fallback pack is left
        assert ("Q501", "error", "F3") in grave(evaluation_with(changes))
        return
    assert grave(evaluation_with(changes)) == expected


FASHIONS = {
    "full-width digits": {"C5": "１００．００", "G11": "２０", "H11": "８．００"},
    "thousands separators and units": {"D5": "200.00元", "G5": "75.00％"},
    "a bare ratio": {"G5": 0.75, "G7": "0.625"},
    "numbers as numbers": {"C5": 100, "D5": 200, "E5": 150, "H5": 7.5, "H16": 85.5},
    "amounts in another money unit": {"C5": "0.01万元", "D5": "0.02万元", "E5": "0.015万元"},
    "points with a unit": {"G11": "20分", "H11": "8分"},
    "coarser rates": {"G5": "75%", "G6": "83%", "G7": "63%"},
    "nil marks": {"C7": "—", "I12": "—", "I14": "/", "H13": "—"},
    "blanks around": {"H16": " 85.50 ", "G5": " 75.00% "},
}


@pytest.mark.parametrize("name", FASHIONS)
def test_another_fashion_is_no_fault(name: str) -> None:
    assert grave(evaluation_with(FASHIONS[name])) == set()


def test_a_column_in_which_no_part_says_anything_is_not_added_up() -> None:
    evaluation = evaluation_with({"C6": None, "C7": None})
    assert grave(evaluation) == set()


def test_correct_mends_a_rate_stored_as_a_whole_percentage() -> None:
    evaluation = evaluation_with({"G6": "50%"}, Options(correct=True))
    assert grave(evaluation) == set()
    assert [str(given.value) for given in evaluation.corrected] == ["0.8333"]


def test_correct_does_not_work_with_points_that_are_wrong_themselves() -> None:
    assert evaluation_with({"F5": 20}, Options(correct=True)).corrected == ()


def test_rounded_rate_is_only_worth_knowing() -> None:
    finding = one(evaluation_with({"G6": "83.30%"}), "F201")
    assert (finding.severity, finding.ref.address, finding.expected) == (Severity.INFO, "G6", "83.33%")


def test_over_fulfilled_and_reduced_with_a_reason_is_only_worth_knowing() -> None:
    changes = {"H12": "25.00", "I12": "目标偏低，酌情扣分", "H16": "80.50"}
    assert one(evaluation_with(changes), "S301").severity is Severity.INFO


def test_amounts_off_by_rounding_are_only_worth_knowing() -> None:
    assert one(evaluation_with({"D6": "120.01"}), "F203").severity is Severity.INFO


def test_a_fallback_pack_warns_where_only_its_rule_is_broken() -> None:
    """No region, and points that are not the national ones: S301 and F202 are warnings, contradictions stay errors."""

    def judged(changes: dict[str, object]) -> set[tuple[str, str, str | None]]:
        points = {"B11": "产出指标（55分）", "G12": 35, "H12": 35, "B13": "效益指标（35分）", "G14": 25, "H14": 25}
        return grave(evaluation_with({**points, **changes}, unit="某县某局"))

    assert judged({}) == set()
    assert judged({"H11": "9.00", "H16": "86.50"}) == {("S301", "warning", "H11")}
    assert judged({"G5": "75.50%"}) == {("F201", "error", "G5")}
    assert judged({"H16": "86.50"}) == {("S305", "error", "H16")}


def test_a_pack_may_be_asked_for() -> None:
    evaluation = evaluation_with({}, Options(rules="cn-2020"))
    assert evaluation.pack.id == "cn-2020"
    assert not evaluation.pack.is_fallback


def test_blank_computed_cells_are_filled_and_named() -> None:
    blanks: dict[str, object] = dict.fromkeys(("G5", "G6", "G7", "H5", "H11", "H12", "H14", "H15", "H16"))
    evaluation = evaluation_with(blanks)
    filled = {given.ref.address: str(given.value) for given in evaluation.filled}
    assert filled == {
        "G5": "0.7500", "G6": "0.8333", "G7": "0.6250", "H5": "7.50", "H11": "8.00", "H12": "30.00", "H14": "30.00",
        "H15": "10.00", "H16": "85.50",
    }  # fmt: skip
    assert {(f.code, f.severity) for f in evaluation.findings} == {("Q513", Severity.INFO)}
    in_folder = evaluation_with(blanks, Options(batch=True))
    assert {(f.code, f.severity) for f in in_folder.findings} == {("Q513", Severity.WARNING)}


def test_a_total_with_a_missing_judgement_stays_blank_and_says_which() -> None:
    evaluation = evaluation_with({"F14": "略有提升", "H14": None, "H16": None})
    assert "H16" not in {given.ref.address for given in evaluation.filled}
    assert "H14" in str(one(evaluation, "Q513").message)
    assert one(evaluation, "S310").ref.address == "H14"


def test_correct_replaces_and_no_longer_counts() -> None:
    evaluation = evaluation_with({"H11": "20.00", "G5": "75.50%", "H16": "97.50"}, Options(correct=True))
    assert {given.ref.address: str(given.value) for given in evaluation.corrected} == {
        "H11": "8.00", "G5": "0.7500", "H16": "85.50",
    }  # fmt: skip
    assert {given.ref.address: given.before for given in evaluation.corrected}["H11"] == "20.00"
    assert grave(evaluation) == set()


def test_every_check_has_a_verdict_on_every_form() -> None:
    evaluation = evaluation_with({})
    assert [verdict.code for verdict in evaluation.verdicts] == [check.code for check in CHECKS]
    assert {v.code for v in evaluation.verdicts if v.verdict == "pass"} >= {
        "F201",
        "F203",
        "S303",
        "S304",
        "S305",
        "Q501",
    }


def test_what_cannot_be_judged_says_why() -> None:
    verdicts = {v.code: v for v in evaluation_with({"E5": None, "G5": None, "H5": 7.5}).verdicts}
    assert verdicts["F202"].verdict == "no-data"
    assert verdicts["F202"].reason is not None


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.code)
def test_a_check_says_what_it_is(check: object) -> None:
    assert check.code[0] in "TFSDQX"
    assert check.name
    assert check.holds_when
    assert check.remedy.endswith("。")
    assert check.wrong != check.right
    assert check.source


def test_a_blank_funds_block_is_not_passed_over() -> None:
    blanks: dict[str, object] = {f"{c}{r}": None for c in "CDEGH" for r in (5, 6, 7)}
    verdicts = {v.code: v for v in evaluation_with({**blanks, "H16": None}).verdicts}
    assert verdicts["F201"].verdict == "no-data"


def test_no_form_in_the_file() -> None:
    rows: list[Row] = [("姓名", "电话"), ("甲", "乙")]
    evaluation = evaluate(make_snapshot(rows))
    assert evaluation.forms == ()
    assert [f.code for f in evaluation.findings] == ["T101"]
