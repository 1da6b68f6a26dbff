"""A folder from end to end."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from tests.support.broken import GOOD, INBOX, UNREADABLE, make_formless
from tests.support.folders import REPORTS
from xlperf.batch import BatchResult, process_pool, run_batch
from xlperf.batch.planning import PAPERS
from xlperf.errors import UnreadableError, UsageError
from xlperf.outcomes import exit_status

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BatchResult]:
    out = tmp_path_factory.mktemp("published") / "out"
    return out, run_batch(INBOX, out)


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_published_forms(published: tuple[Path, BatchResult]) -> None:
    out, batch = published
    assert len(batch.outcomes) == 29
    assert exit_status(batch.outcomes) == 1
    assert all(outcome.output == outcome.path for outcome in batch.outcomes)
    assert set(hashes(out)) == set(hashes(INBOX)) | REPORTS | {PAPERS}


def test_a_run_before_gave_the_same_bytes(published: tuple[Path, BatchResult], tmp_path: Path) -> None:
    before = hashes(INBOX)
    run_batch(INBOX, tmp_path / "out")
    assert hashes(tmp_path / "out") == hashes(published[0])
    assert hashes(INBOX) == before


@pytest.mark.parametrize("pool", [lambda: process_pool(2), lambda: ThreadPoolExecutor(3)], ids=["processes", "threads"])
def test_any_executor_gives_the_same(published: tuple[Path, BatchResult], tmp_path: Path, pool: type[Executor]) -> None:
    seen: list[tuple[int, int]] = []
    with pool() as executor:
        run_batch(INBOX, tmp_path / "out", executor=executor, on_progress=lambda *step: seen.append(step))
    assert hashes(tmp_path / "out") == hashes(published[0])
    assert seen == [(done, 29) for done in range(1, 30)]


def test_summary_and_report_agree_with_the_copies(published: tuple[Path, BatchResult]) -> None:
    out, _ = published
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["schema"] == "xlperf.report/1"
    assert all((out / file["output"]).is_file() for file in report["files"])
    assert openpyxl.load_workbook(out / "汇总.xlsx").sheetnames == [
        "汇总", "部门汇总", "单位汇总", "指标汇总", "未汇总指标", "失分分析", "失分排名",
        "问题清单", "抽查建议", "用语与得分", "项目明细", "指标溯源", "统计",
    ]  # fmt: skip


def test_every_way_of_being_bad_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    makers = [make for make in UNREADABLE if make.__name__ not in ("make_missing", "make_folder")]
    for make in (*makers, make_formless):
        make(source / f"{make.__name__}.xlsx")
    shutil.copyfile(GOOD, source / "z.xlsx")
    (source / "旧.et").write_bytes(b"\0")
    (source / "~$z.xlsx").write_bytes(b"\0")
    (source / "dangling.xlsx").symlink_to(source / "nowhere.xlsx")
    batch = run_batch(source, out)
    found = {outcome.path: outcome.status for outcome in batch.outcomes}
    assert found.pop("z.xlsx") in ("ok", "findings")
    assert found.pop("make_formless.xlsx") == "unrecognised"
    assert found.pop("~$z.xlsx") == "skipped"
    assert set(found.values()) == {"unreadable"}
    assert len(found) == len(makers) + 2
    assert all(outcome.error and outcome.remedy for outcome in batch.outcomes if outcome.path != "z.xlsx")
    assert set(hashes(out)) == {"z.xlsx"} | REPORTS
    assert openpyxl.load_workbook(out / "汇总.xlsx").sheetnames[0] == "未处理文件"


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are Unicode there")
def test_a_name_that_no_encoding_spells(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    name = os.fsdecode(b"\xb1\xed.xlsx")  # 表.xlsx as GBK spells it
    shutil.copyfile(GOOD, source / name)
    batch = run_batch(source, out)
    assert [outcome.output for outcome in batch.outcomes] == [name]
    assert len(json.loads((out / "report.json").read_text("utf-8"))["files"]) == 1
    assert (out / name).is_file()


def test_copies_never_share_a_name(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for name in ("表.xlsx", "A.xlsx", "a.xlsx", "汇总.xlsx"):
        shutil.copyfile(GOOD, source / name)
    run_batch(source, out)
    assert set(hashes(out)) == {"表.xlsx", "A.xlsx", "a (2).xlsx", "汇总 (2).xlsx"} | REPORTS | {PAPERS}


def test_an_output_below_the_input_is_not_read_again(tmp_path: Path) -> None:
    shutil.copyfile(GOOD, tmp_path / "表.xlsx")
    out = tmp_path / "out"
    run_batch(tmp_path, out)
    again = run_batch(tmp_path, out, force=True)
    assert {o.path: o.status for o in again.outcomes if o.status == "skipped"} == {
        "out/report.html": "skipped",
        "out/汇总.xlsx": "skipped",
        "out/表.xlsx": "skipped",
    }


class DyingExecutor(Executor):
    """A pool whose workers die."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        future.set_exception(RuntimeError("worker died"))
        return future


def test_a_worker_that_dies_is_told(tmp_path: Path) -> None:
    batch = run_batch(INBOX, tmp_path / "out", executor=DyingExecutor())
    assert {outcome.status for outcome in batch.outcomes} == {"unreadable"}
    assert exit_status(batch.outcomes) == 3


def test_what_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="没有工作簿"):
        run_batch(tmp_path / "empty", tmp_path / "out")
    with pytest.raises(UnreadableError, match="找不到"):
        run_batch(tmp_path / "none", tmp_path / "out")
    with pytest.raises(UsageError, match="来源"):
        run_batch(INBOX, INBOX.parent, force=True)
    assert not (tmp_path / "out").exists()


def test_reports_that_cannot_be_written_lose_nothing(tmp_path: Path) -> None:
    """A folder of theirs in the way of 汇总.xlsx, put there while the run goes on."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    shutil.copy(GOOD, folder / "a.xlsx")

    def block(_: int, __: int) -> None:
        (out / "汇总.xlsx" / "x").mkdir(parents=True, exist_ok=True)

    batch = run_batch(folder, out, on_progress=block)
    assert [outcome.status for outcome in batch.outcomes] == ["findings"]
    assert (out / "a.xlsx").is_file()
    assert batch.unwritten is not None
    assert "汇总" in str(batch.unwritten)


def test_folders_named_like_the_reports_make_room(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / "汇总.xlsx").mkdir(parents=True)
    shutil.copy(GOOD, folder / "汇总.xlsx" / "a.xlsx")
    batch = run_batch(folder, out)
    assert batch.unwritten is None
    assert (out / "汇总.xlsx").is_file()
    assert (out / "汇总.xlsx (2)" / "a.xlsx").is_file()
