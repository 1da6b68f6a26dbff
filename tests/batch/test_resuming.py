"""Taking up a run: what is done and unchanged stays, everything else is done, and the end is that of one run."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.support.broken import make_text
from tests.support.folders import form, hashes, stamps, write, write_stepped
from xlperf.batch import JOURNAL, BatchResult, run_batch
from xlperf.errors import UsageError
from xlperf.evaluation import Options
from xlperf.settings import read_settings

OPTIONS = Options(batch=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "in"
    for number in range(4):
        write(source / "单位" / f"{number}.xlsx", form(project=f"项目{number}"))
    make_text(source / "坏.xlsx")
    return source


def rewritten(out: Path, again: Callable[[], object]) -> set[str]:
    """The copies that were written by what is done again."""
    before = stamps(out)
    again()
    return {path for path, stamp in stamps(out).items() if before.get(path) != stamp}


def resume(folder: Path, out: Path, options: Options = OPTIONS, **choices: bool) -> BatchResult:
    return run_batch(folder, out, options, resume=True, **choices)


def told(batch: BatchResult) -> str:
    return " ".join(map(str, batch.notices))


def test_what_is_done_is_not_done_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run_batch(folder, out)
    before = hashes(out)
    assert rewritten(out, lambda: resume(folder, out)) == set()
    assert hashes(out) == before
    again = resume(folder, out)
    assert [(o.path, o.status, str(o.error), o.found) for o in again.outcomes] == [
        (o.path, o.status, str(o.error), o.found) for o in first.outcomes
    ]
    assert again.notices == ()


def test_resume_on_nothing_is_a_run(folder: Path, tmp_path: Path) -> None:
    run_batch(folder, tmp_path / "one")
    resume(folder, tmp_path / "other")
    assert hashes(tmp_path / "one") == hashes(tmp_path / "other")


def assert_same_but_for_review(out: Path, anew: Path) -> None:
    """The same files; only what became of the submission before is told in one of them, and kept in its journal."""
    one, other = hashes(out), hashes(anew)
    for name in (JOURNAL, "汇总.xlsx"):
        assert one.pop(name) != other.pop(name)
    assert one == other
    sheets, others = (read_summary(folder / "汇总.xlsx") for folder in (out, anew))
    assert "复核对照" in sheets
    assert {name: rows for name, rows in sheets.items() if name not in ("复核对照", "报回改动")} == others


def read_summary(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The values of every sheet."""
    return {sheet.title: list(sheet.values) for sheet in openpyxl.load_workbook(path)}


