"""xlperf convert: from any document to workbooks of its forms, and from a workbook to other formats."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from xlperf import __version__
from xlperf.cli.options import A_PATH, command, with_force, with_format, with_forms, with_lang
from xlperf.cli.printing import print_text
from xlperf.converting import Written, convert
from xlperf.messages import Message, say

SCHEMA = "xlperf.convert/1"
_TOLD = 40
"""Signs of a text that are told of what found no place."""


@command("convert", "转换：把 Word、PDF、网页、旧版表格里的表变成工作簿，或把工作簿变成别的格式。")
@click.argument("source", metavar="文件", type=A_PATH)
@click.argument("target", metavar="输出", type=A_PATH)
@with_forms
@with_force
@with_format
@with_lang
def convert_command(source: Path, target: Path, forms: tuple[str, ...], force: bool, shape: str, lang: str) -> int:
    """Converts a document and says what was written and what found no place."""
    written = convert(source, target, forms=forms, force=force)
    if shape == "json":
        click.echo(json.dumps(_document(source, written), ensure_ascii=False, indent=1).encode())
    else:
        for line in _lines(written):
            print_text(line.text(lang))
    return 0


def _document(source: Path, written: Sequence[Written]) -> dict[str, Any]:
    files = [
        {
            "path": str(each.path),
            "forms": list(each.forms),
            "left": [{"cell": str(cell.ref), "text": cell.text} for cell in each.left],
        }
        for each in written
    ]
    return {"schema": SCHEMA, "version": __version__, "source": str(source), "files": files}


def _lines(written: Sequence[Written]) -> Iterator[Message]:
    for each in written:
        yield say("已写出：{path}（{count} 张表）", path=each.path, count=len(each.forms))
        for cell in each.left:
            text = " ".join(cell.text.split())
            shown = text if len(text) <= _TOLD else f"{text[:_TOLD]}…"
            yield say("  没有对应的格：{cell} {text}", cell=cell.ref, text=shown)


COMMAND = convert_command
