"""No test is judged by the clock; in a full run (XLPERF_CI=1) nothing is skipped for want of a program."""

import os
import shutil

import pytest
from hypothesis import settings

collect_ignore = ["fuzzing/coverage.py"]
"""It needs atheris, which no test does."""

settings.register_profile("xlperf", deadline=None)  # a busy machine is no fault
settings.load_profile("xlperf")


def pytest_sessionstart() -> None:
    missing = [program for program in ("soffice", "chromium") if shutil.which(program) is None]
    if os.environ.get("XLPERF_CI") == "1" and missing:
        raise pytest.UsageError(f"XLPERF_CI=1, and not installed: {' '.join(missing)}")
