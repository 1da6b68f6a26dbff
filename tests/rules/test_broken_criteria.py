"""One broken rubric per way of being broken: each is refused with file, criterion, key, and what to do."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from xlperf.errors import DefinitionError
from xlperf.rules import load
from xlperf.rules.library import read_pack

TEXT = files("xlperf.rules").joinpath("packs", "shenzhen-dept-2020.toml").read_text("utf-8")
ASSETS = "criteria.固定资产利用率"
BAND = '{ sign = "≥", percent = 75, points = 0.7 }'

BROKEN = {
    # name: (what stands there, what takes its place, key that is named, word of what is wrong)
    "an unknown method": ('method = "steps"', 'method = "guess"', "method", "只能是 judged、ratio"),
    "an unknown key of a part": ("free = 10", "spare = 10", "parts", "不认识的键 spare"),
    "a parameter that is missing": ("free = 10, ", "", "criteria.财务合规性.parts.2.free", "没有写"),
    "a parameter of another method": (", above = \"zero\"", ', above = "zero", free = 5',
                                      "criteria.政府采购执行情况.parts.1.free", "不用于 ratio"),
    "no input for a count": ('of = ["预算编制不符合要求的项数"], ', "", "criteria.预算编制规范性.parts.1.of", "没有写"),
    "an input that is not there": ('"采购计划金额" = [', '"采购计划数额" = [', "inputs", "没有“采购计划金额”"),
    "an input that nobody uses": ("[inputs]\n", '[inputs]\n"人均面积" = []\n', "inputs", "“人均面积”没有一项"),
    "a label for two inputs": ('"人员编制", ', '"人员编制", "编外人员", ', "inputs", "“编外人员”空白或指了两项"),
    "a blank label": ('"编制数"', '" "', "inputs", "“ ”空白或指了两项"),
    "parts that do not make the points": ("points = 25, of", "points = 24, of",
                                          "criteria.社会效益、经济效益、生态效益及可持续影响等.points", "相加为 24"),
    "criteria that do not make the total": ("total = 100\nindicators = 100", "total = 90\nindicators = 90",
                                            "criteria", "相加为 100，points.total 为 90"),
    "a criterion twice": ('name = "项目监管"', 'name = "项目实施程序"', "criteria", "“项目实施程序”写了不止一次"),
    "a criterion without a name": ('name = "项目监管"', 'name = " "', "criteria. .name", "是空白"),
    "a veto with points": ('method = "veto", ', 'method = "veto", points = 1, ',
                           "criteria.财务合规性.parts.4.points", "1 不能作分值"),
    "a part without points": ("points = 6, of = [\"已完成项目数\"]", "points = 0, of = [\"已完成项目数\"]",
                              "criteria.项目完成及时性.parts.1.points", "0 不能作分值"),
    "half a band": (BAND, '{ sign = "≥", points = 0.7 }', f"{ASSETS}.parts.1.bands", "只写了一个"),
    "an unknown sign": (BAND, BAND.replace("≥", "="), "sign", "只能是"),
    "no band for the rest": ("{ sign = \"≥\", percent = 60, points = 0.4 }, { points = 0 }",
                             '{ sign = "≥", percent = 60, points = 0.4 }', f"{ASSETS}.parts.1.bands", "其余"),
    "a band for the rest among the others": (BAND, "{ points = 0.7 }", f"{ASSETS}.parts.1.bands", "其余"),
    "no band with all the points": ("percent = 90, points = 1 }", "percent = 90, points = 0.9 }",
                                    f"{ASSETS}.parts.1.bands", "最高的一档"),
    "a choice below zero": ('"没有公开" = 0', '"没有公开" = -1', "criteria.预决算信息公开.parts.1.options", "负分"),
    "a step of nothing": ("less = 0.1", "less = 0", "criteria.财务合规性.parts.2.less", "0 超出范围"),
    "three paces for four quarters": ("paces = [25, 50, 75, 100]", "paces = [25, 50, 100]",
                                      "criteria.预算执行率.parts.1.paces", "不合"),
    "a pace of nothing": ("paces = [25,", "paces = [0,", "criteria.预算执行率.parts.1.paces", "不合"),
    "quarters that do not make the points": ("mean = 2", "mean = 3", "criteria.预算执行率.parts.1.paces", "不合"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rubric_is_refused_with_file_key_and_remedy(name: str, tmp_path: Path) -> None:
    there, instead, key, word = BROKEN[name]
    assert there in TEXT
    path = tmp_path / "我的评分表.toml"
    path.write_text(TEXT.replace(there, instead, 1), "utf-8")
    with pytest.raises(DefinitionError) as caught:
        load(str(path))
    problem, remedy = str(caught.value.problem), str(caught.value.remedy)
    assert "我的评分表.toml" in problem
    assert key in problem
    assert word in problem
    assert remedy.endswith("。")


def test_the_rubric_s_own_file_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(TEXT, "utf-8")
    assert read_pack(path) == load("shenzhen-dept-2020")
