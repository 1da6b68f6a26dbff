"""批量处理文件夹: the file batch on a folder that the clerk picks; nothing of it passes through the application."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from xlperf.batch import REPORT, SUMMARY, BatchResult, run_batch
from xlperf.copies import MARK
from xlperf.evaluation import Options
from xlperf.excel.choices import Choices
from xlperf.excel.dialogs import Dialogs
from xlperf.messages import say
from xlperf.outcomes import exit_status


def run_folder(dialogs: Dialogs, choices: Choices) -> int:
    """Asks for a folder, runs it into `<folder>_已校验` beside it, says where the results are."""
    options = choices.options()
    folder = dialogs.ask_folder(say("选要处理的文件夹：里面的工作簿全部校验，原件不动。"))
    if folder is None:
        return 0
    out = folder.with_name(folder.name + MARK)
    is_there = out.is_dir() and any(out.iterdir())
    if is_there and not dialogs.confirm(say("输出文件夹 {out} 不是空的。要覆盖里面的同名文件吗？", out=out)):
        return 0
    batch = _run(dialogs, options, folder, out, is_there)
    if batch.unwritten is not None:
        dialogs.warn(batch.unwritten.problem, batch.unwritten.remedy)
        return batch.unwritten.status
    _tell(dialogs, batch, out)
    _open(out)
    return exit_status(batch.outcomes)


def _run(dialogs: Dialogs, options: Options, folder: Path, out: Path, force: bool) -> BatchResult:
    def show(done: int, count: int) -> None:
        dialogs.show_status(say("批量处理：{done}／{count}", done=done, count=count))

    try:
        return run_batch(folder, out, replace(options, batch=True), force=force, on_progress=show)
    finally:
        dialogs.show_status(None)


def _tell(dialogs: Dialogs, batch: BatchResult, out: Path) -> None:
    failed = [outcome for outcome in batch.outcomes if outcome.is_failure]
    dialogs.tell(
        say(
            "工作簿 {count} 个，未能处理 {failed} 个。",
            count=sum(outcome.status != "skipped" for outcome in batch.outcomes),
            failed=len(failed),
        ),
        say("校验副本在 {out}", out=out),
        say("汇总：{summary}", summary=out / SUMMARY),
        say("报告：{report}", report=out / REPORT),
        *(say("{path}：{error}", path=outcome.path, error=outcome.error) for outcome in failed[:8]),
    )


def _open(folder: Path) -> None:
    """Shows the folder, where the system has a way to."""
    show = getattr(os, "startfile", None)
    if show is not None:
        show(folder)
