"""The options that name what a folder is held against; they are read before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from xlperf.across.references import read_references
from xlperf.cli.options import A_PATH


def with_references(run: Callable[..., int]) -> Callable[..., int]:
    """The options --targets, --budget and --previous; the function gets what they hold as `references`."""

    @click.option(
        "--targets",
        "targets_file",
        type=A_PATH,
        metavar="文件",
        help="批复的绩效目标（绩效目标表，或一行一个指标的表；也可以是文件夹）：指标值、分值、指标增减逐项核对",
    )
    @click.option(
        "--budget",
        "budget_file",
        type=A_PATH,
        metavar="文件",
        help="批复的预算（一行一个项目，表头写明元或万元）：核对年初预算数、全年预算数",
    )
    @click.option(
        "--previous",
        "previous_folder",
        type=A_PATH,
        metavar="文件夹",
        help="上年的文件夹（原表，或上年 batch 的输出）：目标、预算、文字与上年比较",
    )
    @wraps(run)
    def with_values(
        *args: Any,
        targets_file: Path | None,
        budget_file: Path | None,
        previous_folder: Path | None,
        forms: tuple[str, ...],
        **values: Any,
    ) -> int:
        references = read_references(targets_file, budget_file, previous_folder, forms)
        return run(*args, references=references, forms=forms, **values)

    return with_values
