"""xlperf fill: a validated copy of each workbook."""

from __future__ import annotations

from pathlib import Path

import click

from xlperf.cli.options import (
    A_PATH,
    command,
    with_clean,
    with_correct,
    with_force,
    with_format,
    with_forms,
    with_formulas,
    with_lang,
    with_rules,
    with_settings,
)
from xlperf.cli.running import choose, tell
from xlperf.copies import plan_copies
from xlperf.errors import UsageError
from xlperf.evaluation import Options
from xlperf.messages import say
from xlperf.settings import Settings
from xlperf.task import run_task


@command("fill", "计算并填入空白的执行率和得分，标出问题，另存为“原名_已校验”；原件不改。")
@click.argument("sources", metavar="文件...", type=A_PATH, nargs=-1, required=True)
@click.option("-o", "--output", type=A_PATH, metavar="输出", help="校验副本的文件名，或放它们的文件夹")
@with_rules
@with_forms
@with_settings
@click.option(
    "--show", is_flag=True, help="副本里另加两页：“识别”（各列认作什么、为什么）和“检查情况”（每项检查的结论）"
)
@with_correct
@with_formulas
@with_clean
@with_force
@with_format
@with_lang
def fill(
    sources: tuple[Path, ...],
    output: Path | None,
    rules: str | None,
    forms: tuple[str, ...],
    settings: Settings,
    show: bool,
    correct: bool,
    formulas: bool,
    clean: bool,
    force: bool,
    shape: str,
    lang: str,
) -> int:
    """Judges each workbook, writes its copy and prints what was found."""
    if clean and show:
        raise UsageError(
            say("--clean 不加任何页，不能与 --show 同用。"), say("请去掉其中一个；只看识别结果用 xlperf check --show。")
        )
    options = choose(Options(rules, correct, formulas=formulas, clean=clean, forms=forms, show=show, settings=settings))
    tasks = plan_copies(sources, output, force=force)
    outcomes = [run_task(task, options, force=force, lang=lang) for task in tasks]
    return tell(outcomes, shape, lang, show=show, settings=settings)


COMMAND = fill