def test_a_changed_and_a_new_workbook_are_done(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(folder, out)
    write(folder / "单位" / "1.xlsx", form("84.6", "8.46", project="项目1"))
    write(folder / "a.xlsx", form(project="新项目"))
    assert rewritten(out, lambda: resume(folder, out)) == {"单位/1.xlsx", "a.xlsx"}
    run_batch(folder, tmp_path / "anew")
    assert_same_but_for_review(out, tmp_path / "anew")


def test_a_copy_that_is_gone_or_cut_off_is_made_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(folder, out)
    before = hashes(out)
    (out / "单位" / "0.xlsx").unlink()
    (out / "单位" / "1.xlsx").write_bytes((out / "单位" / "1.xlsx").read_bytes()[:2000])
    assert rewritten(out, lambda: resume(folder, out)) == {"单位/0.xlsx", "单位/1.xlsx"}
    assert hashes(out) == before


def test_a_copy_that_somebody_has_worked_in_is_left_alone(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(folder, out)
    edit(out / "单位" / "2.xlsx")
    kept = (out / "单位" / "2.xlsx").read_bytes()
    batch = resume(folder, out)
    assert (out / "单位" / "2.xlsx").read_bytes() == kept
    assert "单位/2.xlsx 在上次运行之后被改过，保留未动" in told(batch)


def test_it_is_set_aside_where_its_workbook_has_to_be_done_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(folder, out)
    edit(out / "单位" / "2.xlsx")
    kept = (out / "单位" / "2.xlsx").read_bytes()
    write(folder / "单位" / "2.xlsx", form("84.6", "8.46", project="项目2"))
    batch = resume(folder, out)
    assert (out / "单位" / "2_改过1.xlsx").read_bytes() == kept
    assert "改名为 单位/2_改过1.xlsx" in told(batch)
    assert openpyxl.load_workbook(out / "单位" / "2.xlsx").worksheets[0]["D5"].value == 1000


def edit(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["K1"] = "复核：同意"
    book.save(path)


def test_a_workbook_that_is_gone_leaves_the_reports(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(folder, out)
    (folder / "单位" / "3.xlsx").unlink()
    batch = resume(folder, out)
    assert "单位/3.xlsx" not in {outcome.path for outcome in batch.outcomes}
    assert "副本 单位/3.xlsx 还留着" in told(batch)
    assert (out / "单位" / "3.xlsx").is_file()
    assert resume(folder, out).notices == ()


def test_other_options_do_everything_anew(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(folder, out)
    formulas = Options(batch=True, formulas=True)
    batches: list[BatchResult] = []
    assert len(rewritten(out, lambda: batches.append(resume(folder, out, formulas)))) == 4
    assert "5 个工作簿上次是按别的选项" in told(batches[0])
    assert rewritten(out, lambda: resume(folder, out, formulas)) == set()


def test_settings_rule_files_and_forms_count_by_their_content(folder: Path, tmp_path: Path) -> None:
    out, rules, forms = tmp_path / "out", tmp_path / "own.toml", tmp_path / "forms"
    packs = Path(run_batch.__code__.co_filename).parents[1] / "rules" / "packs"
    shutil.copy(packs / "cn-2020.toml", rules)
    forms.mkdir()
    definition = (packs.parents[1] / "recognition" / "forms" / "project.toml").read_text("utf-8")
    (forms / "own.toml").write_text(definition, "utf-8")

    def work(**changed: object) -> set[str]:
        options = Options(batch=True, rules=str(rules), forms=(str(forms),), **changed)  # type: ignore[arg-type]
        return rewritten(out, lambda: resume(folder, out, options))

    assert len(work()) == 4
    assert work() == set()
    rules.write_text(f"{rules.read_text('utf-8')}\n# 改\n", "utf-8")
    assert len(work()) == 4
    assert work() == set()
    (forms / "own.toml").write_text(f"{definition}\n# 改\n", "utf-8")
    assert len(work()) == 4
    assert len(work(settings=read_settings(None, ["F204.severity=info"]))) == 4


def test_what_failed_is_tried_again_only_when_asked(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    blocked = out / "单位" / "1.xlsx"
    (blocked / "x").mkdir(parents=True)
    assert failures(run_batch(folder, out, force=True)) == {"坏.xlsx", "单位/1.xlsx"}
    shutil.rmtree(blocked)
    assert failures(resume(folder, out)) == {"坏.xlsx", "单位/1.xlsx"}
    assert rewritten(out, lambda: run_batch(folder, out, retry_failed=True)) == {"单位/1.xlsx"}
    assert failures(resume(folder, out)) == {"坏.xlsx"}
    run_batch(folder, tmp_path / "anew")
    assert hashes(out) == hashes(tmp_path / "anew")


def failures(batch: BatchResult) -> set[str]:
    return {outcome.path for outcome in batch.outcomes if outcome.is_failure}


def test_practices_are_those_of_the_whole_folder(tmp_path: Path) -> None:
    source, out = write_stepped(tmp_path / "in"), tmp_path / "out"
    late = [source / "04.xlsx", source / "05.xlsx"]
    for path in late:
        path.rename(tmp_path / path.name)
    assert [practice.figures for practice in run_batch(source, out).practices] == [4]
    for path in late:
        (tmp_path / path.name).rename(path)
    assert [practice.figures for practice in resume(source, out).practices] == [5]
    run_batch(source, tmp_path / "anew")
    assert hashes(out) == hashes(tmp_path / "anew")
    for name in ("01.xlsx", "03.xlsx", "05.xlsx"):
        (source / name).unlink()
    assert resume(source, out).practices == ()
    for name in ("01.xlsx", "03.xlsx", "05.xlsx"):
        (out / name).unlink()
    shutil.rmtree(tmp_path / "anew")
    run_batch(source, tmp_path / "anew")
    assert_same_but_for_review(out, tmp_path / "anew")


def test_a_folder_that_is_no_run_s_is_refused(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out / "单位" / "0.xlsx", form(project="别人的"))
    before = hashes(out)
    with pytest.raises(UsageError, match="没有上次运行的记录"):
        resume(folder, out)
    with pytest.raises(UsageError, match="--resume"):
        run_batch(folder, out)
    assert hashes(out) == before


@pytest.mark.parametrize("how", ["cut off", "no database", "another format", "another version", "empty"])
def test_a_journal_that_cannot_be_trusted_is_told_and_not_used(folder: Path, tmp_path: Path, how: str) -> None:
    out = tmp_path / "out"
    run_batch(folder, out)
    before = hashes(out)
    spoil(out / JOURNAL, how)
    batches: list[BatchResult] = []
    assert len(rewritten(out, lambda: batches.append(resume(folder, out)))) == 4
    assert hashes(out) == before
    expected = {"another format": "另一种格式", "another version": "xlperf 0.0.9", "empty": ""}.get(how, "已损坏")
    assert expected in told(batches[0])
    assert bool(told(batches[0])) == bool(expected)


def spoil(journal: Path, how: str) -> None:
    if how == "cut off":
        journal.write_bytes(journal.read_bytes()[: journal.stat().st_size // 2])
    elif how == "no database":
        make_text(journal)
    elif how == "empty":
        journal.write_bytes(b"")
    else:
        changes = {"another format": "format = 'xlperf.journal/0'", "another version": "version = '0.0.9'"}
        with sqlite3.connect(journal) as database:
            database.execute(f"UPDATE journal SET {changes[how]}")
        database.close()


def test_a_row_that_was_tampered_with_counts_as_none(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(folder, out)
    before = hashes(out)
    with sqlite3.connect(out / JOURNAL) as database:
        database.execute(
            "UPDATE file SET outcome = replace(outcome, '[', '') WHERE hex(path) LIKE ?", ["%" + b"1.xlsx".hex()]
        )
    database.close()
    assert rewritten(out, lambda: resume(folder, out)) == {"单位/1.xlsx"}
    assert hashes(out) == before


def test_what_a_killed_run_was_writing_is_swept_away(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(folder, out)
    before = hashes(out)
    (out / "单位" / ".xlperf-0123456789abcdef.tmp").write_bytes(b"half")
    (out / ".xlperf-abcd_123").mkdir()
    (out / ".xlperf-abcd_123" / "汇总.xlsx").write_bytes(b"half")
    (out / ".xlperf-own-notes.txt").write_text("mine", "utf-8")
    resume(folder, out)
    assert hashes(out) == before | hashes_of(out / ".xlperf-own-notes.txt")


def hashes_of(path: Path) -> dict[str, str]:
    return {name: value for name, value in hashes(path.parent).items() if name == path.name}


def test_a_second_run_into_the_same_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    seen: list[str] = []

    def interfere(done: int, count: int) -> None:
        for choice in ({"force": True}, {"resume": True}):
            with pytest.raises(UsageError, match="另一个 xlperf 正在") as refusal:
                run_batch(folder, out, **choice)
            seen.append(str(refusal.value))

    run_batch(folder, out, on_progress=interfere)
    assert len(seen) == 10


def test_progress_counts_what_is_done_already(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(folder, out, is_stopped=lambda: len(list(out.rglob("*.xlsx"))) >= 2)
    steps: list[tuple[int, int]] = []
    run_batch(folder, out, resume=True, on_progress=lambda *step: steps.append(step))
    assert steps == [(3, 5), (4, 5), (5, 5)]


def test_stopped_half_way_the_reports_tell_what_is_done(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch = run_batch(folder, out, is_stopped=lambda: len(list(out.rglob("*.xlsx"))) >= 2)
    assert (batch.left, len(batch.outcomes)) == (3, 2)
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert (report["unfinished"], [file["path"] for file in report["files"]]) == (3, ["单位/0.xlsx", "单位/1.xlsx"])
    assert "还有 3 个工作簿没有处理" in str(openpyxl.load_workbook(out / "汇总.xlsx")["汇总"]["A2"].value)
    resume(folder, out)
    run_batch(folder, tmp_path / "anew")
    assert hashes(out) == hashes(tmp_path / "anew")


@pytest.mark.skipif(os.name == "nt", reason="such names are Unicode there")
def test_names_that_no_encoding_spells_are_taken_up(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    write(source / "a.xlsx", form()).rename(source / os.fsdecode(b"\xb1\xed.xlsx"))  # 表.xlsx as GBK spells it
    run_batch(source, out)
    before = hashes(out)
    assert rewritten(out, lambda: resume(source, out)) == set()
    assert hashes(out) == before
