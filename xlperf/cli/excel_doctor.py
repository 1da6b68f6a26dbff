"""xlperf excel doctor: one page on the machine, for the IT desk."""

from __future__ import annotations

import json
from pathlib import Path

import click

from xlperf.cli.options import A_PATH, command, with_format, with_lang
from xlperf.excel.examination import document, examine, is_hindered, render_page
from xlperf.excel.machine import ThisMachine
from xlperf.messages import say


@command("doctor", "一页体检单，可转给信息技术人员：系统、Excel、WPS、加载项、拦住它的设置、代码页、字体。")
@click.option("-o", "--output", type=A_PATH, metavar="输出", help="另存为文本文件（UTF-8），不在屏幕上列出")
@with_format
@with_lang
def doctor(output: Path | None, shape: str, lang: str) -> int:
    """Examines the machine and shows or writes the page."""
    machine = ThisMachine()
    sections = examine(machine)
    if shape == "json":
        click.echo(json.dumps(document(sections, lang), ensure_ascii=False, indent=1).encode())
    elif output is None:
        click.echo(render_page(sections, lang), nl=False)
    if output is not None:
        machine.write(str(output), b"\xef\xbb\xbf" + render_page(sections, lang).replace("\n", "\r\n").encode())
        click.echo(say("已写出：{output}", output=output).text(lang), err=shape == "json")
    return int(is_hindered(sections))


COMMAND = doctor
