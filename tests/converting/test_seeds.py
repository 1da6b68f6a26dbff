"""Documents as they were published, text with tabs and lost merged cells, against their transcription by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.broken import ROOT
from tests.support.said import AMOUNTS, COLUMNS, bare
from xlperf.converting import convert
from xlperf.form import Entry, Form
from xlperf.ooxml.book import read_book
from xlperf.recognition import recognise

SHARED = ROOT.parent / "shared"
SEEDS = {"shenzhen-2021": "000", "shanghai-2020": "003"}
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the published documents are not beside the project")

FUND_LINES = ("年初预算数", "年度资金总额", "其中", "上年结转资金")

# Form → field → why it differs from the transcription, which also says what only a reader of all forms can know.
EXPLAINED = {
    ("shenzhen-2021", "01"): {
        "level1 of 项目预算金额": "the text prints 效益指标（40分） here; by the sums it is 产出"
    },
    ("shenzhen-2021", "06"): dict.fromkeys(
        ("funds", "label of", *(f"{name} of {line}" for name in AMOUNTS for line in FUND_LINES)),
        "the row of captions is missing in the text, so no amount has a name: they stand on the sheet 未放置",
    ),
    ("shenzhen-2021", "11"): {"level1": "产出指标 is not printed at all; the transcription supplies it by meaning"},
    ("shanghai-2020", "13"): {"level1": "neither 产出指标 nor 效益指标 is printed; supplied by meaning"},
}


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Form]]:
    """Folder of facts → its forms, each from its own workbook."""
    found = {}
    for folder, seed in SEEDS.items():
        out = tmp_path_factory.mktemp(seed)
        convert(next((SHARED / "seeds").glob(f"{seed}*.txt")), out)
        found[folder] = [recognise(read_book(path).snapshot)[0] for path in sorted(out.glob("*.xlsx"))]
    return found


def facts(folder: str, number: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((SHARED / "facts" / folder / f"{number}.json").read_text("utf-8"))
    return document


CASES = [
    (folder, f"{n:02}") for folder, last in (("shenzhen-2021", 12), ("shanghai-2020", 14)) for n in range(1, last + 1)
]


def test_each_form_gives_a_workbook(converted: dict[str, list[Form]]) -> None:
    assert {folder: len(forms) for folder, forms in converted.items()} == {"shenzhen-2021": 12, "shanghai-2020": 14}


@pytest.mark.parametrize(("folder", "number"), CASES)
def test_says_what_was_printed(converted: dict[str, list[Form]], folder: str, number: str) -> None:
    form = converted[folder][int(number) - 1]
    explained = EXPLAINED.get((folder, number), {})
    found = [told for told in differences(facts(folder, number), form) if not told[0].startswith(tuple(explained))]
    assert found == []


@pytest.mark.parametrize(("folder", "number"), EXPLAINED)
def test_what_is_explained_still_differs(converted: dict[str, list[Form]], folder: str, number: str) -> None:
    found = [name for name, _, _ in differences(facts(folder, number), converted[folder][int(number) - 1])]
    assert all(any(name.startswith(told) for name in found) for told in EXPLAINED[folder, number])


def test_what_has_no_name_is_listed(tmp_path: Path) -> None:
    """The amounts of the form whose captions are missing."""
    written = convert(next((SHARED / "seeds").glob("000*.txt")), tmp_path)
    assert {"3,850,689.80", "3,838,646.00", "3,037,956.20"} <= {cell.text for cell in written[5].left}


def differences(fact: dict[str, Any], form: Form) -> Iterator[tuple[str, str | None, str | None]]:
    """(field, as printed, as converted) of each field that differs."""
    for name, printed, entry in pairs(fact, form):
        if bare(printed) != (found := bare(entry.text) if entry is not None else None):
            yield name, bare(printed), found
    if len(fact["funds"]) != len(form.funds):
        yield "funds", str(len(fact["funds"])), str(len(form.funds))
    if len(fact["indicators"]) != len(form.indicators):
        yield "indicators", str(len(fact["indicators"])), str(len(form.indicators))


def pairs(fact: dict[str, Any], form: Form) -> Iterator[tuple[str, str | None, Entry | None]]:
    head, total = fact["header"], form.total
    yield "项目名称", head["项目名称"], form.head.project
    yield "主管部门", head["主管部门"], form.head.department
    yield "实施单位", head["实施单位"], form.head.unit
    for line, own in zip(fact["funds"], form.funds, strict=False):
        yield f"label of {line['label']}", line["label"], own.label
        yield from ((f"{name} of {line['label']}", line[name], getattr(own, name)) for name in AMOUNTS)
    yield "goal expected", fact["goal"]["expected"], form.goal_expected
    yield "goal actual", fact["goal"]["actual"], form.goal_actual
    for row, found in zip(fact["indicators"], form.indicators, strict=False):
        yield f"level1 of {row['level3']}", row["level1"], found.block.label
        yield from ((f"{name} of {row['level3']}", row[name], getattr(found, name)) for name in COLUMNS)
    yield "total weight", fact["total"]["weight"], total.weight if total else None
    yield "total score", fact["total"]["score"], total.score if total else None


def test_a_cell_a_line(tmp_path: Path) -> None:
    """Xiangyang's form, printed with a cell on each line."""
    fact = facts("xiangyang-2021", "01")
    convert(next((SHARED / "seeds").glob("004*.txt")), tmp_path / "表.xlsx")
    (form,) = recognise(read_book(tmp_path / "表.xlsx").snapshot)
    printed = [
        [bare(row[name]) for name in ("level1", "level2", "level3", "target", "actual", "score")]
        for row in fact["indicators"]
    ]
    rows = ((row.block.label, row.level2, row.level3, row.target, row.actual, row.score) for row in form.indicators)
    assert [[bare(entry.text if entry else None) for entry in row] for row in rows] == printed
    money = fact["budget_execution"]
    line = form.total_line
    assert line is not None
    assert [bare(e.text) for e in (line.full_year_budget, line.executed, line.execution_rate, line.score) if e] == [
        money["budget"], money["executed"], money["execution_rate"], money["score"],
    ]  # fmt: skip
    assert form.reason is not None
    assert bare(form.reason.text) == bare(fact["deviation"]["text"])
    assert form.goal_expected is not None
    assert bare(form.goal_expected.text) == bare("".join(fact["goal"]["expected"]))
