"""The ribbon: its table, and the XML that is made of it, held against the grammar."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from tests.support.custom_ui import faults
from xlperf.excel.customui import PARTS, render_custom_ui
from xlperf.excel.ribbon import control_ids, load_ribbon

DOCS = Path(__file__).parents[2] / "docs"

ISSUE = ["检查", "填写", "上一个问题", "下一个问题", "清除标记", "撤销上次", "汇总表", "批量处理文件夹", "说明", "设置"]
"""The buttons that were asked for."""

START = '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs><tab id="t">'
END = "</tab></tabs></ribbon></customUI>"


def test_every_button_that_was_asked_for_is_there() -> None:
    assert sorted(control.label for control in load_ribbon().controls()) == sorted(ISSUE)


def test_ids_are_those_agreed_with_the_callbacks() -> None:
    agreed = {"check", "fill", "previous", "next", "clear", "undo", "result", "batch", "explain", "settings"}
    assert set(control_ids()) == agreed
    assert len(control_ids()) == len(agreed)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_the_ribbon_is_of_the_grammar(part: object) -> None:
    document = render_custom_ui(load_ribbon(), part.namespace)
    assert faults(document) == []
    assert part.namespace in document


PICTURES = runpy.run_path(str(DOCS / "ribbon.py"))["PICTURES"]


@pytest.mark.parametrize("name", PICTURES)
def test_the_pictures_of_the_ribbon_are_in_step_and_shown(name: str) -> None:
    drawn = PICTURES[name]()
    assert (DOCS / "images" / f"{name}.svg").read_text("utf-8") == drawn, "run: python docs/ribbon.py"
    assert (DOCS / "images" / f"{name}.png").read_bytes().startswith(b"\x89PNG")
    assert f"](images/{name}.png)" in (DOCS / "excel.md").read_text("utf-8")


def test_the_pictures_show_every_button_whole() -> None:
    for control in load_ribbon().controls():
        assert all(control.label in draw() for draw in PICTURES.values())
        assert control.tip in PICTURES["ribbon-tips"]()
        assert len(control.detail) <= 3 * 27, "more lines than the picture has"


def test_the_guide_names_every_button() -> None:
    guide = (DOCS / "excel.md").read_text("utf-8")
    assert [control.label for control in load_ribbon().controls() if f"| {control.label} |" not in guide] == []


def test_every_control_is_handled() -> None:
    callbacks = pytest.importorskip("xlperf.excel.callbacks")
    assert set(callbacks.CONTROLS) == set(control_ids())


def test_what_clerks_read_is_chinese_and_fits() -> None:
    for control in load_ribbon().controls():
        assert not control.label.isascii()
        assert len(control.label) <= 7
        assert len(control.tip) <= 20
        assert control.english.isascii()


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ('<group id="t"><button id="b" onAction="a"/></group>', "id t twice"),
        ('<group id="g"><button id="b" onAction="a" size="huge"/></group>', "button@size is 'huge'"),
        ('<group id="g"><button id="b" onAction="a" colour="red"/></group>', "button@colour"),
        ('<group id="g"><button id="b"/></group>', "button without onAction"),
        ('<group id="g"><button id="1b" onAction="a"/></group>', "button@id is '1b'"),
        ('<group id="g"><button id="b" onAction="a" label=""/></group>', "button@label is ''"),
        ('<group id="g"><slider id="b"/></group>', "element slider"),
        ('<button id="b" onAction="a"/>', "1 button in tab"),
        ('<group id="g"/>', "nothing in group"),
    ],
)
def test_the_grammar_refuses(inside: str, said: str) -> None:
    assert said in faults(START + inside + END)


def test_the_grammar_refuses_another_namespace() -> None:
    assert faults(START.replace("2009/07", "2010/07") + '<group id="g"><button id="b" onAction="a"/></group>' + END)
