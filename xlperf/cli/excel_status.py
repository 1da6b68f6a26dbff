"""xlperf excel status: whether the add-in is there and works."""

from __future__ import annotations

import json

import click

from xlperf.cli.options import command, with_format, with_lang
from xlperf.excel.examination import document, examine, is_hindered, narrow, render_sections
from xlperf.excel.machine import ThisMachine


@command("status", "加载项装在哪里、能不能用。有拦住它的，退出状态为 1。")
@with_format
@with_lang
def status(shape: str, lang: str) -> int:
    """Tells how the add-in stands."""
    sections = narrow(examine(ThisMachine()))
    if shape == "json":
        click.echo(json.dumps(document(sections, lang), ensure_ascii=False, indent=1).encode())
    else:
        click.echo(render_sections(sections, lang).rstrip())
    return int(is_hindered(sections))


COMMAND = status
