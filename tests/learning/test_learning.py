"""Definitions learned from forms: they load at once, and read the form as it was read."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.recognition.variations.catalogue import NAMED, name_of
from tests.recognition.variations.forms import BASE, plan_of
from tests.recognition.variations.variation import make_snapshot as draw
from tests.support.snapshots import make_snapshot, project_rows
from xlperf.cells import Snapshot
from xlperf.errors import UsageError
from xlperf.form import Form
from xlperf.learning import learn
from xlperf.learning.document import render_lesson
from xlperf.learning.lesson import Lesson, teach
from xlperf.recognition import load_library, recognise

DAY = date(2024, 3, 1)
SAMPLE = NAMED[::9]
"""Of some 1 600 varied layouts, enough of each family."""


def learned(form: Form) -> Lesson:
    library = load_library()
    return teach(form, library.form(form.definition), library.lexicon, "mine", "某市财政局", DAY)


def read_by(lesson: Lesson, snapshot: Snapshot, folder: Path) -> Form:
    """The form of a snapshot, read by a lesson once it has been written and loaded."""
    (folder / "mine.toml").write_text(render_lesson(lesson, "表.xlsx"), "utf-8")
    return recognise(snapshot, load_library((str(folder),)))[0]


@pytest.mark.parametrize(("kind", "variation"), SAMPLE, ids=[name_of(*each) for each in SAMPLE])
def test_what_was_learned_reads_the_same(kind, variation, tmp_path: Path) -> None:
    snapshot = draw(plan_of(kind, BASE[kind]), (variation,))
    for form in recognise(snapshot)[:1]:
        again = read_by(learned(form), snapshot, tmp_path)
        assert again.definition == "mine"
        assert replace(again, recognised=(), definition="", missing=()) == replace(
            form, recognised=(), definition="", missing=()
        )
        assert set(again.missing) == set(form.missing)


def table(lesson: Lesson) -> dict:
    return tomllib.loads(render_lesson(lesson, "表.xlsx"))


UNKNOWN = [
    tuple({"实际完成值": "核定完成数", "偏差原因分析及改进措施": "佐证材料"}.get(cell, cell) for cell in row)
    for row in project_rows(
        indicators=[("产出指标（90分）", "数量指标", "培训次数", "5次", "5次", 90, 90, None)],
        unit="云川市某局",
        title="2023年度云川市项目支出绩效自评表（试行）",
    )
]


def test_the_definition_says_what_was_found() -> None:
    (form,) = recognise(make_snapshot(UNKNOWN))
    told = table(learned(form))
    words = told.pop("words")
    assert told == {
        "id": "mine", "name": "云川市项目支出绩效自评表", "kind": "project", "source": "某市财政局",
        "date": "2024-03-01", "titles": ["云川市项目支出绩效自评表"], "regions": [], "rules": "", "money_unit": "元",
        "required_columns": ["level1", "level2", "level3", "target", "actual", "weight", "score"],
        "required_blocks": ["funds", "total"],
        "required_funds": ["initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score"],
    }  # fmt: skip
    assert words["indicator_columns"] == {
        "level1": ["一级指标"], "level2": ["二级指标"], "level3": ["三级指标"], "target": ["年度指标值"],
        "weight": ["分值"], "score": ["得分"], "extra": ["核定完成数", "佐证材料"],
    }  # fmt: skip
    assert words["head"] == {
        "project": ["项目名称"], "year": ["实施年度"], "department": ["主管部门"], "unit": ["实施单位"],
    }  # fmt: skip
    assert words["fund_lines"] == {"total": ["年度资金总额"]}


def test_a_header_moved_to_its_column_is_read(tmp_path: Path) -> None:
    snapshot = make_snapshot(UNKNOWN)
    (form,) = recognise(snapshot)
    assert (form.indicators, "actual" in form.missing) == ((), True)
    text = render_lesson(learned(form), "表.xlsx")
    text = text.replace('extra = ["核定完成数", "佐证材料"]', 'actual = ["核定完成数"]\nextra = ["佐证材料"]')
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    (again,) = recognise(snapshot, load_library((str(tmp_path),)))
    assert [row.actual.text for row in again.indicators] == ["5次"]
    assert again.missing == ()
    assert [each.entry.text for each in again.recognised if not each.field] == []


def test_a_second_column_for_a_field_is_left_to_a_person() -> None:
    rows = [(*row, "年初目标值") if "一级指标" in row else row for row in UNKNOWN]
    (form,) = recognise(make_snapshot(rows))
    lesson = learned(form)
    assert [each.header for each in lesson.columns] == ["核定完成数", "佐证材料"]
    assert [each.header for each in lesson.others if each.header] == ["年初目标值"]
    assert "# " + "  J8 指标：年初目标值" in render_lesson(lesson, "表.xlsx")
    assert "年初目标值" not in str(table(lesson))


def test_an_unknown_label_of_the_head_is_told() -> None:
    rows = [UNKNOWN[0], ("项目级次", "A-001"), *UNKNOWN[1:]]
    (form,) = recognise(make_snapshot(rows))
    told = render_lesson(learned(form), "表.xlsx")
    assert "#   A2 表头：项目级次（表头里没有认识的叫法）" in told


def test_a_region_s_form_stays_the_region_s(tmp_path: Path) -> None:
    snapshot = make_snapshot(project_rows(unit="深圳市某局"))
    (form,) = recognise(snapshot)
    told = table(learned(form))
    assert (told["regions"], told["rules"]) == (["深圳"], "shenzhen-2021")
    read_by(learned(form), snapshot, tmp_path)
    (elsewhere,) = recognise(make_snapshot(project_rows(unit="云川市某局")), load_library((str(tmp_path),)))
    assert elsewhere.definition == "project"


@pytest.mark.parametrize(
    ("title", "learned_title"),
    [
        ("云川市2023年度项目支出绩效自评表", "项目支出绩效自评表"),
        ("（2023年度）云川市项目支出绩效自评表", "云川市项目支出绩效自评表"),
        ("项目支出绩效自评表（2023年）", "项目支出绩效自评表"),
    ],
)
def test_the_year_is_no_part_of_the_title(title: str, learned_title: str, tmp_path: Path) -> None:
    snapshot = make_snapshot(project_rows(title=title, unit="云川市某局"))
    (form,) = recognise(snapshot)
    lesson = learned(form)
    assert lesson.definition.titles == (learned_title,)
    assert read_by(lesson, snapshot, tmp_path).definition == "mine"


def test_remarks_speak_the_reader_s_language() -> None:
    (form,) = recognise(make_snapshot(project_rows()))
    text = render_lesson(learned(form), "form.xlsx", "en")
    remarks = [line.partition("# ")[2] for line in text.splitlines() if "# " in line]
    assert remarks
    quoted = str.maketrans("", "", "“”桂林万元")
    assert [remark for remark in remarks if not remark.translate(quoted).isascii()] == []


def test_budget_tables_need_no_definition(tmp_path: Path) -> None:
    (budget,) = (Path(__file__).parents[2] / "examples/budget").glob("*.xlsx")
    with pytest.raises(UsageError, match="预算表不用表单定义"):
        learn(budget, tmp_path / "我的.toml", sheet="表7")
    lesson, _ = learn(budget, tmp_path / "我的.toml")
    assert (lesson.definition.kind, lesson.definition.words["task_columns"]["name"]) == (
        "department-targets", ("任务名称",),
    )  # fmt: skip
