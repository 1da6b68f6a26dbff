"""Scenes in which the disk says no: no permission, no room, something in the way, somebody else at it."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from tests.support.message_telling import refusing, run_apart
from xlperf.batch.deciding import refuse_open
from xlperf.batch.opening import open_journal
from xlperf.cli import main

COMMANDS = f"""
check 绕圈.xlsx
new project 自评表.xlsx/空白.xlsx
fill 自评表.xlsx -o 自评表.xlsx/夹/副本.xlsx
fill 自评表.xlsx -o {"长" * 90}.xlsx
fill 自评表.xlsx -o /sys/副本.xlsx
convert 自评表.xlsx 自评表.xlsx --force
batch 收件箱 -o 占住汇总 --force
batch 收件箱 -o 占住记录 --force
batch 深处 -o 深处出
batch 收件箱 -o 出17 --previous 别版上年
batch 收件箱 -o 意见
letters 意见 -o 占住意见 --force
"""

_INTERRUPTED = """
import signal, sys
def interrupt(event, args):
    if event == "open" and str(args[0]).endswith("自评表.xlsx"):
        signal.raise_signal(signal.SIGINT)
sys.addaudithook(interrupt)
from xlperf.cli import main
main(sys.argv[1:])
"""
"""Ctrl-C is pressed when the workbook is being opened."""


def make_places(folder: Path) -> None:
    """Puts what is in the way into a folder."""
    (folder / "绕圈.xlsx").symlink_to("绕圈.xlsx")
    (folder / "占住汇总" / "汇总.xlsx").mkdir(parents=True)
    (folder / "占住记录" / ".xlperf.sqlite").mkdir(parents=True)
    for unit in ("某市文化馆", "某市图书馆"):
        (folder / "占住意见" / f"{unit} 退回意见.docx").mkdir(parents=True)
    (folder / "别版上年").mkdir()
    with sqlite3.connect(folder / "别版上年" / ".xlperf.sqlite") as journal:
        journal.execute("CREATE TABLE journal (format, version)")
        journal.execute("INSERT INTO journal VALUES (1, '0.0.1')")
    _make_deep(folder / "深处")


def _make_deep(folder: Path) -> None:
    """Folders within folders, until the path of the last is longer than the system takes."""
    folder.mkdir()
    handle = os.open(folder, os.O_RDONLY)
    for _ in range(22):
        os.mkdir("深" * 80, dir_fd=handle)
        deeper = os.open("深" * 80, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = deeper
    os.close(handle)


def be_forbidden(_: Path) -> None:
    """A workbook that may not be read, a summary that may not be written; all that is called is loaded before."""
    for path, mode in (("锁住.xlsx", 0), ("意见/汇总.xlsx", 0o444)):
        shutil.copy("自评表.xlsx", path)
        Path(path).chmod(mode)
    with _as_nobody():
        main(["check", "锁住.xlsx"])
        with refusing():
            refuse_open(Path("意见/汇总.xlsx"))


@contextmanager
def _as_nobody() -> Iterator[None]:
    """As somebody who may not do everything, as root may."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def read_in_vain(_: Path) -> None:
    """A report that the disk does not give."""
    Path("意见/report.json").unlink()
    Path("意见/report.json").symlink_to("/proc/self/mem")
    main(["letters", "意见"])


def run_full(_: Path) -> None:
    """A disk without room: what is written goes to the device that is always full."""
    Path(".xlperf-full.tmp").symlink_to("/dev/full")
    with patch.object(secrets, "token_hex", lambda size: "full"):  # else nobody knows the passing name
        main(["fill", "自评表.xlsx", "-o", "满盘.xlsx"])
    program = "import sys; from xlperf.cli import main; main(sys.argv[1:])"
    run_apart(program, "check", "自评表.xlsx", output=Path("/dev/full"))


def be_interrupted(_: Path) -> None:
    """Ctrl-C."""
    run_apart(_INTERRUPTED, "check", "自评表.xlsx")


def come_second(folder: Path) -> None:
    """Another run has the output folder."""
    journal, _ = open_journal(folder / "两个", resume=False)
    try:
        main(["batch", "收件箱", "-o", "两个", "--force"])
    finally:
        journal.close()


ACTS: tuple[Callable[[Path], None], ...] = (be_forbidden, read_in_vain, run_full, be_interrupted, come_second)
