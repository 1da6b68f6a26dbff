"""JSON that is no form, or says what no form can: refused with the file's name, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.broken import GOOD
from xlperf.converting import convert
from xlperf.errors import UnreadableError

DOCUMENTS = {
    "nothing": "",
    "a list": "[]",
    "a number": "1",
    "nested without end": "[" * 100_000,
    "a number of 5000 digits": "9" * 5000,
    "not a number": '{"schema": "xlperf.form/1", "forms": NaN}',
    "other types": '{"schema": "xlperf.form/1", "forms": [{"funds": 3, "indicators": {"a": 1}, "form": []}]}',
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("json") / "表.json"
    convert(GOOD, target)
    return target.read_text("utf-8")


def assert_refused(text: str, folder: Path) -> None:
    source = folder / "表.json"
    source.write_text(text, "utf-8")
    with pytest.raises(UnreadableError, match=r"表\.json"):
        convert(source, folder / "出.xlsx")
    assert list(folder.iterdir()) == [source]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_no_form(name: str, tmp_path: Path) -> None:
    assert_refused(DOCUMENTS[name], tmp_path)


@pytest.mark.parametrize("value", ["1e999", "1e99999", "-1e400", "1e-9999", "9" * 400, "NaN", "true", "[[[1]]]", "{}"])
def test_a_score_that_is_none(value: str, good: str, tmp_path: Path) -> None:
    changed = good.replace('"score": "', f'"score": {value}, "other": "')
    assert changed != good
    assert_refused(changed, tmp_path)


def test_half_a_document(good: str, tmp_path: Path) -> None:
    assert_refused(good[: len(good) // 2], tmp_path)
