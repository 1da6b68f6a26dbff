"""A fault of xlperf's own, told like any other."""

from __future__ import annotations

import pytest

from xlperf.faults import unexpected


def test_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("XLPERF_DEBUG", raising=False)
    fault = unexpected(ZeroDivisionError("1/0"))
    assert "ZeroDivisionError：1/0" in str(fault)
    assert "反馈" in str(fault)
    assert fault.status == 3
    assert capsys.readouterr().err == ""


def test_its_traceback_shows_where_asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("XLPERF_DEBUG", "1")
    unexpected(ZeroDivisionError("1/0"))
    assert "ZeroDivisionError: 1/0" in capsys.readouterr().err
