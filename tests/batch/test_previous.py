"""Last year's folder: its workbooks, or the output of a run over them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.support.folders import form, hashes, write
from tests.support.snapshots import Row
from xlperf.across.references import References
from xlperf.batch import JOURNAL, run_batch
from xlperf.batch.wishes import Wishes
from xlperf.errors import UnreadableError, UsageError, XlperfError
from xlperf.evaluation import Options
from xlperf.outcomes import exit_status
from xlperf.settings import read_settings

OPTIONS = Options(batch=True)


def project(name: str, year: str, budget: object = 1000, unit: str = "某市某局") -> list[Row]:
    rows = form(project=name, year=year, unit=unit)
    rows[4] = (None, "年度资金总额", budget, budget, 964, 10, "96.4%", "9.64")
    return rows


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for name, budget in (("甲", 5000), ("乙", 1000), ("新", 1000)):
        write(tmp_path / "今年" / f"{name}.xlsx", project(name, "2022年", budget))
    for name in ("甲", "乙", "旧"):
        write(tmp_path / "上年" / "区" / f"{name}.xlsx", project(f"2021年{name}", "2021年", unit="某市某局（本级）"))
    (tmp_path / "上年" / "坏.xlsx").write_text("坏")
    return tmp_path


def run(folders: Path, previous: Path, options: Options = OPTIONS, **choices: bool) -> dict[str, object]:
    out = folders / "out"
    batch = run_batch(
        folders / "今年",
        out,
        options,
        wishes=Wishes(references=References(previous=previous)),
        **({"force": True} | choices),
    )
    document = json.loads((out / "report.json").read_text("utf-8"))
    (reference,) = document["references"]
    return {
        "found": {(file["path"], f["code"], f["cell"]) for file in document["files"] for f in file["findings"]},
        "alone": [(each["side"], each["file"]) for each in reference["alone"]],
        "held": reference["forms"],
        "status": exit_status(batch.outcomes),
    }


EXPECTED = {
    "found": {("甲.xlsx", "X608", "自评表1!D5"), ("甲.xlsx", "X610", "自评表1!D5")},
    "alone": [("reference", "坏.xlsx"), ("form", "新.xlsx"), ("reference", "区/旧.xlsx")],
    "held": 2,
    "status": 1,
}
"""甲 has five times the money, and the same target of five courses; its rate is wrong, which is an error."""


def test_workbooks_are_read_now_and_left_as_they_are(folders: Path) -> None:
    before = hashes(folders / "上年")
    assert run(folders, folders / "上年") == EXPECTED
    assert hashes(folders / "上年") == before
    assert not [path for path in (folders / "out").iterdir() if path.is_dir()]


def test_the_journal_of_an_earlier_run_says_the_same(folders: Path) -> None:
    run_batch(folders / "上年", folders / "上年结果")
    before = hashes(folders / "上年结果")
    assert run(folders, folders / "上年结果") == EXPECTED
    assert hashes(folders / "上年结果") == before


def test_of_versions_the_one_that_counted_is_compared(folders: Path) -> None:
    write(folders / "上年" / "区" / "甲最终版.xlsx", project("2021年甲", "2021年", 5000))
    found = run(folders, folders / "上年")["found"]
    assert found == set()


def test_on_processes_and_taken_up_again_it_says_the_same(folders: Path) -> None:
    assert run(folders, folders / "上年") == EXPECTED
    report = (folders / "out" / "report.json").read_bytes()
    assert run(folders, folders / "上年", force=False, resume=True) == EXPECTED
    assert (folders / "out" / "report.json").read_bytes() == report


def test_each_hint_can_be_off(folders: Path) -> None:
    options = Options(batch=True, settings=read_settings(None, ("X610.off=true", "X608.severity=warning")))
    assert run(folders, folders / "上年", options)["found"] == {("甲.xlsx", "X608", "自评表1!D5")}


def broken(folders: Path, way: str) -> Path:
    """A folder that will not do."""
    place = folders / way
    if way == "坏的一行":
        run_batch(folders / "上年", place)
        with sqlite3.connect(place / JOURNAL) as connection:
            connection.execute("UPDATE file SET details = x'00112233'")
    elif way != "没有":
        place.mkdir()
    if way == "坏的记录":
        (place / JOURNAL).write_text("坏" * 500)
    if way == "别的版本":
        with sqlite3.connect(place / JOURNAL) as connection:
            connection.execute("CREATE TABLE journal (format TEXT, version TEXT)")
            connection.execute("INSERT INTO journal VALUES ('xlperf.journal/0', '0')")
    return place


@pytest.mark.parametrize(
    ("way", "error"),
    [
        ("没有", UnreadableError),
        ("空的", UsageError),
        ("坏的记录", UnreadableError),
        ("别的版本", UnreadableError),
        ("坏的一行", UnreadableError),
    ],
)
def test_what_will_not_do_is_told_before_anything_is_written(folders: Path, way: str, error: type[XlperfError]) -> None:
    with pytest.raises(error, match=way) as told:
        run_batch(
            folders / "今年", folders / "out", wishes=Wishes(references=References(previous=broken(folders, way)))
        )
    assert str(told.value.remedy)
    assert not (folders / "out").exists()
