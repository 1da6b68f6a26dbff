"""xlperf excel install: the add-in for the user who calls."""

from __future__ import annotations

import click

from xlperf.cli.options import command, with_lang
from xlperf.excel.installing import install as install_addin
from xlperf.excel.machine import ThisMachine
from xlperf.excel.observations import shown
from xlperf.excel.places import ADDIN
from xlperf.messages import say


@command("install", "为本人装上 Excel 加载项：不要管理员权限，不改注册表，要么全部装好，要么什么都不动。")
@with_lang
def install(lang: str) -> int:
    """Installs the add-in and says where."""
    machine = ThisMachine()
    installation = install_addin(machine, ADDIN.read_bytes())
    for each in installation.files:
        click.echo(say("已写出：{output}", output=shown(machine, each.path)).text(lang))
    click.echo(say("请重新打开 Excel，功能区会多出“绩效自评”一栏。没有出现：xlperf excel doctor。").text(lang))
    return 0


COMMAND = install
