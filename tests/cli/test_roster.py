"""xlperf batch --roster: the units that have to submit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.across.test_roll_call import LIST, folder
from tests.across.test_roster import save
from tests.cli.conftest import Call


def test_how_many_have_submitted(tmp_path: Path, call: Call) -> None:
    roster = save(tmp_path / "名单.xlsx", LIST)
    ended = call("batch", folder(tmp_path), "-o", tmp_path / "out", "--roster", roster)
    assert "名单上的 7 个单位：已报 1 个，未报 6 个" in ended.out
    assert "名单以外的单位 2 个" in ended.out


@pytest.mark.parametrize("name", ["没有.xlsx", "空.xlsx"])
def test_a_list_that_will_not_do_is_told_before_anything_is_written(tmp_path: Path, name: str, call: Call) -> None:
    save(tmp_path / "空.xlsx", (("a", "b"),))
    ended = call("batch", folder(tmp_path), "-o", tmp_path / "out", "--roster", tmp_path / name)
    assert (ended.status, name in ended.err) == (3, True)
    assert not (tmp_path / "out").exists()
