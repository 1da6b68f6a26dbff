"""Thresholds from the contract, from a pack and from settings, each on both sides of its bound, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.snapshots import make_snapshot, project_rows
from xlperf.cells import Snapshot
from xlperf.evaluation import Options, evaluate
from xlperf.rules import load_packs
from xlperf.settings import read_settings

REASON = "因场地调整，下年增加场次"
"""Twelve signs."""


def form(
    rate: int = 100, target: str = "5次", actual: str = "5次", reason: str | None = None, header: str = ""
) -> Snapshot:
    """So many of a hundred spent; both indicators with all of their points."""
    funds = [("年度资金总额", 100, 100, rate, 10, f"{rate}%", rate / 10)]
    indicators = [
        ("产出指标（50分）", "数量指标", "培训次数", target, actual, 50, 50, reason),
        ("效益指标（40分）", "社会效益指标", "影响力", "提升", "提升", 40, 40, None),
    ]
    rows = project_rows(funds, indicators, (100, 90 + rate / 10))
    named = [[f"{cell}{header}" if cell == "偏差原因分析及改进措施" else cell for cell in row] for row in rows]
    return make_snapshot(named)


def cells(snapshot: Snapshot, code: str, *changes: str, rules: str | None = None) -> list[str]:
    """Where a check found something."""
    book = evaluate(snapshot, Options(rules, settings=read_settings(None, changes)))
    return [finding.ref.address for finding in book.all_findings() if finding.code == code and finding.ref]


CASES = [
    # form, check, settings, where it finds something
    (form(79), "D403", (), ["G5"]),
    (form(80), "D403", (), []),
    (form(79), "D403", ("D403.threshold=0.79",), []),
    (form(89), "D403", ("D403.threshold=0.9",), ["G5"]),
    (form(10), "D403", ("D403.threshold=0",), []),
    (form(actual="8次"), "D402", (), ["F9"]),  # 1.6 times, three more
    (form(actual="8次"), "D402", ("D402.threshold=1.6",), []),
    (form(actual="7次"), "D402", (), []),  # 1.4 times, but only two more
    (form(actual="7次"), "D402", ("D402.units=2",), ["F9"]),
    (form(actual="8次"), "D402", ("D402.units=4",), []),
    (form(actual="7次"), "D402", ("D402.units=2", "D402.threshold=1.4"), []),
    (form(60), "Q509", (), ["G5"]),  # all of the output points at 60 %: ahead by 0.4
    (form(61), "Q509", (), []),
    (form(60), "Q509", ("Q509.threshold=0.41",), []),
    (form(61), "Q509", ("Q509.threshold=0.39",), ["G5"]),
    (form(reason=REASON), "Q510", (), []),
    (form(reason=REASON), "Q510", ("Q510.threshold=12",), []),
    (form(reason=REASON), "Q510", ("Q510.threshold=11",), ["I9"]),
    # what the form prints comes before what is set
    (form(reason=REASON, header="（20字以内）"), "Q510", ("Q510.threshold=11",), []),
    (form(reason=REASON, header="（10字以内）"), "Q510", ("Q510.threshold=500",), ["I9"]),
]


@pytest.mark.parametrize(("snapshot", "code", "changes", "found"), CASES)
def test_a_threshold(snapshot: Snapshot, code: str, changes: tuple[str, ...], found: list[str]) -> None:
    assert cells(snapshot, code, *changes) == found


def test_a_pack_s_threshold_and_the_settings_that_come_before_it() -> None:
    """Sichuan wants a reason below 90 %."""
    assert cells(form(85), "D403", rules="cn-2020") == []
    assert cells(form(85), "D403", rules="sichuan") == ["G5"]
    assert cells(form(85), "D403", "D403.threshold=0.8", rules="sichuan") == []


def test_a_pack_of_one_s_own_has_thresholds_too(tmp_path: Path) -> None:
    text = Path(__file__).parents[2].joinpath("xlperf", "rules", "packs", "cn-2020.toml").read_text("utf-8")
    path = tmp_path / "本县.toml"
    path.write_text(f"{text}\n[thresholds]\nover_fulfilment = 1.7\noutput_lead = 0.3\n", "utf-8")
    assert cells(form(70, actual="8次"), "D402", rules=str(path)) == []
    assert cells(form(70, actual="8次"), "Q509", rules=str(path)) == ["G5"]


def test_sichuan_s_is_the_only_threshold_of_its_own() -> None:
    usual = load_packs()["cn-2020"].thresholds
    assert [pack.id for pack in load_packs().values() if pack.thresholds != usual] == ["sichuan"]
