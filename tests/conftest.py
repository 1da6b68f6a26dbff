"""In a full run (XLPERF_CI=1) nothing is skipped for want of LibreOffice."""

import os
import shutil

import pytest


def pytest_sessionstart() -> None:
    if os.environ.get("XLPERF_CI") == "1" and shutil.which("soffice") is None:
        raise pytest.UsageError("XLPERF_CI=1, and LibreOffice (soffice) is not installed")
