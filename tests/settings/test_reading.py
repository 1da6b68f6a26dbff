"""Settings as an office writes them: what is read, what comes before what, and one broken file per way of being so."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from xlperf.errors import DefinitionError
from xlperf.rules import USUAL, load
from xlperf.settings import CheckSettings, Settings, read_settings

BROKEN = Path(__file__).with_name("broken")

REFUSALS = {
    "not-toml": ("读不出来", "UTF-8 编码的 TOML"),
    "key-twice": ("读不出来", "UTF-8 编码的 TOML"),
    "not-utf-8": ("读不出来", "UTF-8 编码的 TOML"),
    "unknown-table": ("有不认识的键 check。", "[checks.F204]"),
    "code-at-the-top": ("有不认识的键 F204。", "[checks.F204]"),
    "unknown-code": ("的 checks.F999 不是检查代码", "xlperf rules"),
    "small-letters": ("的 checks.f204 不是检查代码", "如 F204"),
    "unknown-key": ("checks.F204 有不认识的键 of。", "off、severity、threshold、units"),
    "method-of-a-rule": ("checks.S301 有不认识的键 method。", "off、severity、threshold、units"),
    "points-of-a-rule": ("有不认识的键 points。", "[checks.F204]"),
    "severity-in-chinese": ("checks.F204.severity 只能是 error、warning、info", "docs/settings.md"),
    "severity-as-number": ("checks.F204.severity 只能是 error、warning、info", "docs/settings.md"),
    "off-as-text": ("checks.F204.off 应为true 或 false", "docs/settings.md"),
    "value-for-keys": ("checks.F204 应为一组键，不是一个值", "[checks.F204]"),
    "list-for-keys": ("checks.F204 应为一组键，不是一个值", "[checks.F204]"),
    "text-for-checks": ("checks 的值不合格式", "[checks.F204]"),
    "threshold-as-text": ("checks.D403.threshold 应为数", "docs/settings.md"),
    "threshold-of-none": ("checks.D403.threshold 应为数", "docs/settings.md"),
    "threshold-elsewhere": ("的 checks.F201.threshold 没有这样的界限", "D403.threshold"),
    "units-elsewhere": ("的 checks.D403.units 没有这样的界限", "D402.units"),
    "rate-in-percent": ("的 checks.D403.threshold 80 超出范围", "0 到 1 之间的数"),
    "less-than-the-target": ("的 checks.D402.threshold 0.5 超出范围", "请写 1 到"),
    "half-a-unit": ("的 checks.D402.units 2.5 超出范围", "之间的整数"),
    "lead-below-zero": ("的 checks.Q509.threshold -0.4 超出范围", "0 到 1 之间的数"),
    "no-text-at-all": ("的 checks.Q510.threshold 0 超出范围", "请写 1 到"),
    "reading-fault-off": ("的 checks.T104.off 不能为 true", "可以改它的级别"),
    "no-form-off": ("的 checks.T101.off 不能为 true", "可以改它的级别"),
}
"""File → what is said of it, and of what to do."""


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "本单位.toml"
    path.write_text(text, encoding)
    return path


def test_there_is_a_case_for_every_broken_file() -> None:
    assert {path.stem for path in BROKEN.iterdir()} == set(REFUSALS)


@pytest.mark.parametrize("name", REFUSALS)
def test_a_broken_file_is_refused_with_file_key_and_remedy(name: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        read_settings(BROKEN / f"{name}.toml")
    problem, remedy = REFUSALS[name]
    assert str(refused.value.problem).startswith(f"设置文件 {name}.toml ")
    assert problem in str(refused.value.problem)
    assert remedy in str(refused.value.remedy)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("F204", "不合格式"),
        ("F204.severity", "不合格式"),
        ("F204.severity=", "不合格式"),
        ("=info", "不合格式"),
        ("F204.severity=fatal", "只能是 error、warning、info"),
        ("F204.of=true", "不认识的键 of"),
        ("F204.off=1", "应为true 或 false"),
        ("F999.off=true", "不是检查代码"),
        ("D403.threshold=80%", "应为数"),
        ("D403.threshold=80", "80 超出范围"),
        ("T104.off=true", "不能为 true"),
    ],
)
def test_a_broken_option_is_refused_as_it_was_written(text: str, said: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        read_settings(None, [text])
    assert str(refused.value.problem).startswith(f"选项 --set {text} ")
    assert said in str(refused.value.problem)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"不在\.toml"):
        read_settings(tmp_path / "不在.toml")


def test_a_folder_is_no_file_and_nesting_without_end_no_settings(tmp_path: Path) -> None:
    deep = write(tmp_path, "checks = " + "[" * 100_000)
    for path in (tmp_path, Path("."), deep):
        with pytest.raises(DefinitionError, match="读不出来"):
            read_settings(path)


def test_without_file_and_option_nothing_is_set() -> None:
    assert read_settings() == Settings()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_an_empty_file_sets_nothing(tmp_path: Path, encoding: str) -> None:
    assert read_settings(write(tmp_path, "# 以后再写\n", encoding)) == Settings({}, ("本单位.toml",))


def test_each_key_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path, '[checks.F204]\noff = true\n[checks.D402]\nseverity = "error"\nthreshold = 1.50\nunits = 5\n'
    )
    assert read_settings(path).checks == {
        "F204": CheckSettings(off=True),
        "D402": CheckSettings(severity="error", threshold=Decimal("1.5"), units=Decimal(5)),
    }


def test_an_option_comes_before_the_file_and_a_later_one_before_an_earlier(tmp_path: Path) -> None:
    path = write(tmp_path, '[checks.F204]\noff = true\nseverity = "info"\n')
    settings = read_settings(path, ["F204.off=false", "D401.severity=info", 'D401.severity = "warning"'])
    assert settings.sources == ("本单位.toml", "--set")
    assert settings.checks == {
        "F204": CheckSettings(off=False, severity="info"),
        "D401": CheckSettings(severity="warning"),
    }


def test_a_threshold_that_is_set_comes_before_the_pack_s(tmp_path: Path) -> None:
    """Sichuan's own rate is 0.9, everybody else's 0.8; what is not set stays the pack's."""
    settings = read_settings(None, ["D403.threshold=0.95", "D402.units=10", "Q510.threshold=200"])
    for pack in ("sichuan", "cn-2020"):
        told = settings.thresholds(load(pack).thresholds)
        assert (told.execution_rate, told.count_excess, told.text_length) == (Decimal("0.95"), 10, 200)
        assert (told.over_fulfilment, told.output_lead) == (USUAL.over_fulfilment, USUAL.output_lead)
    assert Settings().thresholds(load("sichuan").thresholds).execution_rate == Decimal("0.9")
