"""The published forms: what is computed equals what is printed, and each difference is one a reviewer would sign."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from xlperf.evaluation import Evaluation, evaluate
from xlperf.ooxml.book import read_book

ROOT = Path(__file__).parents[2]
FOLDERS = {"shenzhen-2021": "深圳", "shanghai-2020": "上海", "xiangyang-2021": "襄阳"}
FORMS = [f"{series}/{path.stem}" for series in FOLDERS for path in sorted((ROOT / "examples/data" / series).glob("*"))]
PROJECTS = [form for form in FORMS if not form.startswith("xiangyang")]
BLANK = [
    *(f"shenzhen-2021/{number}" for number in ("01", "03", "09", "11")),
    *("shanghai-2020/01", "shanghai-2020/04", "xiangyang-2021/01"),
]
EXPECTED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text("utf-8"))["finding"]


def workbook(form: str, folder: str = "inbox") -> Path:
    series, number = form.split("/")
    (path,) = (ROOT / "examples" / folder / FOLDERS[series]).glob(f"{number}-*.xlsx")
    return path


def evaluation_of(form: str, folder: str = "inbox") -> Evaluation:
    (evaluation,) = evaluate(read_book(workbook(form, folder)).snapshot).forms
    return evaluation


def data_of(form: str) -> dict[str, list[dict[str, str]]]:
    return json.loads((ROOT / "examples/data" / f"{form}.json").read_text("utf-8"))


def test_all_forms_are_there() -> None:
    assert (len(FORMS), len(PROJECTS)) == (27, 26)


@pytest.mark.parametrize("form", FORMS)
def test_findings_are_those_of_a_reviewer(form: str) -> None:
    found = {
        (f.code, f.severity.value, f.ref.address if f.ref else None)
        for f in evaluation_of(form).findings
        if f.code != "S310"
    }
    assert found == {(e["code"], e["severity"], e["cell"]) for e in EXPECTED if e["form"] == form}


@pytest.mark.parametrize("form", PROJECTS)
def test_everything_printed_is_read(form: str) -> None:
    data, read = data_of(form), evaluation_of(form).form
    assert read.head.project is not None
    assert read.head.project.text == data["header"]["项目名称"]
    assert [row.level3.text for row in read.indicators] == [row["level3"] for row in data["indicators"]]
    for row, printed in zip(read.indicators, data["indicators"], strict=True):
        texts = (row.block.label.text, row.level2.text, row.target.text, row.actual.text)
        assert texts == tuple(printed[key] for key in ("level1", "level2", "target", "actual"))
        assert (row.weight.text, row.score.text) == (printed["weight"], printed["score"])
        assert row.reason.text == (printed["reason"] or "")
    lines = [line for line in data["funds"] if line.get("label_meant", line["label"])]
    for line, printed in zip(read.funds, lines, strict=True):
        for field in ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score"):
            assert getattr(line, field).text == (printed[field] or ""), field
    assert read.total.score.text == data["total"]["score"]


@pytest.mark.parametrize("form", FORMS)
def test_computed_figures_equal_the_printed_ones_or_are_reported(form: str) -> None:
    evaluation = evaluation_of(form)
    reported = {finding.ref for finding in evaluation.findings}
    places = evaluation.pack.places
    for figure in evaluation.form.computed_figures():
        line = evaluation.scores.at(figure.ref)
        if line is None or line.awarded is None or line.clause is None or line.clause.key == "qualitative":
            continue
        assert figure.ref in reported or figure.amount == round(line.awarded, places), figure


@pytest.mark.parametrize("form", BLANK)
def test_blank_scores_come_back_as_printed(form: str) -> None:
    """One published form, shenzhen-2021/11, scores the rounded rate: there the exact figure is given, 9.96 for 10."""
    blank, whole = evaluation_of(form, "blank-scores"), evaluation_of(form)
    printed = {figure.ref: figure for figure in whole.form.computed_figures()}
    exceptions = {"I5": (Decimal(10), Decimal("9.96")), "H43": (Decimal(99), Decimal("98.96"))}
    assert blank.filled
    for given in blank.filled:
        figure = printed[given.ref]
        if given.field == "execution_rate":
            assert whole.scores.at(given.ref).awarded == given.value
        elif form == "shenzhen-2021/11" and given.ref.address in exceptions:
            assert (figure.amount, given.value) == exceptions[given.ref.address]
        else:
            assert figure.amount == given.value, given.ref


def test_everything_printed_on_the_department_form_is_read() -> None:
    data, read = data_of("xiangyang-2021/01"), evaluation_of("xiangyang-2021/01").form
    assert (read.definition, read.money_unit, read.head.year) == ("xiangyang-department", "万元", 2021)
    assert (read.head.unit.text, read.head.project) == (data["header"]["单位名称"], None)
    assert {line.label.text: line.amount.text for line in read.spending} == data["totals"]
    (line,), printed = read.funds, data["budget_execution"]
    assert (line.full_year_budget.text, line.executed.text) == (printed["budget"], printed["executed"])
    assert (line.execution_rate.text, line.score.text) == (printed["execution_rate"], printed["score"])
    assert len(read.indicators) == len(data["indicators"])
    for row, each in zip(read.indicators, data["indicators"], strict=True):
        texts = (row.block.label.text, row.level2.text, row.level3.text, row.target.text, row.actual.text)
        assert texts == tuple(each[key] for key in ("level1", "level2", "level3", "target", "actual"))
        assert (row.weight, row.score.text, row.reason) == (None, each["score"], None)
    assert [row.block.points for row in read.indicators] == [40] * 8 + [30] * 2 + [10]
    assert (read.total.score.text, read.total.score.amount) == (data["total"]["score"], 93)
    assert read.reason.text == data["deviation"]["text"]
    assert set(data["remarks"]) <= {note.text for note in read.notes}


def test_a_total_of_published_figures() -> None:
    """Shenzhen 09 by hand: 7.07 + 42.25 + 34 = 83.32, grade 良."""
    evaluation = evaluation_of("shenzhen-2021/09")
    assert evaluation.total_score == evaluation.expected_total == evaluation.recomputed_total == Decimal("83.32")
    assert evaluation.grade == "良"
