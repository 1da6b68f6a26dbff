"""xlperf batch over an address and on a cluster, from the command line."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.support.folders import form, hashes, write

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two workbooks, one of them with a fault."""
    write(tmp_path / "in" / "区" / "甲.xlsx", form("84.6", "9", project="甲"))
    write(tmp_path / "in" / "乙.xlsx", form(project="乙"))
    return tmp_path / "in"


def test_a_cluster_and_an_archive_leave_what_a_folder_leaves(call: Call, folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed")
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
    with zipfile.ZipFile(tmp_path / "报送.zip", "w") as archive:
        for path in folder.rglob("*.xlsx"):
            archive.write(path, path.relative_to(folder).as_posix())
    assert call("batch", folder, "-o", tmp_path / "alone").status == 1
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        address = f"zip://::{tmp_path / '报送.zip'}"
        ended = call("batch", address, "-o", tmp_path / "out", "--cluster", cluster.scheduler_address)
    assert (ended.status, ended.err) == (1, "")
    assert hashes(tmp_path / "out") == hashes(tmp_path / "alone")


def test_no_cluster_is_wrong_usage(call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = pytest.importorskip("xlperf.batch.cluster", reason="dask.distributed is not installed")
    monkeypatch.setattr(cluster, "_PATIENCE", 0.5)
    ended = call("batch", folder, "-o", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    assert (ended.status, "连不上集群 tcp://127.0.0.1:9" in ended.err) == (2, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("where", ["cluster", "address"])
def test_what_is_not_installed_is_said(
    call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    for module in ("distributed", "fsspec", "fsspec.core", "xlperf.batch.cluster", "xlperf.batch.fetching"):
        monkeypatch.setitem(sys.modules, module, None)
    further = ("--cluster", "tcp://127.0.0.1:9") if where == "cluster" else ()
    place = folder if where == "cluster" else "s3://bucket/2021"
    ended = call("batch", place, "-o", tmp_path / "out", *further)
    assert (ended.status, '-m pip install "xlperf[cluster]"' in ended.err) == (2, True)


def test_nothing_of_it_is_loaded_without_being_asked_for(folder: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from xlperf.cli import main; status = main(sys.argv[1:]); "
        "print(status, sorted({'dask', 'distributed', 'fsspec'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, "batch", str(folder), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "1 []"
