"""Help pages in Chinese: the words that click itself puts into them, and columns as wide as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数", "Positional arguments": "参数"}


def in_chinese(text: str) -> str:
    """An option's text, with what click adds to it in Chinese.

    >>> in_chinese("输出文件夹  [required]")
    '输出文件夹（必填）'
    """
    return text.replace("  [required]", "（必填）").replace("  [x>=1]", "")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> columns("-o 输出")
    7
    """
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


class ChineseFormatter(click.HelpFormatter):
    """Draws a help page with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage."""
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """The head of a section."""
        self.write(f"{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of names and texts, a line each."""
        rows = list(rows)
        width = max(columns(name) for name, _ in rows) + col_spacing
        for name, text in rows:
            gap = " " * (width - columns(name))
            self.write(f"{'':{self.current_indent}}{name}{gap}{in_chinese(text)}\n")


class ChineseContext(click.Context):
    """A call whose help page is in Chinese."""

    formatter_class = ChineseFormatter


class ChineseHelp(click.Command):
    """A command whose help page is in Chinese."""

    context_class = ChineseContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help with a Chinese text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option
