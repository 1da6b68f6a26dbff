"""batch and a bare folder on the command line."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Call
from tests.support.broken import GOOD, make_text
from tests.support.folders import form, write
from xlperf.batch import JOURNAL, run_batch

ROOT = Path(__file__).parents[2]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收件 箱"
    (folder / "深圳").mkdir(parents=True)
    shutil.copyfile(GOOD, folder / "深圳" / "表.xlsx")
    make_text(folder / "坏.xlsx")
    (folder / "~$表.xlsx").write_bytes(b"\0")
    return folder


def test_a_folder_in_a_pipe(call: Call, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = call("batch", inbox, "-o", out)
    assert ended.status == 3
    assert "工作簿 2 个" in ended.out
    assert str(out / "汇总.xlsx") in ended.out
    assert {line.partition(":")[0] for line in ended.err.splitlines()} == {"坏.xlsx", "~$表.xlsx"}
    assert (out / "深圳" / "表.xlsx").is_file()


def test_json_is_the_report(call: Call, inbox: Path, tmp_path: Path) -> None:
    ended = call("batch", inbox, "-o", tmp_path / "out", "--format", "json")
    assert ended.document == json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert [file["path"] for file in ended.document["files"]] == ["~$表.xlsx", "坏.xlsx", "深圳/表.xlsx"]


def test_a_bare_folder_goes_beside_itself(call: Call, inbox: Path) -> None:
    ended = call(inbox)
    assert ended.status == 3
    assert (inbox.with_name("收件 箱_已校验") / "深圳" / "表.xlsx").is_file()


def test_files_and_folders_in_one_document(call: Call, inbox: Path, tmp_path: Path) -> None:
    single = Path(shutil.copyfile(GOOD, tmp_path / "单.xlsx"))
    files = call(inbox, single, "--format", "json").document["files"]
    assert [file["path"] for file in files] == [str(single), "~$表.xlsx", "坏.xlsx", "深圳/表.xlsx"]


def test_a_folder_in_the_way_stops_a_drop_before_it_begins(call: Call, inbox: Path, tmp_path: Path) -> None:
    single = Path(shutil.copyfile(GOOD, tmp_path / "单.xlsx"))
    taken = inbox.with_name("收件 箱_已校验")
    taken.mkdir()
    (taken / "mine.txt").write_text("mine", "utf-8")
    assert call(single, inbox).status == 2
    assert not (tmp_path / "单_已校验.xlsx").exists()


def test_wrong_folders(call: Call, inbox: Path, tmp_path: Path) -> None:
    assert call("batch", tmp_path / "none", "-o", tmp_path / "out").status == 3
    assert call("batch", GOOD, "-o", tmp_path / "out").status == 2
    assert call("batch", inbox, "-o", inbox).status == 2
    assert call("batch", inbox / "深圳", "-o", inbox, "--force").status == 2
    assert not (tmp_path / "out").exists()


def test_an_output_inside_the_input_is_passed_over_by_name(call: Call, tmp_path: Path) -> None:
    shutil.copyfile(GOOD, tmp_path / "表.xlsx")
    out = tmp_path / "出"
    assert call("batch", tmp_path, "-o", out).status == 0
    before = (out / "表.xlsx").read_bytes()
    again = call("batch", tmp_path, "-o", out, "--force")
    assert again.status == 0
    assert "工作簿 1 个" in again.out
    assert "出/表.xlsx: 在输出文件夹里" in again.err.replace("\\", "/")
    assert (out / "表.xlsx").read_bytes() == before
    assert not (out / "出").exists()


@pytest.mark.parametrize("option", ["--force", "--resume"])
def test_a_second_run_into_the_folder_of_another(
    option: str, call: Call, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one is at work when the second one comes; it ends as if nobody had come."""
    out, ended = tmp_path / "out", []

    def come(done: int, count: int) -> None:
        command = [sys.executable, "-m", "xlperf", "batch", str(inbox), "-o", str(out), option]
        ended.append(subprocess.run(command, capture_output=True, cwd=ROOT, check=False))

    batch = run_batch(inbox, out, on_progress=lambda *step: None if ended else come(*step))
    (second,) = ended
    assert second.returncode == 2
    assert "另一个 xlperf 正在往" in second.stderr.decode()
    assert batch.unwritten is None
    assert call("batch", inbox, "-o", tmp_path / "alone").status == 3
    assert written(out) == written(tmp_path / "alone")


