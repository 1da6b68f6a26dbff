"""xlperf excel uninstall: what was there before the add-in comes back."""

from __future__ import annotations

import click

from xlperf.cli.options import command, with_lang
from xlperf.excel.installing import uninstall as uninstall_addin
from xlperf.excel.machine import ThisMachine
from xlperf.excel.observations import shown
from xlperf.messages import say


@command("uninstall", "取下 Excel 加载项，恢复安装前的样子。程序和设置以外的文件不动。")
@with_lang
def uninstall(lang: str) -> int:
    """Takes the add-in out and says what was left."""
    machine = ThisMachine()
    removal = uninstall_addin(machine)
    for path in removal.undone:
        click.echo(say("已恢复：{path}", path=shown(machine, path)).text(lang))
    for path in removal.left:
        click.echo(say("安装后有人改过，没有动：{path}", path=shown(machine, path)).text(lang))
    return 0


COMMAND = uninstall
