"""Scenes of a batch taken up again: by other rules, after other versions, after somebody's work in its results."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.support.folders import form, write
from tests.support.lists import decide, number_of
from tests.support.message_telling import run_apart
from xlperf.cli import main

_STOPPED = """
import signal, sys
stopped = []
def stop(event, args):
    if event == "open" and str(args[0]).endswith(".xlsx") and "接着" in str(args[0]) and not stopped:
        stopped.append(signal.raise_signal(signal.SIGINT))
sys.addaudithook(stop)
from xlperf.cli import main
main(sys.argv[1:])
"""
"""Ctrl-C is pressed once, when the first workbook is being opened."""

IN, OUT = Path("接着"), Path("接着出")


def go_on(_: Path) -> None:
    """After decisions that contradict themselves, copies that were worked in, sources that are gone."""
    for name in ("甲", "乙", "丙"):
        write(IN / f"{name}.xlsx", form("96.4", "9.5", project=name, unit="某局"))
    _run("--draft-departments")
    first, second = (number_of(OUT, "F202", name) for name in ("甲", "乙"))
    for choices in (
        {first: {"处理": "认可"}, second: {"编号": first, "处理": "已说明"}},
        {first: {"处理": "先放一放"}, second: {"编号": "??", "处理": "认可"}},
    ):
        decide(OUT, lambda row, choices=choices: choices.get(row["编号"], {}))  # type: ignore[misc]
        _run("--resume")
    for name in ("甲.xlsx", "乙.xlsx"):
        _work_in(OUT / name)
    _work_in(next((OUT / "部门自评表").iterdir()))
    write(IN / "乙.xlsx", form("96.4", "9.6", project="乙", unit="某局"))
    (IN / "丙.xlsx").unlink()
    _run("--resume", "--draft-departments")
    _run("--resume", "--rules", "cn-2021")


def find_another_journal(_: Path) -> None:
    """After a run of another version, of another format, and with a journal that is damaged."""
    for change in ("version = '0.0.1'", "format = 1"):
        with sqlite3.connect(OUT / ".xlperf.sqlite") as journal:
            journal.execute(f"UPDATE journal SET {change}")
        _run("--resume")
    (OUT / ".xlperf.sqlite").write_bytes(b"not a database" * 99)
    _run("--resume")


def be_asked_to_stop(_: Path) -> None:
    """Ctrl-C, once."""
    run_apart(_STOPPED, "batch", str(IN), "-o", "停下")


def _run(*options: str) -> None:
    main(["batch", str(IN), "-o", str(OUT), *options])


def _work_in(path: Path) -> None:
    """Somebody writes something beside the form."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["Z1"] = "看过"
    book.save(path)


ACTS: tuple[Callable[[Path], None], ...] = (go_on, find_another_journal, be_asked_to_stop)
