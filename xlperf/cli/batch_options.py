"""The options of batch: how it is taken up, what the folder is held against, what is wanted beside the reports."""

from __future__ import annotations

import click

from xlperf.batch.papers import CHOICES
from xlperf.cli.options import A_PATH

with_resume = click.option("--resume", is_flag=True, help="接着上次的做：没有变化的不再处理")
with_retry = click.option("--retry-failed", is_flag=True, help="接着上次的做，上次没能处理的再试一次")

with_roster = click.option(
    "--roster",
    "roster_file",
    type=A_PATH,
    metavar="文件",
    help="应报单位名单（工作簿、CSV 等，有“单位名称”一列）：未报的列入催报表，其余各列原样带出",
)

with_template = click.option(
    "--summary-template",
    type=A_PATH,
    metavar="汇总表",
    help="上级发的汇总表（.xlsx）：按表头填好后放进输出文件夹，其余原样，原件不动",
)

with_papers = click.option(
    "--papers",
    type=click.Choice(CHOICES),
    default="suggested",
    metavar="|".join(CHOICES),
    help="哪些表出抽查底稿：抽查建议列出的（没有就是有错误的；默认）、有错误的、全部、不出",
)

with_drafts = click.option(
    "--draft-departments",
    "drafts",
    is_flag=True,
    help="按各项目的自评表给每个单位拟一份部门整体支出绩效自评表，放进输出文件夹的“部门自评表”，附溯源",
)

with_decisions = click.option(
    "--decisions",
    type=A_PATH,
    metavar="旧汇总表",
    help="以前的汇总.xlsx（或它的文件夹）：其中填的是否下发、处理、理由按编号照用；同一输出文件夹的不用写",
)
