"""What is planned stands in the summary, and counts among neither grades nor execution rates."""

from __future__ import annotations

from pathlib import Path

from xlperf.across.facts import gather_facts
from xlperf.evaluation import evaluate
from xlperf.ooxml.book import read_book
from xlperf.outcomes import judged
from xlperf.pages.overview import Figures
from xlperf.pages.summary import every_column, summary_rows

EXAMPLES = Path(__file__).parents[2] / "examples"
(BUDGET,) = (EXAMPLES / "budget").glob("*.xlsx")
(PROJECT,) = (EXAMPLES / "inbox/深圳").glob("01-*.xlsx")


def test_grades_and_rates_are_those_of_forms_on_what_was_reached() -> None:
    figures = Figures()
    for path in (BUDGET, PROJECT):
        figures.add(gather_facts(judged(path.name, None, evaluate(read_book(path).snapshot))).forms)
    assert figures.forms == 13
    assert (sum(figures.grades.values()), sum(figures.rates.values())) == (1, 1)


def test_each_table_has_its_row_under_its_own_name() -> None:
    rows = list(summary_rows(judged(BUDGET.name, None, evaluate(read_book(BUDGET).snapshot))))
    headers = [str(column.header) for column in every_column()]
    names = [str(row[headers.index("表单")].value) for row in rows]
    assert names[:2] == ["收支总表", "支出总表"]
    assert "部门整体支出绩效目标表" in names
    assert {str(row[headers.index("实施单位")].value) for row in rows} == {"深圳市科学技术协会（本级）"}
