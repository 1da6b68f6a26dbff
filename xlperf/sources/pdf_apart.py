"""PDF documents are read by a process of their own, which ends when it takes too long or too much memory.

What a PDF asks of its reader cannot be told beforehand: filters upon filters, objects that lead in circles.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from xlperf.cells import Sheet
from xlperf.errors import UnreadableError
from xlperf.messages import say
from xlperf.sources.pdf import read_pdf

LEAST_SECONDS, FOR_MEGABYTE, MOST_SECONDS = 8, 10, 60
"""Seconds of processor that reading may take: for any document, for each megabyte of it, in all. A form takes less than
one, a report of a hundred pages and two megabytes some twenty."""

_BUSY = 5
"""How many times as long the clock of a busy machine may take."""

MOST_MEMORY = 450 << 20
"""Bytes that reading may take, where the system can hold a process to that; a form takes some hundred megabytes."""

_CHILD = "import sys; sys.path[:] = {path!r}; from xlperf.sources.pdf_apart import serve; serve({seconds})"


def read_pdf_apart(data: bytes) -> tuple[Sheet, ...]:
    """The document as one sheet. Raises UnreadableError for a scan, and for what takes too much; ValueError for no PDF.

    Raises ImportError where pdfplumber is not installed.
    """
    if find_spec("pdfplumber") is None:
        raise ImportError("pdfplumber")
    seconds = min(LEAST_SECONDS + (len(data) * FOR_MEGABYTE >> 20), MOST_SECONDS)
    words = _CHILD.format(path=[path or os.getcwd() for path in sys.path], seconds=seconds)
    command = [sys.executable, "-X", "utf8", "-c", words]
    # A session of its own: Ctrl-C would end it, and the document would be told as one that takes too much.
    window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            start_new_session=True,
            timeout=seconds * _BUSY,
            creationflags=window,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _endless() from error
    if done.returncode or not done.stdout:
        raise _endless()
    return _taken(pickle.loads(done.stdout))


def _taken(answer: Any) -> tuple[Sheet, ...]:
    if isinstance(answer, Exception):
        raise answer
    sheets: tuple[Sheet, ...] = answer
    return sheets


def serve(seconds: int) -> None:
    """The process: a document on standard input, its sheets or what is the matter on standard output."""
    _hold(seconds)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # nobody else writes there
    pickle.dump(_answer(sys.stdin.buffer.read()), answers)
    answers.flush()


def _answer(data: bytes) -> tuple[Sheet, ...] | Exception:
    try:
        return read_pdf(data)
    except UnreadableError as error:
        return UnreadableError(error.problem, error.remedy)
    except (MemoryError, RecursionError):
        return _endless()
    except Exception as error:  # pdfminer's own errors need pdfminer to be read
        return ValueError(str(error))


def _hold(seconds: int) -> None:
    """Lets the system end the process beyond the bounds. Windows can not; there the clock alone does."""
    if sys.platform != "win32":
        import resource

        for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MOST_MEMORY)):
            hard = resource.getrlimit(kind)[1]
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (least, hard))


def _endless() -> UnreadableError:
    return UnreadableError(say("读它要花的时间或内存多得异常，没有读完。"), say("请向报送单位要 Excel 或 Word 原件。"))
