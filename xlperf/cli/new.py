"""xlperf new: a blank workbook of a form."""

from __future__ import annotations

import json
from pathlib import Path

import click

from xlperf.blank import make_blank
from xlperf.cli.options import A_PATH, command, with_force, with_format, with_lang
from xlperf.messages import say


@command("new", "新建一张空白的自评表，带公式、下拉选项和打印设置。表单名见 xlperf forms。")
@click.argument("form", metavar="表单")
@click.argument("target", metavar="输出", type=A_PATH)
@with_force
@with_format
@with_lang
def new(form: str, target: Path, force: bool, shape: str, lang: str) -> int:
    """Writes the blank workbook and says where it is."""
    made = make_blank(form, target, force=force)
    if shape == "json":
        click.echo(json.dumps({"form": form, "output": str(made)}, ensure_ascii=False, indent=1).encode())
    else:
        click.echo(say("已写出：{output}", output=made).text(lang))
    return 0


COMMAND = new
