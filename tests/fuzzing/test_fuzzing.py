"""What bending found once never comes back; what hypothesis draws ends in a message or in a sound copy."""

from __future__ import annotations

import random
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzzing import __main__ as fuzzing
from tests.fuzzing.bending import bend
from tests.fuzzing.seeds import Seed, kept, seeds
from tests.fuzzing.strategies import forms, packages
from tests.fuzzing.target import FaultError, fill
from tests.support.broken import GOOD
from xlperf.cells import Snapshot
from xlperf.evaluation import evaluate
from xlperf.marking import make_plan

FEW = settings(max_examples=25, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("path", kept(), ids=lambda path: path.name)
def test_what_was_found_is_mended(path: Path) -> None:
    fill(path.read_bytes(), path.suffix)


@FEW
@given(packages())
def test_a_bent_package_gives_a_message_or_a_proven_copy(data: bytes) -> None:
    fill(data, ".xlsx")


@FEW
@given(forms())
def test_a_bent_form_is_judged_and_only_its_blanks_are_filled(snapshot: Snapshot) -> None:
    evaluation = evaluate(snapshot)
    assert evaluate(snapshot).forms == evaluation.forms
    cells = snapshot.sheets[0].cells
    edits = make_plan(evaluation, "zh").edits
    assert [edit.ref for edit in edits if (cell := cells.get(edit.ref[1:])) and cell.text.strip()] == []


def test_the_same_seed_bends_alike() -> None:
    data = GOOD.read_bytes()
    assert bend(data, random.Random(3)) == bend(data, random.Random(3)) != data


def test_every_kind_of_file_is_bent() -> None:
    assert {".xlsx", ".ods", ".docx", ".csv", ".html", ".md", ".txt"} <= {seed.suffix for seed in seeds()}


def test_a_fault_is_kept_with_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, suffix: str) -> None:
        raise FaultError(f"{len(data)} bytes of {suffix}")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fuzzing, "fill", fail)
    fault = fuzzing.try_one(Seed("表.xlsx", b""), b"abc")
    place = fuzzing.keep(Seed("表.xlsx", b""), b"abc", fault)
    assert place.read_bytes() == b"abc"
    assert "3 bytes of .xlsx" in place.with_suffix(".told").read_text("utf-8")


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no clock of the processor")
def test_a_file_without_end_is_interrupted_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def go_on_without_end(data: bytes, suffix: str) -> None:
        while data:
            with suppress(Exception):
                sum(range(1000))

    monkeypatch.setattr(fuzzing, "fill", go_on_without_end)
    monkeypatch.setattr(fuzzing, "LONGEST", 0.2)
    fault = fuzzing.try_one(Seed("表.xlsx", b""), b"abc")
    assert fault.splitlines()[-1].endswith("more than 0.2 seconds of processor")
    assert "go_on_without_end" in fault
    assert fuzzing.try_one(Seed("表.xlsx", b""), b"") == ""
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
