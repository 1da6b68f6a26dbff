"""xlperf check: the findings, nothing written."""

from __future__ import annotations

from pathlib import Path

import click

from xlperf.cli.options import (
    A_PATH,
    command,
    with_correct,
    with_format,
    with_forms,
    with_lang,
    with_rules,
    with_settings,
    with_show,
)
from xlperf.cli.running import choose, tell
from xlperf.evaluation import Options
from xlperf.settings import Settings
from xlperf.task import Task, run_task


@command("check", "检查工作簿里的自评表，列出问题和应填的数；不写任何文件。")
@click.argument("sources", metavar="文件...", type=A_PATH, nargs=-1, required=True)
@with_rules
@with_forms
@with_settings
@with_show
@with_correct
@with_format
@with_lang
def check(
    sources: tuple[Path, ...],
    rules: str | None,
    forms: tuple[str, ...],
    settings: Settings,
    show: bool,
    correct: bool,
    shape: str,
    lang: str,
) -> int:
    """Judges each workbook and prints what was found."""
    options = choose(Options(rules, correct, forms=forms, show=show, settings=settings))
    outcomes = [run_task(Task(source, str(source)), options, lang=lang) for source in sources]
    return tell(outcomes, shape, lang, show=show, settings=settings)


COMMAND = check
