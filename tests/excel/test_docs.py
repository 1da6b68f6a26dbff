"""The guides for clerks and for the IT desk, held against what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.excel.test_live_traffic import BUSY, press, sixty_rows
from tests.support.desks import WPS as LACKING
from tests.support.fake_com import Application
from tests.support.imagined import WITH_EXCEL, WITH_WPS, WPS, ImaginedMachine, program, with_excel
from tests.support.open_book import open_book
from xlperf.cli.excel import COMMANDS
from xlperf.cli.excel_attach import _ACTIONS
from xlperf.excel.examination import examine, render_page
from xlperf.excel.installing import install
from xlperf.excel.marks import MOST_NOTES
from xlperf.excel.obstacles import OBSTACLES
from xlperf.excel.patience import PAUSE, TRIES
from xlperf.excel.places import ADDIN, NAME, addin_folder, installation_file, settings_file, shorten, start_folder
from xlperf.excel.ribbon import load_ribbon
from xlperf.excel.session import _KEPT_SECONDS

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "excel.md").read_text("utf-8")
BUTTONS = (ROOT / "docs" / "excel-commands.md").read_text("utf-8")


def section(text: str, title: str) -> str:
    """What stands below a title, to the next one of its kind."""
    return re.split(r"^## ", text.partition(f"\n## {title}\n")[2], flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without their heads."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line] for line in lines if set("".join(line)) - set("-|")]


def test_the_table_of_buttons_is_the_ribbon() -> None:
    labels = [control.label for control in load_ribbon().controls()]
    assert [row[0] for row in rows(section(GUIDE, "功能区的按钮"))][1:] == labels
    told = [name for row in rows(BUTTONS.partition("## ")[0])[1:] for name in row[0].split("、")]
    assert sorted(told) == sorted(labels)
    assert f"{'一二三四五'[len(load_ribbon().group) - 1]}组{'十' if len(labels) == 10 else len(labels)}个按钮" in GUIDE


def test_what_attach_does_is_told() -> None:
    told = [re.findall(r"`(\w+)`", row[1]) for row in rows(BUTTONS.partition("## ")[0])[1:]]
    assert sorted(name for names in told for name in names) == sorted(_ACTIONS)


@pytest.mark.parametrize("text", [GUIDE, BUTTONS], ids=["excel", "excel-commands"])
def test_the_commands_that_are_shown_are_there(text: str) -> None:
    assert set(re.findall(r"xlperf excel (\w+)", text)) <= set(COMMANDS)
    assert all(action in _ACTIONS for action in re.findall(r"excel attach (\w+)", text))
    for path in re.findall(r"(?:python |`)((?:packaging|docs|xlperf)/[\w./-]+)", text):
        assert (ROOT / path).exists(), path
    for link in re.findall(r"\]\(([\w./-]+)(?:#[^)]*)?\)", text):
        assert (ROOT / "docs" / link).is_file(), link


def measured(name: str, folder: Path) -> tuple[list[str], int]:
    """The calls of what a row of the table speaks of, and how many of them are not counted there."""
    form = sixty_rows(folder / "表.xlsx", painted="底色" in name)
    com = Application(open_book(BUSY if "深圳例表" in name else form))
    com.traffic.lacks = frozenset(LACKING if "不能一次给出" in name else ())
    first, *further = STEPS[name.partition("，")[0]]
    calls = press(first, com, folder)
    for button in further:
        calls = press(button, com, folder)
    notes = sum("AddComment" in call for call in calls)
    return calls, notes + 2 * sum("Range.Value=" in call for call in calls)


STEPS = {
    "检查": ("check",),
    "再检查一次": ("check", "check"),
    "填写": ("fill",),
    "清除标记": ("check", "clear"),
    "撤销清除": ("check", "clear", "undo"),
    "下一个问题": ("next",),
    "说明": ("next", "explain"),
    "汇总表": ("check", "result"),
}


@pytest.mark.parametrize("row", rows(section(BUTTONS, "快慢"))[1:], ids=lambda row: row[0])
def test_the_calls_that_are_told_are_those_that_are_made(row: list[str], tmp_path: Path) -> None:
    calls, apart = measured(row[0], tmp_path)
    word, number = re.findall(r"^(不到|约) (\d+)", row[1])[0]
    lowest, highest = (0, int(number)) if word == "不到" else (0.9 * int(number), 1.1 * int(number))
    assert lowest <= len(calls) - apart <= highest
    assert ("另每条批注" in row[1]) == any("AddComment" in call for call in calls)


@pytest.mark.parametrize(
    "words",
    [f"一次最多加 {MOST_NOTES} 条", f"等{'〇一二三四五'[round(TRIES * PAUSE)]}秒", "一个月不用就删除"],
)
def test_limits_are_told_as_they_are(words: str) -> None:
    assert words in BUTTONS
    assert _KEPT_SECONDS == 30 * 24 * 3600


def test_the_settings_that_block_are_those_that_are_looked_at() -> None:
    told = [row[0].strip("`").rsplit("\\", 1) for row in rows(section(GUIDE, "给信息技术人员")) if "\\" in row[0]]
    told = [(key.removeprefix("…\\"), name) for key, name in told if not key.startswith("%")]
    assert len(told) == len(OBSTACLES)
    for (key, name), obstacle in zip(told, OBSTACLES, strict=True):
        assert (name, obstacle.key.endswith(key)) == (obstacle.name, True)


def test_the_places_that_are_written_are_told() -> None:
    machine = with_excel()
    install(machine, ADDIN.read_bytes())
    told = [row[0].strip("`") for row in rows(section(GUIDE, "给信息技术人员")) if row[0].startswith("`%")]
    wanted = [rf"{start_folder(machine)}\{NAME}", settings_file(machine), installation_file(machine)]
    assert told[:3] == [shorten(machine, path) for path in wanted]
    assert set(machine.files) - set(with_excel().files) == set(wanted)
    assert addin_folder(machine) not in GUIDE


def test_the_page_for_the_it_desk_is_shown_as_it_is() -> None:
    """The sample is that of a machine with Excel and WPS and one policy in the way."""
    machine: ImaginedMachine = with_excel(python=r"C:\Users\张三\AppData\Local\xlperf\program\python\python.exe")
    install(machine, ADDIN.read_bytes())
    machine.files |= {machine.python: program(0x8664), WPS + r"\office6\et.exe": program(0x014C)}
    key = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"
    machine.registry = WITH_EXCEL | WITH_WPS | {key: {"RequireAddinSig": 1}}
    (sample,) = re.findall(r"```\n(xlperf \d.*?)…\n```", GUIDE, re.DOTALL)
    assert render_page(examine(machine), "zh").startswith(sample)


def test_every_item_of_the_checklists_says_what_should_happen() -> None:
    listed = rows(section(GUIDE, "Windows 检查清单"))[1:]
    assert [row[0] for row in listed] == [str(number) for number in range(1, len(listed) + 1)]
    further = rows(section(BUTTONS, "还没有在真机上看过的"))[1:]
    assert [row[0] for row in further] == [chr(ord("a") + number) for number in range(len(further))]
    assert all(len(row) == 3 and len(row[1]) >= 2 and len(row[2]) >= 2 for row in [*listed, *further])


def test_every_button_and_every_attach_command_is_on_a_checklist() -> None:
    listed = section(GUIDE, "Windows 检查清单") + section(BUTTONS, "还没有在真机上看过的")
    missing = [control.label for control in load_ribbon().controls() if control.label not in listed]
    assert missing == []
    assert [action for action in _ACTIONS if not re.search(rf"(`|attach ){action}`", listed)] == []


def test_what_a_clerk_may_read_in_a_box_is_explained() -> None:
    sentences = "".join(text.text for text in load_ribbon().text)
    told = re.findall(r"点按钮说“(.+?)”", GUIDE)
    assert len(told) == 2
    assert all(words in sentences for words in told)
