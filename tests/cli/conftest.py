"""Calling the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from xlperf.cli import main


class Ended(NamedTuple):
    """How a call ended: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on standard output."""
        document: dict[str, Any] = json.loads(self.out)
        return document


Call = Callable[..., Ended]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """The command line as a function of its arguments; a traceback never shows."""

    def run(*args: str | Path) -> Ended:
        capsys.readouterr()
        status = main([str(arg) for arg in args])
        ended = Ended(status, *capsys.readouterr())
        assert "Traceback" not in ended.err
        return ended

    return run
