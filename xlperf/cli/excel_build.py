"""xlperf excel build: the add-in's file, from its sources."""

from __future__ import annotations

from pathlib import Path

import click

from xlperf.cli.options import A_PATH, command, with_lang
from xlperf.excel.addin import build_addin
from xlperf.excel.machine import ThisMachine
from xlperf.excel.places import ADDIN
from xlperf.messages import say


@command("build", "由源码生成加载项 xlperf.xlam，同样的源码得到同样的字节。默认写回软件包里的那一份。")
@click.option("-o", "--output", type=A_PATH, metavar="输出", help="输出文件名（.xlam）")
@with_lang
def build(output: Path | None, lang: str) -> int:
    """Builds the add-in and writes it whole or not at all."""
    target = output or Path(str(ADDIN))
    ThisMachine().write(str(target), build_addin())
    click.echo(say("已写出：{output}", output=target).text(lang))
    return 0


COMMAND = build
