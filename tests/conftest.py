"""No test is judged by the clock; in a full run (XLPERF_CI=1) nothing is skipped for want of LibreOffice."""

import os
import shutil

import pytest
from hypothesis import settings

settings.register_profile("xlperf", deadline=None)  # a busy machine is no fault
settings.load_profile("xlperf")


def pytest_sessionstart() -> None:
    if os.environ.get("XLPERF_CI") == "1" and shutil.which("soffice") is None:
        raise pytest.UsageError("XLPERF_CI=1, and LibreOffice (soffice) is not installed")
