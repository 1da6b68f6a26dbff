"""xlperf excel attach: check, fill or clear the workbook that is open in Excel or WPS, without the add-in."""

from __future__ import annotations

from pathlib import Path

import click

from xlperf.cli.options import command, with_forms, with_lang, with_rules, with_settings
from xlperf.cli.running import choose
from xlperf.evaluation import Options
from xlperf.excel import marking_up
from xlperf.excel.attach import attach as attach_to
from xlperf.excel.attach import find_book, others
from xlperf.excel.choices import FOLDER
from xlperf.excel.desk import Desk, active_book
from xlperf.excel.patience import naming_refusals
from xlperf.excel.session import Store
from xlperf.messages import Message
from xlperf.settings import Settings

_ACTIONS = {
    "check": marking_up.check,
    "fill": marking_up.fill,
    "clear": marking_up.clear,
    "undo": marking_up.undo,
    "result": marking_up.result,
}


class _Console:
    """Speaks on the console."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def tell(self, *lines: Message) -> None:
        for line in lines:
            click.echo(line.text(self.lang))


@command("attach", "接上 Excel 或 WPS 里打开的工作簿：检查、填写、清除标记、撤销、汇总表。不用装加载项，不保存。")
@click.argument("action", metavar="|".join(_ACTIONS), type=click.Choice(list(_ACTIONS)))
@click.argument("name", metavar="[工作簿名]", required=False)
@with_rules
@with_forms
@with_settings
@with_lang
def attach(
    action: str, name: str | None, rules: str | None, forms: tuple[str, ...], settings: Settings, lang: str
) -> int:
    """Works on the workbook in front, or on the open one of that name."""
    options = choose(Options(rules, forms=forms, settings=settings))
    with naming_refusals():
        app, voice = attach_to(), _Console(lang)
        if (more := others(app)) is not None:
            voice.tell(more)
        book = find_book(app, name) if name else active_book(app)
        return _ACTIONS[action](Desk(app, book, voice, Store(Path.home() / FOLDER / "session"), options))


COMMAND = attach
