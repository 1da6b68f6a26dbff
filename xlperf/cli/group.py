"""The group of commands: names and short helps as a table, so that help costs no import of any of them."""

from __future__ import annotations

from importlib import import_module

import click

from xlperf import __version__
from xlperf.cli.chinese import ChineseHelp

COMMANDS = {
    "fill": "填写：计算并填入空白的执行率、得分，标出问题，另存校验副本",
    "check": "检查：只列出问题，不写文件",
    "explain": "解释：一格里的数怎么算出来、依据哪一条",
    "clear": "清除：去掉底色、批注和结果页，或恢复成校验前的工作簿",
    "verify": "证明：校验副本与原件的差别只有所列改动",
    "batch": "批量：处理整个文件夹，另出汇总表和报告",
    "convert": "转换：Word、PDF、网页、旧版表格变成工作簿，或反过来",
    "letters": "退回：给每个单位写一份退回意见（Word）",
    "diff": "对照：两次报送之间哪些问题改了、没改、新增，还改了什么",
    "new": "新建：一张空白的自评表，带公式和下拉选项",
    "forms": "表单：能识别哪些表",
    "rules": "规则：有哪些规则包和检查，各依据什么",
    "excel": "加载项：装进 Excel、卸载、查看状态",
}
"""Name of each command and of its module, with its short help."""

SUBCOMMANDS = {"forms learn": "learn"}
"""Commands of two words, and the module of each."""

DROPPED = "drop"
"""The module of what a bare path gets."""


class LazyGroup(ChineseHelp, click.Group):
    """Commands that are imported when they are called; a word that is no command is a file or folder to work on."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        return load_command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The group's own options; others begin what a bare path gets, as in ``xlperf --force 表.xlsx``."""
        own = {"-h", *(option for param in self.params for option in param.opts), "--help"}
        if args and args[0].startswith("-") and args[0] not in own:
            args = ["--", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; for a word that is none, the one that takes what was dropped."""
        if (name := " ".join(args[:2])) in SUBCOMMANDS:
            return name, load_command(SUBCOMMANDS[name]), args[2:]
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        return None, load_command(DROPPED), args


def load_command(name: str) -> click.Command:
    """The command of a module of this package."""
    command: click.Command = import_module(f"xlperf.cli.{name}").COMMAND
    return command


GROUP = LazyGroup(
    "xlperf",
    help="""校验填好的项目支出绩效自评表：算、填、标、另存，原件不改。

    直接写文件（同 fill）或文件夹（同 batch）也可以，结果名为“…_已校验”。""",
    options_metavar="[选项]",
    subcommand_metavar="命令|路径 [参数]...",
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            help="显示版本号",
            callback=lambda ctx, param, value: _show_version(ctx) if value else None,
        )
    ],
)


def _show_version(ctx: click.Context) -> None:
    click.echo(f"xlperf {__version__}")
    ctx.exit()
