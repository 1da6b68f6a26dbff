"""Real third-party workbooks beside the project, where they are present."""

from __future__ import annotations

from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of third-party workbooks is not beside the project"
)


def corpus_files() -> list[Path]:
    """Every workbook of the corpus, in a stable order; empty where it is absent."""
    return sorted(path for path in CORPUS.glob("*/*") if path.suffix.lower() in (".xlsx", ".xlsm", ".xltx", ".xltm"))
