"""The options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from os import PathLike
from pathlib import Path
from typing import Any

import click

from xlperf.cli.chinese import ChineseHelp
from xlperf.messages import LANGUAGES, say


class _AnyPath(click.Path):
    """A path that the work itself looks at, so that what is wrong with it is told file by file; never an empty one."""

    def convert(self, value: str | PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path as a Path."""
        if not str(value):
            self.fail(str(say("路径是空的")), param, ctx)
        return Path(value)


A_PATH = _AnyPath()

with_format = click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    metavar="text|json",
    help="输出文字，或一个 JSON 文档",
)
with_lang = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="zh", metavar="zh|en", help="消息的语言，默认中文"
)
with_rules = click.option("--rules", metavar="规则包", help="规则包名称或 .toml 文件，默认看表而定")
with_forms = click.option(
    "--forms", multiple=True, metavar="文件夹", help="另加的表单定义：放 .toml 的文件夹，或一个 .toml 文件"
)


def with_settings(run: Callable[..., int]) -> Callable[..., int]:
    """The options --settings and --set; the function gets what they set as `settings`."""

    @click.option(
        "--settings",
        "settings_file",
        type=A_PATH,
        metavar="文件",
        help="本单位的设置（.toml）：关闭检查、改级别和界限，写法见 docs/settings.md",
    )
    @click.option(
        "--set", "changes", multiple=True, metavar="代码.键=值", help="直接设一项，如 F204.severity=info、D404.off=true"
    )
    @wraps(run)
    def with_values(*args: Any, settings_file: Path | None, changes: tuple[str, ...], **values: Any) -> int:
        from xlperf.settings import read_settings  # commands without settings need not wait for it

        return run(*args, settings=read_settings(settings_file, changes), **values)

    return with_values


with_show = click.option("--show", is_flag=True, help="列出各列认作什么、为什么，没有认出的另列，再列每项检查的结论")
with_correct = click.option("--correct", is_flag=True, help="与规则不符的数也改正，原数记入批注")
with_formulas = click.option("--formulas", is_flag=True, help="算出的数连同公式一起填入，供 Excel 重算，默认只填数")
with_clean = click.option("--clean", is_flag=True, help="只填数，不着色、不加批注和结果页，供打印盖章")
with_force = click.option("--force", is_flag=True, help="覆盖已有的输出")


def command(name: str | None, help_text: str) -> Callable[[Callable[..., int]], click.Command]:
    """Makes a function a command with a Chinese help page; the function gives the exit status."""
    return click.command(name, cls=ChineseHelp, help=help_text, options_metavar="[选项]")
