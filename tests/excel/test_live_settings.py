"""设置: what the clerk picks counts from the next check on, and is kept in files that anyone can read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.desks import attach
from tests.support.fake_com import Application
from tests.support.open_book import open_book
from tests.support.pywin32 import SHOWN
from xlperf.errors import DefinitionError, UsageError
from xlperf.excel import callbacks
from xlperf.excel.choices import Choices
from xlperf.excel.dialogs import Dialogs
from xlperf.rules import load_packs
from xlperf.settings import CheckSettings, read_settings

ROOT = Path(__file__).parents[2] / "examples"
BLANK = ROOT / "blank-scores/深圳/11-科普能力提升项目.xlsx"


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    SHOWN.clear()
    yield
    SHOWN.clear()


def press(button: str, folder: Path, *answers: str) -> str:
    com = Application(open_book(BLANK))
    com.answers.extend(answers)
    app = attach(com)
    SHOWN.clear()
    callbacks.act(button, app, Dialogs(app), folder)
    return "\n".join(SHOWN)


def number(pack: str) -> str:
    """The number of a pack in the list."""
    return str([*load_packs()].index(pack) + 1)


def test_a_severity_counts_from_the_next_check_on(tmp_path: Path) -> None:
    assert "发现 7 处提醒、33 处提示" in press("check", tmp_path)
    said = press("settings", tmp_path, "0", "D402 提示")
    assert "D402 远超指标值未说明：级别设为提示（通常为提醒）" in said
    assert "发现 4 处提醒、36 处提示" in press("check", tmp_path)


def test_a_pack_counts_from_the_next_check_on(tmp_path: Path) -> None:
    assert "规则包：shenzhen-2021" in press_explain(tmp_path)
    said = press("settings", tmp_path, number("cn-2020"))
    assert f"{number('cn-2020')}  cn-2020：" in said
    assert "规则包：cn-2020" in said
    assert "规则包：cn-2020" in press_explain(tmp_path)


def press_explain(folder: Path) -> str:
    opened = open_book(BLANK)
    opened.selection = (5, 4, 5, 4)
    app = attach(Application(opened))
    SHOWN.clear()
    callbacks.act("explain", app, Dialogs(app), folder)
    return "\n".join(SHOWN)


def test_by_the_form_again(tmp_path: Path) -> None:
    press("settings", tmp_path, number("cn-2020"))
    assert "规则包：看表而定" in press("settings", tmp_path, "0", "")
    assert Choices(tmp_path).options().rules is None


def test_a_dialog_that_is_left_changes_nothing(tmp_path: Path) -> None:
    press("settings", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("99",), "没有编号 99。\n请填列表里的编号"),
        (("深圳",), "没有编号 深圳。"),
        (("没有.toml",), "定义文件 没有.toml 读不出来"),
        (("0", "D402"), "看不懂“D402”。"),
        (("0", "D402 提示 以及别的"), "看不懂“D402 提示 以及别的”。"),
        (("0", "Z999 提示"), "没有检查 Z999。"),
        (("0", "T101 关闭"), "T101 不能关闭：它说的是表没有读全。"),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, answers: tuple[str, ...], told: str) -> None:
    assert told in press("settings", tmp_path, *answers)


def test_settings_are_a_settings_file_like_any_other(tmp_path: Path) -> None:
    choices = Choices(tmp_path)
    choices.settings_file.write_text("[checks.D402]\nthreshold = 1.5\nunits = 5\n", "utf-8")
    choices.change("D402 提示，D404 关闭；t103=错误")
    assert read_settings(choices.settings_file).checks == {
        "D402": CheckSettings(severity="info", threshold=Decimal("1.5"), units=Decimal("5")),
        "D404": CheckSettings(off=True),
        "T103": CheckSettings(severity="error"),
    }
    choices.change("D402 照常 D404 照常 T103 照常")
    assert read_settings(choices.settings_file).checks == {
        "D402": CheckSettings(threshold=Decimal("1.5"), units=Decimal("5"))
    }


def test_a_file_that_was_broken_by_hand_is_told(tmp_path: Path) -> None:
    Choices(tmp_path).settings_file.write_text("[checks.D402]\nschwere = 1\n", "utf-8")
    with pytest.raises(DefinitionError, match=r"settings\.toml"):
        Choices(tmp_path).options()
    assert "设置文件 settings.toml" in press("check", tmp_path)


def test_a_pack_that_is_no_more_is_told(tmp_path: Path) -> None:
    Choices(tmp_path).rules_file.write_text('rules = "mars-2021"\n', "utf-8")
    with pytest.raises(UsageError, match="mars-2021"):
        Choices(tmp_path).options()
    assert "没有名为 mars-2021 的规则包" in press("fill", tmp_path)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", "utf-8")
    assert "写不进去" in press("settings", tmp_path / "文件", number("cn-2020"))
