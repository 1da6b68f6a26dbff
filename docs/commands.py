"""Writes docs/commands.md, the page of commands and options, from the commands: `python docs/commands.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from xlperf.cli.chinese import in_chinese
from xlperf.cli.group import COMMANDS, DROPPED, GROUP, SUBCOMMANDS, load_command

TARGET = Path(__file__).with_name("commands.md")

INTRODUCTION = """# 命令

本页由 `python docs/commands.py` 生成，不要手工修改。

退出状态：0 没有错误；1 发现错误；2 用法不对；3 有文件读不出、认不出或写不进（其他文件照常处理）。
"""


def main() -> None:
    """Writes the page."""
    TARGET.write_text(render(), "utf-8")


def render() -> str:
    """The page as Markdown."""
    modules = {"": DROPPED, **{f" {name}": name for name in COMMANDS}}
    modules |= {f" {name}": module for name, module in SUBCOMMANDS.items()}
    sections = (part for name, module in modules.items() for part in _sections(name, load_command(module)))
    return "\n".join([INTRODUCTION, *sections])


def _sections(name: str, command: click.Command) -> Iterator[str]:
    """A command's section, and those of its own commands where it is a group."""
    yield _section(name, command)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            yield _section(f"{name} {each}", command.get_command(context, each) or command)


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, GROUP.make_context("xlperf", ["fill"]), info_name=name.strip() or None)
    usage = " ".join(["xlperf" + name, *command.collect_usage_pieces(context)])
    options = "\n".join(_options(command, context))
    return f"## `xlperf{name or ' 路径...'}`\n\n{command.help}\n\n```\n{usage}\n```\n\n{options}\n"


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    yield "| 选项 | 说明 |\n|---|---|"
    records = (param.get_help_record(context) for param in command.params if isinstance(param, click.Option))
    for names, text in filter(None, records):
        yield "| `" + names.replace("|", "\\|") + f"` | {in_chinese(text)} |"


if __name__ == "__main__":
    main()
