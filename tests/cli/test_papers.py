"""xlperf batch --papers and --summary-template."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.batch.test_papers import folder, projects
from tests.cli.conftest import Call
from tests.support.summaries import make_plain, make_summary


def test_papers_of_all_forms(tmp_path: Path, call: Call) -> None:
    folder(tmp_path)
    ended = call("batch", tmp_path / "in", "-o", tmp_path / "out", "--papers", "all")
    assert "抽查底稿：" in ended.out
    assert projects(tmp_path) == ["好", "错"]
    assert call("batch", tmp_path / "in", "-o", tmp_path / "o2", "--papers", "some").status == 2


def test_a_template_is_filled(tmp_path: Path, call: Call) -> None:
    folder(tmp_path)
    template = make_summary(tmp_path / "上报.xlsx")
    ended = call("batch", tmp_path / "in", "-o", tmp_path / "out", "--summary-template", template)
    assert "填了 2 行" in ended.out
    assert openpyxl.load_workbook(tmp_path / "out" / "上报.xlsx")["汇总表"]["C5"].value == "好"


@pytest.mark.parametrize("name", ["没有.xlsx", "别的.xlsx"])
def test_a_template_that_will_not_do_is_told_before_anything_is_written(tmp_path: Path, call: Call, name: str) -> None:
    folder(tmp_path)
    make_plain(tmp_path / "别的.xlsx", ("说明", "按单位填列"))
    ended = call("batch", tmp_path / "in", "-o", tmp_path / "out", "--summary-template", tmp_path / name)
    assert (ended.status, name in ended.err) == (3, True)
    assert not (tmp_path / "out").exists()
