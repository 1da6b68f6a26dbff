"""Rules that forms print: what is read from them, and what they do to a pack."""

from __future__ import annotations

import time
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.choices import form_with, with_notes
from xlperf.cells import CellRef
from xlperf.form import Entry
from xlperf.rules import choose_pack
from xlperf.rules.notes import load_note_rules, read_statements
from xlperf.rules.patterns import compile_pattern, fold

NOTES = tomllib.loads((Path(__file__).parent / "notes.toml").read_text("utf-8"))["note"]
HERE = CellRef("Sheet1", 40, 1)

PROPORTIONAL, STEPPED = "得分（10分*执行率）", "90%（含）以上得满分，每低1个百分点扣1分"
ROUNDED = "得分四舍五入取整"
FALLBACK, OWN = "15 产45 效30 满10", "10 产50 效30 满10"
XIANGYANG = NOTES[0]["text"], NOTES[1]["text"], NOTES[2]["text"]


def settled(text: str) -> set[tuple[str, str, str]]:
    return {(s.rule.settles, *pair) for s in read_statements([Entry(text, HERE)]) for pair in s.values}


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["text"][:16])
def test_what_a_note_settles(note: dict[str, object]) -> None:
    assert settled(str(note["text"])) == {tuple(each) for each in note["settles"]}


def test_every_pattern_is_met_by_a_note() -> None:
    """A pattern that no note of this file meets has been tried by nobody."""
    texts = [fold(note["text"]) for note in NOTES]
    patterns = [pattern for rule in load_note_rules() for pattern in rule.patterns]
    unmet = [p for p in patterns if not any(compile_pattern(p).search(text) for text in texts)]
    assert unmet == []


def test_every_pattern_has_a_source() -> None:
    assert all(rule.source for rule in load_note_rules())


def test_a_cell_with_several_numbered_notes_is_read_sentence_by_sentence() -> None:
    statements = list(read_statements([Entry("备注：\n" + "\n".join(XIANGYANG), HERE)]))
    assert [s.rule.settles for s in statements] == ["execution", "quantitative", "inverse", "qualitative"]
    assert statements[3].note.text.startswith("3.定性指标计分原则")
    assert statements[3].note.text.endswith("合理确定分值。")


def test_a_settled_clause_is_the_note_and_binds_even_in_a_fallback_pack() -> None:
    pack, reason = choose_pack(with_notes(form_with(FALLBACK), *XIANGYANG), "", None)
    assert (pack.id, pack.is_fallback) == ("cn-2020", True)
    assert pack.execution.method == "proportional"
    assert (pack.quantitative.method, pack.quantitative.inverse) == ("ratio", "target-over-actual")
    assert pack.qualitative.tiers == (100, 80, 50, 0)
    assert str(pack.clause("execution")) == "表内说明 A40 execution：得分（20分*执行率）"
    for key in ("execution", "quantitative", "inverse", "qualitative"):
        assert pack.clause(key).binding
    assert not pack.clause("points").binding
    assert "并依表上的说明：A40“得分（20分*执行率）”（预算执行得分）、A41" in str(reason)
    assert "（定量指标得分、反向指标得分）" in str(reason)


def test_a_note_settles_what_the_form_s_own_pack_leaves_open() -> None:
    pack, _ = choose_pack(with_notes(form_with(year=2020), PROPORTIONAL), "shanghai-2020", None)
    assert (pack.id, pack.execution.method) == ("shanghai-2020", "proportional")


def test_what_the_form_prints_comes_before_what_its_pack_says() -> None:
    """A later year's form prints other tiers than those that its pack was written from."""
    other = NOTES[2]["text"].replace("50", "60")
    pack, reason = choose_pack(with_notes(form_with(year=2023), other), "xiangyang-2021", None)
    assert pack.qualitative.tiers == (100, 80, 60, 0)
    assert "A40" in str(reason)


def test_a_note_takes_the_parameters_of_the_pack_s_method_away() -> None:
    form = form_with("10 产90", unit="南宁市某局")
    assert choose_pack(form, "", None)[0].execution.full_from == 90
    pack, _ = choose_pack(with_notes(form, PROPORTIONAL), "", None)
    assert (pack.execution.method, pack.execution.full_from, pack.execution.per_point) == ("proportional", None, None)


def test_notes_that_contradict_each_other_settle_nothing_and_that_is_said() -> None:
    pack, reason = choose_pack(with_notes(form_with(OWN), STEPPED, "执行率95%以上得满分，每低1%扣1分"), "", None)
    assert pack.execution.method == "proportional"
    assert pack.clause("execution").pack == "cn-2020"
    assert "互相矛盾，不据以计分：A40“90%（含）以上得满分" in str(reason)
    assert "A41“" in str(reason)


def test_the_same_rule_printed_twice_is_no_contradiction() -> None:
    pack, reason = choose_pack(with_notes(form_with(OWN), PROPORTIONAL, "得分=分值×执行率"), "", None)
    assert pack.clause("execution").pack == "表内说明 A40"
    assert "矛盾" not in str(reason)


def test_a_note_that_says_more_goes_with_the_plain_one() -> None:
    pack, reason = choose_pack(with_notes(form_with(OWN), PROPORTIONAL, ROUNDED), "", None)
    assert pack.execution.method == "rounded"
    assert "矛盾" not in str(reason)


def test_tiers_that_rise_are_no_rule() -> None:
    pack, _ = choose_pack(with_notes(form_with(OWN), "100%-50%、50%-80%、80%-0%"), "", None)
    assert pack.qualitative.tiers == (100, 80, 60, 0)
    assert pack.clause("qualitative").pack == "cn-2020"


def test_the_clerk_s_reason_states_no_rule() -> None:
    form = with_notes(form_with(OWN), STEPPED)
    pack, _ = choose_pack(replace(form, reason=form.notes[0]), "", None)
    assert pack.execution.method == "proportional"


def test_grades_printed_on_the_form() -> None:
    form = with_notes(form_with("10 产40 效30 满20", year=2022, unit="昆明市某局"), NOTES[-3]["text"])
    pack, _ = choose_pack(form, "", None)
    assert (pack.id, pack.grade(Decimal(86)), pack.grade(Decimal(74))) == ("yunnan-2022", "优", "中")


@given(
    st.text(alphabet="执行率得分权重百分点正反向指标每低扣满以上含完成值（）*/0123456789.%-、，。ABX≥ \n", max_size=300)
)
def test_no_text_breaks_the_reading(text: str) -> None:
    for statement in read_statements([Entry(text, HERE)]):
        assert statement.note.ref == HERE
        assert statement.values


@pytest.mark.parametrize(
    "text",
    [
        "执行率" * 9000,
        "1" * 27000,
        "正向指标" * 7000,
        "100%-80%含" * 5000,
        "90%以上满分" * 4000,
        "执行率90%满分低" * 3000,
    ],
)
def test_long_cells_are_read_in_no_time(text: str) -> None:
    start = time.perf_counter()
    list(read_statements([Entry(text, HERE)]))
    assert time.perf_counter() - start < 1
