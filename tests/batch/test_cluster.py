"""A batch on two workers that share no folder with it: the same OUT, byte for byte, whatever happens to them."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.broken import make_text
from tests.support.folders import form, hashes, write, write_stepped
from xlperf.batch import plan_tasks, run_batch
from xlperf.batch.done import read_outcome
from xlperf.batch.running import Work
from xlperf.errors import UnreadableError, UsageError
from xlperf.evaluation import Options
from xlperf.folder import find_workbooks
from xlperf.outcomes import FileOutcome

dask = pytest.importorskip("dask", reason="dask is not installed")
distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")

from tests.support.deaths import die_at_poisoned_parcel  # noqa: E402
from xlperf.batch.cluster import Cluster, join_cluster  # noqa: E402
from xlperf.batch.travelling import Travelling, run_parcels  # noqa: E402

OPTIONS = Options(batch=True)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two worker processes of one thread each, started again when they die."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def joined(cluster: Any) -> Iterator[Cluster]:
    with join_cluster(cluster.scheduler_address) as joined:
        yield joined


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forms that are written twice because of their practice, two versions of one, files that fail in their ways."""
    source = write_stepped(tmp_path_factory.mktemp("cluster") / "in", 40)
    write(source / "区" / "表 #1.xlsx", form("96.4", "10", project="两份"))
    write(source / "区" / "表 #1最终版2.xlsx", form("84.6", "4.6", project="两份"))
    make_text(source / "坏.xlsx")
    make_text(source / "~$锁.xlsx")
    (source / "文件夹.xlsx").mkdir()
    return source


@pytest.fixture(scope="module")
def alone(folder: Path) -> dict[str, str]:
    out = folder.with_name("alone")
    assert len(run_batch(folder, out).practices) == 1
    return hashes(out)


def test_it_leaves_what_one_process_leaves(joined: Cluster, folder: Path, alone: dict[str, str]) -> None:
    out = folder.with_name("cluster")
    run_batch(folder, out, runner=joined.run)
    assert hashes(out) == alone


@pytest.mark.skipif(os.name != "posix", reason="killed as on Unix")
def test_a_worker_killed_half_way_takes_nothing_with_it(
    cluster: Any, joined: Cluster, folder: Path, alone: dict[str, str]
) -> None:
    out = folder.with_name("killed")
    killed: list[int] = []

    def kill(done: int, count: int) -> None:
        if not killed and done >= count // 2:
            busy = [cluster.workers[each.name].pid for each in cluster.scheduler.workers.values() if each.processing]
            killed.append(busy[0])
            os.kill(killed[0], signal.SIGKILL)

    run_batch(folder, out, runner=joined.run, on_progress=kill)
    assert killed
    assert hashes(out) == alone


def test_a_run_that_was_begun_here_is_taken_up_there(joined: Cluster, folder: Path, alone: dict[str, str]) -> None:
    out = folder.with_name("both")
    begun = run_batch(folder, out, is_stopped=lambda: len(list(out.rglob("*.xlsx"))) >= 9)
    assert begun.left > 0
    run_batch(folder, out, runner=joined.run, resume=True)
    assert hashes(out) == alone


def test_only_the_workbook_that_kills_its_workers_has_failed(tmp_path: Path) -> None:
    for number in range(12):
        write(tmp_path / "in" / f"{number:02}{'poison' if number == 3 else ''}.xlsx", form(project=f"项目{number}"))
    tasks = plan_tasks(find_workbooks(tmp_path / "in", tmp_path / "out"), tmp_path / "out")
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        distributed.Client(cluster.scheduler_address, set_as_default=False) as client,
    ):
        poisoned = Travelling(Work(OPTIONS, True, "zh"))
        poisoned.run = die_at_poisoned_parcel
        done = [each for bundle in Cluster(client, "")._run(tasks, poisoned) for each in bundle]
    outcomes: list[FileOutcome] = [read_outcome(each.outcome) for each in done]
    assert sorted(outcome.path for outcome in outcomes) == [task.path for task in tasks]
    assert {outcome.path for outcome in outcomes if outcome.is_failure} == {"03poison.xlsx"}
    assert sum(path.is_file() for path in (tmp_path / "out").iterdir()) == 11


def test_a_cluster_that_its_workers_left_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlperf.batch.cluster._DESERTED", 1.0)
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        join_cluster(cluster.scheduler_address) as joined,
        pytest.raises(UnreadableError, match="已没有工作进程"),
    ):
        run_batch(folder, tmp_path / "out", runner=joined.run, on_progress=lambda *_: cluster.scale(0))
    batch = run_batch(folder, tmp_path / "out", resume=True)
    assert batch.left == 0


def test_a_worker_that_judges_by_something_else_is_not_used(tmp_path: Path) -> None:
    write(tmp_path / "in" / "表.xlsx", form())
    (task,) = plan_tasks(find_workbooks(tmp_path / "in", tmp_path / "out"), tmp_path / "out")
    travelling = Travelling(Work(OPTIONS, False, "zh"))
    returned = run_parcels(travelling.pack((task,)), OPTIONS, "zh", "another version")
    with pytest.raises(UsageError, match="与本机不一致"):
        travelling.unpack((task,), returned)
    assert not (tmp_path / "out").exists()


def test_a_rule_file_that_a_worker_does_not_see_is_told(tmp_path: Path) -> None:
    unseen = Options(batch=True, rules=str(tmp_path / "没有.toml"))
    assert pickle.loads(run_parcels(pickle.dumps([]), unseen, "zh", "what the caller sees")) is None


def test_a_copy_in_the_way_fails_as_it_does_here(joined: Cluster, tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        write(tmp_path / "in" / f"{name}.xlsx", form(project=name))
    for out in ("alone", "cluster"):
        (tmp_path / out / "甲.xlsx" / "x").mkdir(parents=True)
    run_batch(tmp_path / "in", tmp_path / "alone", force=True)
    batch = run_batch(tmp_path / "in", tmp_path / "cluster", force=True, runner=joined.run)
    (failed,) = [outcome for outcome in batch.outcomes if outcome.is_failure]
    assert (failed.path, "甲.xlsx" in str(failed.error)) == ("甲.xlsx", True)
    assert (tmp_path / "cluster" / "乙.xlsx").read_bytes() == (tmp_path / "alone" / "乙.xlsx").read_bytes()


def test_no_cluster_at_the_address_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlperf.batch.cluster._PATIENCE", 0.5)
    with pytest.raises(UsageError, match="连不上集群"), join_cluster("tcp://127.0.0.1:9"):
        pass
    with pytest.raises(UsageError, match="连不上集群"), join_cluster("没有这样的地址"):
        pass


def test_a_cluster_without_workers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlperf.batch.cluster._PATIENCE", 1.0)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None) as empty,
        pytest.raises(UsageError, match="没有工作进程"),
        join_cluster(empty.scheduler_address),
    ):
        pass
