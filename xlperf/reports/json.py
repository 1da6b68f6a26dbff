"""report.json and `--format json`: the shape that programs rely on (schema xlperf.report/1)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from typing import Any

from xlperf.cells import Value
from xlperf.edits import Restated
from xlperf.outcomes import FileOutcome
from xlperf.reports.json_form import finding_document, form_document, plain, text_of
from xlperf.settings import UNSET, CheckSettings, Settings

SCHEMA = "xlperf.report/1"

_SURROGATES = re.compile("[\ud800-\udfff]")


def render_json(
    outcomes: Iterable[FileOutcome], version: str, lang: str = "zh", *, show: bool = False, settings: Settings = UNSET
) -> str:
    """The report as JSON text, ending in a line break; half of a surrogate pair, which no file can hold, is escaped."""
    document = report_document(outcomes, version, lang, show=show, settings=settings)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return _SURROGATES.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def report_document(
    outcomes: Iterable[FileOutcome], version: str, lang: str = "zh", *, show: bool = False, settings: Settings = UNSET
) -> dict[str, Any]:
    """The report as plain values: numbers are decimal strings, a blank is None, what cannot be read {"text": …}.

    `show`: each form with how it was recognised. `settings`: what an office set about the checks of this run.
    """
    files = [file_document(outcome, lang, show=show) for outcome in outcomes]
    return {"schema": SCHEMA, "version": version, "settings": settings_document(settings), "files": files}


def settings_document(settings: Settings) -> dict[str, Any] | None:
    """What was set, by check and key; None where there was neither a file nor a single setting."""
    if settings == UNSET:
        return None
    checks = {code: _set_keys(check) for code, check in sorted(settings.checks.items())}
    return {"sources": list(settings.sources), "checks": checks}


def _set_keys(check: CheckSettings) -> dict[str, bool | str]:
    values = {each.name: getattr(check, each.name) for each in fields(check)}
    return {key: value if isinstance(value, bool) else str(value) for key, value in values.items() if value is not None}


def _restated(value: Restated) -> dict[str, str | None]:
    """A formula whose stored value the figures of the run change."""
    return {"cell": str(value.ref), "before": _plain(value.before), "value": _plain(value.after)}


def _plain(value: Value) -> str | None:
    return plain(value) if isinstance(value, Decimal) else None if value is None else str(value)


def file_document(outcome: FileOutcome, lang: str, *, show: bool = False) -> dict[str, Any]:
    """One file: how it ended, its own findings (a cell with its sheet), its forms."""
    book = outcome.evaluation
    findings = book.findings if book else ()
    forms = book.forms if book else ()
    return {
        "path": outcome.path,
        "output": outcome.output,
        "result": outcome.result,
        "status": outcome.status,
        "error": text_of(outcome.error, lang),
        "remedy": text_of(outcome.remedy, lang),
        "cautions": [caution.text(lang) for caution in outcome.cautions],
        "findings": [finding_document(f, str(f.ref) if f.ref else None, lang) for f in findings],
        "restated": [_restated(value) for value in (book.restated if book else ())],
        "forms": [form_document(evaluation, lang, show=show) for evaluation in forms],
    }
