"""The example file and the page of settings say what is so."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from xlperf.reports.json import settings_document
from xlperf.rounding import show_number
from xlperf.rules import THRESHOLDS, USUAL
from xlperf.settings import CheckSettings, read_settings

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "settings.toml"
PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.+?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_the_example_sets_what_its_remarks_say() -> None:
    assert read_settings(EXAMPLE).checks == {
        "F204": CheckSettings(severity="info"),
        "D402": CheckSettings(severity="error", threshold=Decimal("1.5"), units=Decimal(5)),
        "D403": CheckSettings(threshold=Decimal("0.9")),
        "Q509": CheckSettings(threshold=Decimal("0.3")),
        "Q510": CheckSettings(threshold=Decimal(200)),
        "D404": CheckSettings(off=True),
    }


def test_every_threshold_is_in_the_example() -> None:
    checks = read_settings(EXAMPLE).checks
    assert all(getattr(checks[each.code], each.key) is not None for each in THRESHOLDS)


def test_the_page_s_table_is_that_of_the_code() -> None:
    rows = re.findall(r"^\| ([A-Z]\d{3}) \| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    usual = {each.field: getattr(USUAL, each.field) for each in THRESHOLDS}
    assert rows == [
        (
            each.code,
            each.key,
            str(each.name),
            "不限" if usual[each.field] is None else show_number(usual[each.field]),
            f"{each.least} 到 {each.most}" + (" 的整数" if each.is_whole else ""),
        )
        for each in THRESHOLDS
    ]


@pytest.mark.parametrize("text", blocks("toml"))
def test_the_page_s_file_is_one(text: str, tmp_path: Path) -> None:
    path = tmp_path / "本单位.toml"
    path.write_text(text, "utf-8")
    assert set(read_settings(path).checks) == {"F204", "D402", "D404"}


def test_the_page_s_document_is_one() -> None:
    (shown,) = blocks("json")
    changes = re.findall(r"--set (\S+)", blocks("")[0])
    settings = read_settings(None, [*changes, "D402.threshold=1.5", "D402.units=5"])
    document = settings_document(settings)
    assert document is not None
    assert document["checks"] == json.loads(shown)["checks"]
    assert json.loads(json.dumps(document)) == document
