"""xlperf clear: the marks come off again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from xlperf import __version__
from xlperf.clearing import Cleared, clear
from xlperf.cli.options import A_PATH, command, with_force, with_format, with_lang
from xlperf.cli.printing import print_text
from xlperf.disk import is_folder
from xlperf.errors import UsageError
from xlperf.messages import Message, say

SCHEMA = "xlperf.clear/1"
_CLEARED, _RESTORED = "_已清除", "_已还原"


@command("clear", "清除：去掉 xlperf 的底色、批注和结果页，恢复原来的样子，填入的数保留；原件不改。")
@click.argument("source", metavar="文件", type=A_PATH)
@click.option("-o", "--output", type=A_PATH, metavar="输出", help="输出文件名，默认“原名_已清除”")
@click.option("--restore", is_flag=True, help="填入和改正的数也去掉，恢复成校验前的工作簿")
@with_force
@with_format
@with_lang
def clear_command(source: Path, output: Path | None, restore: bool, force: bool, shape: str, lang: str) -> int:
    """Clears a workbook and says what came off and what was left."""
    target = _target(source, output, _RESTORED if restore else _CLEARED)
    cleared = clear(source, target, restore=restore, force=force)
    if shape == "json":
        click.echo(json.dumps(_document(source, target, cleared, lang), ensure_ascii=False, indent=1).encode())
    else:
        for line in _lines(source, target, cleared, restore):
            print_text(line.text(lang))
    return 0


def _target(source: Path, output: Path | None, mark: str) -> Path:
    name = f"{source.stem}{mark}{source.suffix}"
    if output is None:
        return source.with_name(name)
    if is_folder(output):
        return output / name
    if output.suffix.lower() != source.suffix.lower():
        raise UsageError(
            say("输出 {target} 的后缀与原件不同。", target=output),
            say("请写同样的后缀 {suffix}，或写一个已有的文件夹。", suffix=source.suffix),
        )
    return output


def _lines(source: Path, target: Path, cleared: Cleared, restore: bool) -> Iterator[Message]:
    cells = cleared.cells
    yield say("{path}", path=source)
    yield say("  去掉底色 {count} 处", count=sum(cell.colour is not None for cell in cells))
    yield say("  去掉批注 {count} 处", count=sum(cell.note is not None for cell in cells))
    figures = sum(cell.figure is not None for cell in cells)
    if restore:
        yield say("  去掉填入或改正的数 {count} 个", count=figures)
    else:
        yield say("  保留填入或改正的数 {count} 个", count=figures)
    for message in cleared.left:
        yield say("  未动：{what}", what=message)
    if restore and cleared.is_exact:
        yield say("  各内部文件与校验前的工作簿完全相同")
    yield say("  已写出：{output}", output=target)


def _document(source: Path, target: Path, cleared: Cleared, lang: str) -> dict[str, object]:
    cells = cleared.cells
    return {
        "schema": SCHEMA,
        "version": __version__,
        "path": str(source),
        "output": str(target),
        "painted": [str(cell.ref) for cell in cells if cell.colour is not None],
        "noted": [str(cell.ref) for cell in cells if cell.note is not None],
        "figures": [str(cell.ref) for cell in cells if cell.figure is not None],
        "left": [message.text(lang) for message in cleared.left],
        "exact": cleared.is_exact,
    }


COMMAND = clear_command
