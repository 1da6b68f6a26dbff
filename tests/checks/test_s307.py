"""S307: the tier that the actual value's words name, and the points that it allows."""

from __future__ import annotations

import pytest

from tests.support.snapshots import make_snapshot, project_rows
from xlperf.evaluation import Options, evaluate
from xlperf.findings import Finding, Severity
from xlperf.rules.phrases import load_phrases, read_phrase

WEIGHT = 10

WRONG = {
    # target, actual value, score → severity, the points that the tier of 10 allows
    "not reached, full": ("提升", "未达成预期指标且效果较差", 10, Severity.ERROR, "0–6"),
    "not reached, at the bound of the tier above": ("提升", "未达成预期指标且效果较差", 6, Severity.ERROR, "0–6"),
    "partly, full": ("提升", "部分达成预期指标并具有一定效果", 10, Severity.ERROR, "6–8"),
    "partly, at the bound of the tier above": ("提升", "部分达成预期指标并具有一定效果", 8, Severity.ERROR, "6–8"),
    "partly, too low": ("提升", "部分达成预期指标", "5.9", Severity.ERROR, "6–8"),
    "reached, below the upper tier": ("提升", "达成预期指标", "7.9", Severity.ERROR, "8–10"),
    "rather in time, full": ("及时", "比较及时", 10, Severity.WARNING, "6–8"),
    "rather sound, nothing": ("健全", "较为健全", 0, Severity.WARNING, "6–8"),
    "the target's own words, below the upper tier": ("有效保障", "有效保障", 5, Severity.WARNING, "8–10"),
    "not carried out, full": ("举办论坛", "由于疫情原因未开展", 10, Severity.WARNING, "0–6"),
    "a number wanted, nothing done": ("5次", "未开展", 10, Severity.WARNING, "0–6"),
    "full width and blanks": ("提升", " 未达成预期指标 且效果较差。", 10, Severity.ERROR, "0–6"),
}
RIGHT = {
    "reached": ("提升", "达成预期指标", 10),
    "reached, at the lower bound": ("提升", "达成预期指标", 8),
    "partly": ("提升", "部分达成预期指标并具有一定效果", 7),
    "partly, at the lower bound": ("提升", "部分达成预期指标并具有一定效果", 6),
    "not reached, nothing": ("提升", "未达成预期指标且效果较差", 0),
    "not reached, nil mark": ("提升", "未达成预期指标且效果较差", "-"),
    "not reached, just below": ("提升", "未达成预期指标且效果较差", "5.99"),
    "rather in time": ("及时", "比较及时", 7),
    "words that are on no list": ("影响力提升", "影响面较广", 3),
    "another target's degree": ("良好", "比较及时", 10),
    "reached in words, a number wanted": ("5次", "完成", 5),
    "long words": ("提升", "上半年由于疫情原因未开展线下培训，下半年补办全部场次并超额完成任务", 10),
    "blank": ("提升", None, None),
    "above the weight": ("提升", "未达成预期指标且效果较差", 12),
}


def found(target: object, actual: object, score: object, rules: str = "cn-2020") -> list[Finding]:
    rows = [("产出指标", "质量指标", "某指标", target, actual, WEIGHT, score, "原因")]
    (form,) = evaluate(make_snapshot(project_rows(indicators=rows)), Options(rules=rules)).forms
    return [finding for finding in form.findings if finding.code == "S307"]


@pytest.mark.parametrize("name", WRONG)
def test_a_score_outside_its_tier(name: str) -> None:
    target, actual, score, severity, expected = WRONG[name]
    (finding,) = found(target, actual, score)
    assert (finding.severity, finding.expected, finding.ref.address) == (severity, expected, "H9")


@pytest.mark.parametrize("name", RIGHT)
def test_a_score_that_may_be(name: str) -> None:
    assert found(*RIGHT[name]) == []


def test_the_tiers_are_the_packs() -> None:
    assert found("提升", "部分达成预期指标", "5.5", "xiangyang-2021") == []
    assert [f.expected for f in found("提升", "部分达成预期指标", "4.9", "xiangyang-2021")] == ["5–8"]
    assert found("及时", "比较及时", 10, "shanghai-2020") == []


def test_no_phrase_is_in_two_lists() -> None:
    lists = load_phrases()
    phrases = [word for words in (lists.own, lists.inferred) for listed in words.values() for word in listed]
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize("word", [w for words in load_phrases().own.values() for w in words])
def test_the_rules_own_words_are_own_whatever_the_target(word: str) -> None:
    assert read_phrase(word, word) == read_phrase(word)
    assert read_phrase(word).own
