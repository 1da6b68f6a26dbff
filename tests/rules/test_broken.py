"""One broken rule file per way of being broken: each is refused with file, key, and what to do."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from xlperf.errors import DefinitionError
from xlperf.rules import load
from xlperf.rules.library import read_pack


def text_of(pack: str) -> str:
    return files("xlperf.rules").joinpath("packs", f"{pack}.toml").read_text("utf-8")


BOUNDS = 'bounds = { "优" = 90, "良" = 80, "中" = 60, "差" = 0 }'
TIERS = "tiers = [100, 80, 60, 0]"

BROKEN = {
    # name: (pack, what stands there, what takes its place, key that is named, word of what is wrong)
    "an unknown key": ("cn-2020", "places = 2", "places = 2\nplaces_of_rates = 4", "places_of_rates", "不认识的键"),
    "a key that only a run sets": ("cn-2020", "places = 2", "places = 2\nis_fallback = false", "is_fallback", "不认识"),
    "an unknown key of a clause": ("cn-2020", TIERS, f"{TIERS}\nlevels = 3", "qualitative", "levels"),
    "an unknown clause": ("cn-2020", "[grades]", "[bonus]", "bonus", "不认识的键"),
    "no source": ("cn-2020", 'source = "', 'sauce = "', "source", "没有写"),
    "an empty source": ("cn-2020", 'source = "', 'source = ""  # ', "source", "是空白"),
    "no date": ("cn-2020", 'date = "2020-02-25"', "", "date", "没有写"),
    "a date in words": ("cn-2020", 'date = "2020-02-25"', 'date = "2020年2月"', "date", "不是日期"),
    "a date that TOML reads": ("cn-2020", 'date = "2020-02-25"', "date = 2020-02-25", "date", "应为文字"),
    "no clause": ("cn-2020", 'clause = "预算执行得分', 'claus = "预算执行得分', "execution.clause", "没有写"),
    "an empty clause": ("cn-2020", 'clause = "总分', 'clause = "" # "总分', "total.clause", "是空白"),
    "an unknown standing": ("cn-2020", 'standing = "S"', 'standing = "Z"', "points.standing", "只能是 S、F、M"),
    "an unknown method": ("cn-2020", '"proportional"', '"guess"', "execution.method", "stepped"),
    "an unknown inverse": ("cn-2020", 'inverse = "as-given"', 'inverse = "half"', "quantitative.inverse", "linear"),
    "negative places": ("cn-2020", "places = 2", "places = -1", "places", "-1 不能作小数位数"),
    "places that are no integer": ("cn-2020", "places = 2", "places = 1.5", "places", "应为整数"),
    "a year of two digits": ("xiangyang-2021", "since = 2021", "since = 21", "since", "21 不是年度"),
    "a region twice": ("xiangyang-2021", '["襄阳"]', '["襄阳", "湖北", "襄阳"]', "regions", "“襄阳”写了不止一次"),
    "a region of one character": ("xiangyang-2021", '["襄阳"]', '["襄"]', "regions", "“襄”太短"),
    "an unknown block": ("cn-2020", "OUTPUT = 50", "INPUT = 50", "points.blocks", "INPUT"),
    "points that are no number": ("cn-2020", "OUTPUT = 50", 'OUTPUT = "五十"', "points.blocks.OUTPUT", "应为数"),
    "points of zero": ("cn-2020", "SATISFACTION = 10", "SATISFACTION = 0", "SATISFACTION", "0 不大于 0"),
    "blocks that do not make the total": ("cn-2020", "OUTPUT = 50", "OUTPUT = 45", "points.blocks", "95"),
    "blocks that do not make it alone": ("ningxia", "OUTPUT = 40", "OUTPUT = 50", "points.blocks", "110"),
    "indicators that do not make the total": ("guangxi", "indicators = 90", "indicators = 80", "points.blocks", "90"),
    "indicators with fewer points than a block": (
        "shanghai-2020", "indicators = 100", "indicators = 40", "points.indicators", "45",
    ),
    "stepped without its threshold": ("guangxi", "full_from = 90", "", "execution.full_from", "没有写"),
    "stepped without its step": ("guangxi", "per_point = 1", "", "execution.per_point", "没有写"),
    "a threshold beyond 100 %": ("guangxi", "full_from = 90", "full_from = 900", "execution.full_from", "900 超出范围"),
    "a step of nothing": ("guangxi", "per_point = 1", "per_point = 0", "execution.per_point", "0 超出范围"),
    "parameters of another method": ("guangxi", '"stepped"', '"rounded"', "execution.full_from", "只用于 stepped"),
    "points for what is not scored": ("guangxi", '"stepped"\nfull_from = 90\nper_point = 1', '"not-scored"',
                                      "execution.method", "EXECUTION"),
    "no points for what is scored": ("ningxia", '"not-scored"', '"proportional"', "execution.method", "EXECUTION"),
    "tiers that rise": ("cn-2020", TIERS, "tiers = [100, 60, 80, 0]", "qualitative.tiers", "递减"),
    "tiers not from 100": ("cn-2020", TIERS, "tiers = [90, 80, 60, 0]", "qualitative.tiers", "100"),
    "tiers not down to 0": ("cn-2020", TIERS, "tiers = [100, 80, 60]", "qualitative.tiers", "100、80、60"),
    "no tiers": ("cn-2020", TIERS, "tiers = []", "qualitative.tiers", "[]"),
    "tiers that no method uses": ("cn-2020", '"tiers"', '"as-given"', "qualitative.tiers", "只用于 tiers"),
    "a lowest grade above 0": ("cn-2020", BOUNDS, BOUNDS.replace("= 0", "= 30"), "grades.bounds", "差 30"),
    "two grades alike": ("cn-2020", BOUNDS, BOUNDS.replace("80", "60"), "grades.bounds", "良 60"),
    "a grade above the total": ("cn-2020", BOUNDS, BOUNDS.replace("90", "120"), "grades.bounds", "优 120"),
    "an unknown threshold": ("sichuan", "execution_rate =", "rate =", "thresholds", "不认识的键 rate"),
    "a threshold that is no number": ("sichuan", "= 0.9", '= "90%"', "thresholds.execution_rate", "应为数"),
    "a threshold that no number reaches": ("sichuan", "= 0.9", "= nan", "thresholds.execution_rate", "应为数"),
    "a rate above 1": ("sichuan", "= 0.9", "= 90", "thresholds.execution_rate", "90 超出范围"),
    "half a unit": ("sichuan", "execution_rate = 0.9", "count_excess = 2.5", "thresholds.count_excess", "2.5 超出范围"),
    "no TOML": ("cn-2020", "id = ", "id ", "我的规则.toml", "读不出来"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pack_is_refused_with_file_key_and_remedy(name: str, tmp_path: Path) -> None:
    pack, there, instead, key, word = BROKEN[name]
    assert there in text_of(pack)
    path = tmp_path / "我的规则.toml"
    path.write_text(text_of(pack).replace(there, instead, 1), "utf-8")
    with pytest.raises(DefinitionError) as caught:
        load(str(path))
    problem, remedy = str(caught.value.problem), str(caught.value.remedy)
    assert "我的规则.toml" in problem
    assert key in problem
    assert word in problem
    assert remedy.startswith(("请", "只能", "没有", "method", "得分", "地区", "最低"))
    assert remedy.endswith("。")


def test_a_file_may_begin_with_a_mark(tmp_path: Path) -> None:
    """As Windows editors save UTF-8."""
    path = tmp_path / "own.toml"
    path.write_text(text_of("cn-2020"), "utf-8-sig")
    assert read_pack(path) == load("cn-2020")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"不在\.toml"):
        load(str(tmp_path / "不在.toml"))


@pytest.mark.parametrize("pack", ["cn-2020", "guangxi", "ningxia", "shanghai-2020"])
def test_a_pack_s_own_file_is_sound(pack: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text_of(pack), "utf-8")
    assert read_pack(path) == load(pack)
