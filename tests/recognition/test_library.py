"""Form definitions of one's own: what is refused, with file, key and remedy, and what takes a built-in form's place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.snapshots import make_snapshot, project_rows
from xlperf.errors import DefinitionError, UsageError
from xlperf.evaluation import Options, refuse_faulty
from xlperf.recognition import load_library, recognise

BROKEN = Path(__file__).with_name("broken_forms")

REFUSALS = {
    "not-toml": ("读不出来", "UTF-8 编码的 TOML"),
    "unknown-key": ("不认识的键 pack", "改正所指的键"),
    "missing-source": ("source 没有写", "改正所指的键"),
    "missing-date": ("date 没有写", "改正所指的键"),
    "blank-source": ("的 source 是空白", "请写明"),
    "blank-id": ("的 id 是空白", "请写明"),
    "no-date": ("的 date “2024年3月”不是日期", "2020-02-25"),
    "wrong-kind": ("kind 只能是 project、department", "改正所指的键"),
    "wrong-money-unit": ("money_unit 只能是 元、万元", "改正所指的键"),
    "text-for-list": ("titles 应为一列值，写在方括号里", "改正所指的键"),
    "no-title-no-region": ("的 titles 和 regions 都是空的", "标题或地区"),
    "short-title": ("的 titles “表”太短", "4 个字以上"),
    "blank-region": ("的 regions “”太短", "2 个字以上"),
    "unknown-column": ("的 required_columns 没有“level4”", "level3"),
    "unknown-fund": ("的 required_funds 没有“budget”", "full_year_budget"),
    "unknown-block": ("的 required_blocks 没有“money”", "funds、indicators、tasks、total"),
    "unknown-level1": ("的 blocks 没有“INPUT”", "OUTPUT"),
    "unknown-words": ("的 words 没有“columns”", "indicator_columns"),
    "unknown-field": ("的 words.indicator_columns 没有“achieved”", "actual"),
    "one-label-twice": ("的 words.indicator_columns.actual “约定值”已写在 target 下", "只能指一项"),
    "blank-label": ("的 words.indicator_columns.actual “ ”是空白或太长", "1 到 40 个字"),
    "long-label": ("的 words.indicator_columns.actual “很很很", "1 到 40 个字"),
    "built-in-id-of-another-kind": ("的 kind 为 project，与所替换的自带表单 department 不同", "改 id"),
    "unknown-pack": ("的 rules 用不了：没有名为 yunchuan-2024 的规则包", "可用的有"),
    "missing-pack-file": ("的 rules 用不了", "yunchuan-2024.toml 读不出来"),
}
"""File → what is said of it, and of what to do."""

GOOD = (BROKEN / "unknown-pack.toml").read_text("utf-8").replace('"yunchuan-2024"', '""')


def folder_with(folder: Path, **texts: str) -> tuple[str]:
    """A folder of definitions, each under its name."""
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return (str(folder),)


def test_there_is_a_case_for_every_broken_file() -> None:
    assert {path.stem for path in BROKEN.iterdir()} == set(REFUSALS)


@pytest.mark.parametrize("name", REFUSALS)
def test_a_broken_definition_is_refused_by_file_key_and_remedy(name: str, tmp_path: Path) -> None:
    shutil.copyfile(BROKEN / f"{name}.toml", tmp_path / f"{name}.toml")
    with pytest.raises(DefinitionError) as refused:
        refuse_faulty(Options(forms=(str(tmp_path),)))
    problem, remedy = REFUSALS[name]
    told = f"{refused.value.problem} {refused.value.remedy}"
    assert f"{name}.toml" in str(refused.value.problem)
    assert problem in told
    assert remedy in told


def test_a_good_definition_comes_before_the_built_in_ones(tmp_path: Path) -> None:
    library = load_library(folder_with(tmp_path, yunchuan=GOOD))
    assert next(iter(library.forms)) == "yunchuan"
    assert set(library.forms) == set(load_library().forms) | {"yunchuan"}
    assert library.own == {"yunchuan": tmp_path / "yunchuan.toml"}


def test_a_file_serves_as_a_folder(tmp_path: Path) -> None:
    folder_with(tmp_path, yunchuan=GOOD, other="x = 1")
    assert "yunchuan" in load_library((str(tmp_path / "yunchuan.toml"),)).forms


def test_a_folder_named_twice_is_read_once(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, yunchuan=GOOD)
    assert load_library(folder * 2).forms == load_library(folder).forms


@pytest.mark.parametrize("texts", [{}, {"pack": "[points]\ntotal = 100\n"}], ids=["empty", "packs alone"])
def test_a_folder_without_definitions_is_wrong_usage(texts: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有表单定义"):
        load_library(folder_with(tmp_path, **texts))


def test_a_missing_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有的"):
        load_library((str(tmp_path / "没有的"),))


def test_a_definition_changed_since_is_read_again(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, yunchuan=GOOD)
    assert load_library(folder).form("yunchuan").money_unit == "万元"
    folder_with(tmp_path, yunchuan=GOOD.replace('"万元"', '"元"'))
    assert load_library(folder).form("yunchuan").money_unit == "元"


def test_two_definitions_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"b\.toml 的 id “yunchuan”已被"):
        load_library(folder_with(tmp_path, a=GOOD, b=GOOD))


def test_two_definitions_that_read_a_label_differently_are_refused(tmp_path: Path) -> None:
    other = GOOD.replace('"yunchuan"', '"linchuan"') + '\n[words.indicator_columns]\ntarget = ["核定 值"]\n'
    folder = folder_with(tmp_path, a=GOOD + '\n[words.indicator_columns]\nactual = ["核定值"]\n', b=other)
    with pytest.raises(DefinitionError) as refused:
        load_library(folder)
    place = "“核定值”在定义 yunchuan 里写在 words.indicator_columns.actual 下"
    assert str(refused.value.problem) == f"表单定义 b.toml 的 words.indicator_columns.target {place}。"
    folder_with(tmp_path, b=other.replace("target = [", "actual = ["))
    assert {"yunchuan", "linchuan"} <= load_library(folder).forms.keys()


def test_a_built_in_id_is_taken_over(tmp_path: Path) -> None:
    own = GOOD.replace('"yunchuan"', '"shenzhen-project"').replace('["云川"]', '["深圳"]')
    folder = folder_with(tmp_path, mine=own)
    library = load_library(folder)
    assert library.form("shenzhen-project").name == "云川市项目绩效自评表"
    (form,) = recognise(make_snapshot(project_rows(unit="深圳市某局")), library)
    assert form.definition == "shenzhen-project"
    assert load_library().form("shenzhen-project").name == "深圳市项目支出绩效自评表"


def test_a_pack_lies_beside_its_definition(tmp_path: Path) -> None:
    pack = Path(__file__).parents[2] / "xlperf" / "rules" / "packs" / "cn-2020.toml"
    shutil.copyfile(pack, tmp_path / "我的规则.toml")
    folder = folder_with(tmp_path, yunchuan=GOOD.replace('rules = ""', 'rules = "我的规则.toml"'))
    refuse_faulty(Options(forms=folder))
    assert load_library(folder).form("yunchuan").rules == str(tmp_path / "我的规则.toml")


def test_a_broken_pack_beside_a_definition_names_both(tmp_path: Path) -> None:
    definition = GOOD.replace('rules = ""', 'rules = "规则.toml"')
    folder = folder_with(tmp_path, yunchuan=definition, 规则="[points]\ntotal = 100\n")
    with pytest.raises(DefinitionError, match=r"yunchuan\.toml 的 rules 用不了：.*规则\.toml"):
        refuse_faulty(Options(forms=folder))
