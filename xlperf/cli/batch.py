"""xlperf batch: a folder of workbooks."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import click

from xlperf.batch import REPORT, SUMMARY, process_pool, run_batch, usual_processes
from xlperf.cli.options import (
    A_PATH,
    command,
    with_force,
    with_format,
    with_forms,
    with_formulas,
    with_lang,
    with_rules,
    with_settings,
)
from xlperf.cli.progress import show_progress
from xlperf.cli.running import choose, tell_failures, tell_json
from xlperf.evaluation import Options
from xlperf.findings import Severity
from xlperf.messages import Message, say
from xlperf.outcomes import BatchResult, FileOutcome, exit_status
from xlperf.pages.settings import settings_sentence
from xlperf.settings import Settings


@command("batch", "处理文件夹里的全部工作簿：校验副本、汇总.xlsx 和 report.json 放进输出文件夹。")
@click.argument("folder", metavar="文件夹", type=A_PATH)
@click.option("-o", "--output", type=A_PATH, metavar="输出", required=True, help="输出文件夹")
@click.option("-j", "processes", type=click.IntRange(1), metavar="个数", help="同时用几个进程，默认不超过 2")
@with_rules
@with_forms
@with_settings
@with_formulas
@with_force
@with_format
@with_lang
def batch(
    folder: Path,
    output: Path,
    processes: int | None,
    rules: str | None,
    forms: tuple[str, ...],
    settings: Settings,
    formulas: bool,
    force: bool,
    shape: str,
    lang: str,
) -> int:
    """Runs a batch and says how it ended."""
    options = choose(Options(rules, batch=True, formulas=formulas, forms=forms, settings=settings))
    return tell_batch(work_through(folder, output, processes, options, force, lang), output, shape, lang)


def work_through(
    folder: Path, output: Path, processes: int | None, options: Options, force: bool, lang: str
) -> BatchResult:
    """Runs a batch, with a bar on a terminal; asked to stop by the system, it ends as it does by Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    count = processes or usual_processes(folder)
    with show_progress() as advance, process_pool(count) if count > 1 else nullcontext() as pool:
        return run_batch(folder, output, options, force=force, lang=lang, executor=pool, on_progress=advance)


def tell_batch(batch: BatchResult, output: Path, shape: str, lang: str) -> int:
    """Names what was not handled, then the counts and where the results are; gives the exit status."""
    outcomes, unwritten = batch.outcomes, batch.unwritten
    tell_failures(outcomes, lang)
    if shape == "json":
        tell_json(outcomes, lang, settings=batch.settings)
    else:
        for line in closing_lines(outcomes, output)[: 2 if unwritten else None]:
            click.echo(line.text(lang))
        for practice in batch.practices:
            click.echo(say("计分方法：{practice}。", practice=practice.message).text(lang))
        if (told := settings_sentence(batch.settings)) is not None:
            click.echo(told.text(lang))
    if unwritten is not None:
        click.echo(f"{unwritten.problem.text(lang)}{unwritten.remedy.text(lang)}", err=True)
    return exit_status(outcomes) if unwritten is None else unwritten.status


def closing_lines(outcomes: Sequence[FileOutcome], output: Path) -> tuple[Message, ...]:
    """How many workbooks came to what, how much was found, where the results are."""
    skipped = sum(outcome.status == "skipped" for outcome in outcomes)
    failed = sum(outcome.is_failure for outcome in outcomes)
    clean = sum(outcome.status == "ok" and not outcome.is_failure for outcome in outcomes)
    books = [outcome.evaluation for outcome in outcomes if outcome.evaluation is not None]
    found = Counter(finding.severity for book in books for finding in book.all_findings())
    handled = len(outcomes) - skipped
    return (
        say(
            "工作簿 {handled} 个：无问题 {clean} 个，有发现 {found} 个，未能处理 {failed} 个；略过 {skipped} 个。",
            handled=handled,
            clean=clean,
            found=handled - clean - failed,
            failed=failed,
            skipped=skipped,
        ),
        say(
            "错误 {errors} 处，提醒 {warnings} 处，提示 {infos} 处。",
            errors=found[Severity.ERROR],
            warnings=found[Severity.WARNING],
            infos=found[Severity.INFO],
        ),
        say("汇总：{summary}", summary=output / SUMMARY),
        say("报告：{report}", report=output / REPORT),
    )


COMMAND = batch
