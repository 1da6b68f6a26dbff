"""Help pages in Chinese: the words that click itself puts into them."""

from __future__ import annotations

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数", "Positional arguments": "参数"}


class ChineseFormatter(click.HelpFormatter):
    """Draws a help page with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage."""
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """The head of a section."""
        super().write_heading(_HEADINGS.get(heading, heading))


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
