"""The add-in's VBA at work: a button leads to one command for Python, and nothing in a workbook can change which."""

from __future__ import annotations

import pytest

from tests.support.vba import Control, click
from xlperf.excel.ribbon import control_ids, load_ribbon

PYTHON = r"C:\Users\张 三\AppData\Local\xlperf\python\python.exe"
CONF = r"C:\Users\张 三\USERPROFILE\.xlperf\xlperf.conf"
SETTINGS = {"INTERPRETER_WIN": PYTHON, "SHOW CONSOLE": "0", "USE UDF SERVER": "0"}
INSTALLED = {CONF: SETTINGS, PYTHON: {}}


@pytest.mark.parametrize("ident", control_ids())
def test_a_button_runs_python_with_its_id(ident: str) -> None:
    done = click(Control(ident), INSTALLED)
    assert done.messages == []
    (command,) = done.commands
    assert command.startswith(rf'cmd.exe /C C: & cd "{PYTHON[:-11]}" & "{PYTHON}" -B -c "import xlwings.utils;')
    assert f"; import xlperf.excel.callbacks as c; c.run('{ident}', '')\"  --wb=\"Book1\" --from_xl=1" in command


def test_the_tag_is_handed_on() -> None:
    (command,) = click(Control("check", "all"), INSTALLED).commands
    assert "c.run('check', 'all')" in command


def test_the_program_s_path_may_name_the_folder_by_a_variable() -> None:
    settings = SETTINGS | {"INTERPRETER_WIN": r"%LOCALAPPDATA%\xlperf\python\python.exe"}
    (command,) = click(Control("check"), {CONF: settings, PYTHON: {}}).commands
    assert f'"{PYTHON}" -B' in command


def test_without_a_workbook_it_says_so() -> None:
    done = click(Control("check"), INSTALLED, has_workbook=False)
    assert done.commands == []
    assert done.messages == [load_ribbon().text[0].text]
    assert "启用编辑" in done.messages[0]


@pytest.mark.parametrize("files", [{}, {CONF: {}}, {CONF: SETTINGS}, {PYTHON: {}}])
def test_without_the_program_it_says_so(files: dict[str, dict[str, str]]) -> None:
    done = click(Control("check"), files)
    assert done.commands == []
    assert done.messages == [load_ribbon().text[1].text]


def test_a_sheet_of_the_workbook_cannot_name_another_program() -> None:
    cells = {"A1": "INTERPRETER_WIN", "B1": r"\\elsewhere\evil.exe", "A2": "PYTHONPATH", "B2": r"\\elsewhere\code"}
    done = click(Control("check"), INSTALLED | {r"\\elsewhere\evil.exe": {}}, sheets={"xlperf.conf": cells})
    assert "elsewhere" not in done.commands[0]
    assert f'"{PYTHON}" -B' in done.commands[0]


def test_a_sheet_named_like_python_code_does_no_harm() -> None:
    done = click(Control("check"), INSTALLED, sheets={"evil.py": {"A1": "print(1)"}})
    assert done.messages == []
    assert "embedded" not in done.commands[0]


def test_the_folder_of_the_workbook_is_not_searched_for_code() -> None:
    (command,) = click(Control("check"), INSTALLED).commands
    assert r"prepare_sys_path(\"false;" in command
