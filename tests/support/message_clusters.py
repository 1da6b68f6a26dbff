"""Scenes at addresses and on clusters: nobody there, nobody working there, somebody who leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch
from zipfile import ZipFile

from distributed import LocalCluster

from tests.support.message_telling import refusing
from xlperf.batch import plan_tasks, run_batch
from xlperf.batch.cluster import join_cluster
from xlperf.batch.running import Work
from xlperf.batch.travelling import Travelling, run_parcels
from xlperf.cli import main
from xlperf.evaluation import Options
from xlperf.folder import find_workbooks

COMMANDS = """
batch unheard-of://x -o 址1
batch zip://::没有.zip -o 址2
batch zip://::报送.zip -o 址3
batch memory://没有 -o 址4
batch 收件箱 -o 址5 --cluster 没有这样的地址
"""


def make_addresses(folder: Path) -> None:
    """An archive, with a file that leads out of it."""
    with ZipFile(folder / "报送.zip", "w") as archive:
        for name in ("甲.xlsx", "../外.xlsx"):
            archive.write(folder / "自评表.xlsx", name)


def find_nobody_working(folder: Path) -> None:
    """A cluster without workers; one that its workers leave, then its scheduler."""
    patience = patch.multiple("xlperf.batch.cluster", _PATIENCE=1.5, _DESERTED=0.5)
    with patience, _cluster(0) as empty:
        main(["batch", "收件箱", "-o", "群1", "--cluster", empty.scheduler_address])
    with patience, _cluster(1) as left, join_cluster(left.scheduler_address) as joined, refusing():
        run_batch(folder / "收件箱", folder / "群2", runner=joined.run, on_progress=lambda *_: left.scale(0))
    with patience, _cluster(1) as gone, join_cluster(gone.scheduler_address) as joined, refusing():
        run_batch(folder / "收件箱", folder / "群3", runner=joined.run, on_progress=lambda *_: gone.close())


def _cluster(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=False, dashboard_address=None, silence_logs=50
    )


def find_another_version(folder: Path) -> None:
    """A worker that judges by other files, or by another version."""
    tasks = plan_tasks(find_workbooks(folder / "收件箱", folder / "群4"), folder / "群4")
    options = Options(batch=True)
    travelling = Travelling(Work(options, False, "zh"))
    returned = run_parcels(travelling.pack(tasks), options, "zh", "another version")
    with refusing():
        travelling.unpack(tasks, returned)


ACTS: tuple[Callable[[Path], None], ...] = (find_nobody_working, find_another_version)