def written(out: Path) -> dict[str, bytes]:
    """The outputs by their places, but for the journal."""
    files = (path for path in out.rglob("*") if path.is_file() and path.suffix != ".sqlite")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def test_an_output_folder_with_something_in_it(call: Call, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine", "utf-8")
    refused = call("batch", inbox, "-o", out)
    assert refused.status == 2
    assert "--force" in refused.err
    assert call("batch", inbox, "-o", out, "--force").status == 3
    assert (out / "mine.txt").read_text("utf-8") == "mine"


def test_resume_goes_on_and_says_nothing_of_what_is_done(call: Call, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert call("batch", inbox, "-o", out, "--resume").status == 3
    before = (out / "深圳" / "表.xlsx").stat()
    ended = call("batch", inbox, "-o", out, "--resume")
    assert ended.status == 3
    assert "工作簿 2 个" in ended.out
    assert {line.partition(":")[0] for line in ended.err.splitlines()} == {"坏.xlsx", "~$表.xlsx"}
    assert (out / "深圳" / "表.xlsx").stat().st_mtime_ns == before.st_mtime_ns


def test_resume_tells_what_it_did_not_trust(call: Call, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("batch", inbox, "-o", out)
    assert "3 个工作簿上次是按别的选项" in call("batch", inbox, "-o", out, "--resume", "--formulas").err
    (out / JOURNAL).write_text("无", "utf-8")
    assert "上次的运行记录已损坏" in call("batch", inbox, "-o", out, "--resume").err


def test_retry_failed(call: Call, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "深圳" / "表.xlsx" / "x").mkdir(parents=True)
    assert "未能处理 2 个" in call("batch", inbox, "-o", out, "--force").out
    shutil.rmtree(out / "深圳" / "表.xlsx")
    assert "未能处理 2 个" in call("batch", inbox, "-o", out, "--resume").out
    assert "未能处理 1 个" in call("batch", inbox, "-o", out, "--retry-failed").out


def test_failures_come_first_with_reason_and_remedy(call: Call, inbox: Path, tmp_path: Path) -> None:
    call("batch", inbox, "-o", tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "汇总.xlsx")
    rows = list(book.worksheets[0].iter_rows(min_row=4, values_only=True))
    assert (book.sheetnames[0], [row[1] for row in rows]) == ("未处理文件", ["坏.xlsx", "~$表.xlsx"])
    assert all(row[3] and row[4] for row in rows)


def test_which_of_two_counts_is_asked_where_nothing_tells(call: Call, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copyfile(GOOD, tmp_path / name)
    assert "重复报送的表 2 张，其中 1 张不计入汇总" in call("batch", tmp_path, "-o", tmp_path / "out").out
    for name, score in (("a.xlsx", "9.64"), ("b.xlsx", "9")):
        write(tmp_path / name, form(score=score))
    told = call("batch", tmp_path, "-o", tmp_path / "out", "--force").out
    assert "其中 2 张不计入汇总；2 张分不出新旧，请确认以哪一份为准" in told


def test_a_report_that_is_locked_still_has_its_document(call: Call, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "report.json" / "x").mkdir(parents=True)
    ended = call("batch", inbox, "-o", out, "--force", "--format", "json")
    assert (ended.status, ended.document["files"]) == (3, [])
    assert "汇总和报告写不进" in ended.document["error"]
    assert (out / "深圳" / "表.xlsx").is_file()


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_tells_what_is_done_and_goes_on_later(tmp_path: Path, number: int) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in range(60):
        write(folder / f"{name:02}.xlsx", form(project=f"项目{name}"))
    command = [sys.executable, "-m", "xlperf", "batch", str(folder), "-o", str(out), "--resume"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    while not any(out.glob("*.xlsx")) and run.poll() is None:
        time.sleep(0.01)
    run.send_signal(number)
    said, told = (text.decode() for text in run.communicate(timeout=60))
    assert run.returncode == 3
    assert "Traceback" not in told
    assert "加 --resume 可接着做" in told
    assert "汇总：" in said
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["unfinished"] + len(report["files"]) == 60
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode in (0, 1)
    assert len(json.loads((out / "report.json").read_text("utf-8"))["files"]) == 60
