"""Forms of other regions as workbooks: read from their file they say the same as from their print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.reading import columns_of, head_of
from tests.unseen.sheets import read_transcript
from tests.unseen.workbooks import write_workbook
from xlperf.evaluation import evaluate
from xlperf.findings import Severity
from xlperf.ooxml.book import read_book

FORMS = ("anhui-2022-03", "chongqing-2024-01", "hubei-2022-01", "hunan-2021-01", "sichuan-2023-01", "yunnan-2022-01")


@pytest.mark.parametrize("name", FORMS)
def test_a_stored_form_is_read_and_judged_as_its_print(name: str, tmp_path: Path) -> None:
    expected = read_transcript(name)["expect"]
    (evaluation,) = evaluate(read_book(write_workbook(name, tmp_path)).snapshot).forms
    assert (head_of(evaluation.form), columns_of(evaluation.form)) == (expected["head"], expected["columns"])
    found = {
        (finding.code, finding.severity.value, finding.ref.address if finding.ref else None)
        for finding in evaluation.findings
        if finding.severity is not Severity.INFO
    }
    assert found == {(code, severity, cell) for code, severity, cell, _ in expected["findings"]}
