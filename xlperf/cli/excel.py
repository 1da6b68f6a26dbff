"""xlperf excel: the add-in's own commands, as a table, each imported when it is called."""

from __future__ import annotations

import click

from xlperf.cli.chinese import ChineseHelp
from xlperf.cli.group import load_command
from xlperf.errors import UsageError
from xlperf.messages import say

COMMANDS = {
    "install": "安装：为本人装上 Excel 加载项，不要管理员权限",
    "uninstall": "卸载：取下加载项，恢复安装前的样子",
    "status": "状态：装在哪里，能不能用",
    "attach": "接上打开的工作簿：检查、填写、清除，不用装加载项",
    "doctor": "体检：一页说明，可发给信息技术人员",
    "build": "生成：由源码生成加载项文件（开发用）",
}
"""Name of each command, with its short help; its module is `excel_<name>`."""


class ExcelGroup(ChineseHelp, click.Group):
    """The commands of the table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now. Raises UsageError where there is none."""
        if cmd_name not in COMMANDS:
            raise UsageError(
                say("xlperf excel 没有名为 {name} 的命令。", name=cmd_name), say("命令见 xlperf excel --help。")
            )
        return load_command(f"excel_{cmd_name}")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


COMMAND = ExcelGroup(
    "excel",
    help="在 Excel 和 WPS 里使用：安装、卸载、查看加载项。说明见 docs/excel.md。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
)
