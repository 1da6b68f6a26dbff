"""xlperf batch: a folder of workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from xlperf.across.collation import Collation
from xlperf.across.references import References
from xlperf.across.roll_call import RollCall
from xlperf.across.roster import read_roster
from xlperf.batch import REPORT, SUMMARY, WEB_PAGE, BatchResult, Runner, run_batch, usual_processes
from xlperf.batch.papers import Chosen
from xlperf.batch.summaries import open_template
from xlperf.batch.wishes import NO_WISHES, Wishes
from xlperf.cli.batch_options import (
    with_decisions,
    with_drafts,
    with_papers,
    with_resume,
    with_retry,
    with_roster,
    with_template,
)
from xlperf.cli.elsewhere import as_place, local_folder, runner_at, with_cluster
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
from xlperf.cli.printing import print_text
from xlperf.cli.progress import show_progress
from xlperf.cli.references import with_references
from xlperf.cli.running import choose, tell_failures, tell_report
from xlperf.cli.stopping import stop_when_asked
from xlperf.evaluation import Options
from xlperf.folder import Entry
from xlperf.messages import Message, say
from xlperf.outcomes import FAILED, FileOutcome, exit_status
from xlperf.pages.collation import collation_name
from xlperf.pages.failures import unhandled
from xlperf.pages.issues import settled_parts
from xlperf.pages.settings import settings_sentence
from xlperf.settings import Settings


@command("batch", "处理文件夹里的全部工作簿：校验副本、汇总.xlsx、report.html 和 report.json 放进输出文件夹。")
@click.argument("place", metavar="文件夹", callback=as_place)
@click.option("-o", "--output", type=A_PATH, metavar="输出", required=True, help="输出文件夹")
@click.option("-j", "processes", type=click.IntRange(1), metavar="个数", help="同时用几个进程，默认不超过 2")
@with_cluster
@with_resume
@with_retry
@with_roster
@with_decisions
@click.option(
    "--before",
    type=A_PATH,
    metavar="旧输出",
    help="上一次的输出文件夹：逐个编号对照改了没有，列入汇总表的“复核对照”；同一输出文件夹的不用写",
)
@with_references
@with_template
@with_papers
@with_drafts
@with_rules
@with_forms
@with_settings
@with_formulas
@with_force
@with_format
@with_lang
def batch(
    place: Path | str,
    output: Path,
    processes: int | None,
    cluster: str | None,
    resume: bool,
    retry_failed: bool,
    roster_file: Path | None,
    decisions: Path | None,
    before: Path | None,
    references: References,
    summary_template: Path | None,
    papers: Chosen,
    drafts: bool,
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
    roster = read_roster(roster_file) if roster_file is not None else None
    own = roster.columns if roster is not None else ()
    summary = open_template(summary_template, own) if summary_template is not None else None
    with local_folder(place) as (folder, refused), runner_at(cluster) as runner:
        result = work_through(
            folder,
            output,
            processes,
            options,
            force,
            lang,
            resume=resume,
            retry_failed=retry_failed,
            wishes=Wishes(summary, papers, before, drafts, roster, references, decisions),
            runner=runner,
            refused=refused,
        )
    return tell_batch(result, output, shape, lang)


def work_through(
    folder: Path,
    output: Path,
    processes: int | None,
    options: Options,
    force: bool,
    lang: str,
    *,
    resume: bool = False,
    retry_failed: bool = False,
    wishes: Wishes = NO_WISHES,
    runner: Runner | None = None,
    refused: Sequence[Entry] = (),
) -> BatchResult:
    """Runs a batch, with a bar on a terminal; asked to stop, it ends after the workbooks that it is at."""
    count = processes or usual_processes(folder)
    with show_progress() as advance, stop_when_asked(lang) as is_stopped:
        return run_batch(
            folder,
            output,
            options,
            force=force,
            resume=resume,
            retry_failed=retry_failed,
            lang=lang,
            processes=count,
            on_progress=advance,
            is_stopped=is_stopped,
            wishes=wishes,
            runner=runner,
            refused=refused,
        )


def tell_batch(batch: BatchResult, output: Path, shape: str, lang: str) -> int:
    """Names what was not handled, then the counts and where the results are; gives the exit status."""
    if shape == "json":
        tell_report(output / REPORT, batch.unwritten, lang)
        tell_troubles(batch, lang)
        return batch_status(batch)
    tell_troubles(batch, lang)
    for line in closing_lines(batch, output):
        print_text(line.text(lang))
    return batch_status(batch)


def tell_troubles(batch: BatchResult, lang: str) -> None:
    """On standard error: what was taken up, what failed or was passed over, why a report is missing, what is left."""
    for notice in batch.notices:
        print_text(say("{notice}。", notice=notice).text(lang), err=True)
    tell_failures(unhandled(batch.outcomes), lang)
    if batch.unwritten is not None:
        print_text(f"{batch.unwritten.problem.text(lang)}{batch.unwritten.remedy.text(lang)}", err=True)
    if batch.left:
        stopped = say("已中断：还有 {left} 个工作簿没有处理，加 --resume 可接着做。", left=batch.left)
        print_text(stopped.text(lang), err=True)


def batch_status(batch: BatchResult) -> int:
    """The exit status; a run that was stopped, or whose reports could not be written, has failed."""
    if batch.unwritten is not None:
        return batch.unwritten.status
    return FAILED if batch.left else exit_status(batch.outcomes)


def closing_lines(batch: BatchResult, output: Path) -> Iterator[Message]:
    """How many workbooks came to what, how much was found, where the results are."""
    yield _handled(batch.outcomes)
    errors, warnings, infos = (sum(counts) for counts in zip(*(o.found for o in batch.outcomes), strict=True))
    yield say("错误 {errors} 处，提醒 {warnings} 处，提示 {infos} 处。", errors=errors, warnings=warnings, infos=infos)
    if any(batch.settled.values()):
        yield say("其中{parts}，在汇总表里另计。", parts=settled_parts(batch.settled))
    if batch.repeats:
        yield _repeated(batch)
    if batch.roll_call is not None:
        yield _called(batch.roll_call)
    yield from map(_collated, batch.collations)
    if batch.unwritten is None:
        yield say("汇总：{summary}", summary=output / SUMMARY)
        yield say("网页：{page}", page=output / WEB_PAGE)
        yield say("报告：{report}", report=output / REPORT)
    yield from batch.written
    for practice in batch.practices:
        yield say("计分方法：{practice}。", practice=practice.message)
    if (told := settings_sentence(batch.settings)) is not None:
        yield told


def _handled(outcomes: tuple[FileOutcome, ...]) -> Message:
    skipped = sum(outcome.status == "skipped" for outcome in outcomes)
    failed = sum(outcome.is_failure for outcome in outcomes)
    clean = sum(outcome.status == "ok" and not outcome.is_failure for outcome in outcomes)
    handled = len(outcomes) - skipped
    return say(
        "工作簿 {handled} 个：无问题 {clean} 个，有发现 {found} 个，未能处理 {failed} 个；略过 {skipped} 个。",
        handled=handled,
        clean=clean,
        found=handled - clean - failed,
        failed=failed,
        skipped=skipped,
    )


def _called(call: RollCall) -> Message:
    """How many units of the list have submitted, and where the others are listed."""
    told = say(
        "名单上的 {count} 个单位：已报 {arrived} 个，未报 {missing} 个，见汇总表的“催报表”。",
        count=len(call.roster.units),
        arrived=call.arrived,
        missing=len(call.missing),
    )
    if call.strangers:
        told = say("{told}名单以外的单位 {count} 个，见“名单外单位”。", told=told, count=len(call.strangers))
    return told


def _collated(collation: Collation) -> Message:
    """How many forms a reference was held against, and how much stands alone."""
    return say(
        "{what}：核对 {held} 张表，没有对上、不能判断的 {alone} 处，见汇总表的“核对情况”。",
        what=collation_name(collation),
        held=collation.held,
        alone=len(collation.alone),
    )


def _repeated(batch: BatchResult) -> Message:
    """How many forms are there more than once, and of how many it is not known which counts."""
    undecided = sum(repeat.standing == "undecided" for repeat in batch.repeats)
    out = sum(not repeat.is_counted for repeat in batch.repeats)
    count = len(batch.repeats)
    if undecided:
        return say(
            "重复报送的表 {count} 张，其中 {out} 张不计入汇总；{undecided} 张分不出新旧，请确认以哪一份为准，"
            "见汇总表的“重复报送”。",
            count=count,
            out=out,
            undecided=undecided,
        )
    return say("重复报送的表 {count} 张，其中 {out} 张不计入汇总，见汇总表的“重复报送”。", count=count, out=out)


COMMAND = batch
