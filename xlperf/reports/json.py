"""report.json and `--format json`: the shape that programs rely on (schema xlperf.report/1)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from xlperf.cells import Value
from xlperf.decisions import Decision
from xlperf.edits import Restated
from xlperf.findings import Finding, Severity
from xlperf.outcomes import FileOutcome
from xlperf.reports.json_form import finding_document, form_document
from xlperf.reports.json_values import plain, text_of
from xlperf.settings import UNSET, CheckSettings, Settings

SCHEMA = "xlperf.report/1"

_ENCODE = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode

_SURROGATES = re.compile("[\ud800-\udfff]")


def render_json(
    outcomes: Iterable[FileOutcome], version: str, lang: str = "zh", *, show: bool = False, settings: Settings = UNSET
) -> str:
    """The report as JSON text, a line a file.

    Numbers are decimal strings, a blank is null, what cannot be read {"text": …}. `show`: each form with how it was
    recognised. `settings`: what an office set about the checks of this run.
    """
    return "".join(report_pieces((file_text(outcome, lang, show=show) for outcome in outcomes), version, settings))


_NOT_CHECKED = '"not_checked": '


def report_pieces(
    files: Iterable[str],
    version: str,
    settings: Settings = UNSET,
    left: int = 0,
    folder: Iterable[str] = (),
    unchecked: Iterable[str] = (),
) -> Iterator[str]:
    """The report as pieces of text, one for each file as `file_text` gives it: a folder's would not fit into memory.

    `left` counts the workbooks that a run which was broken off has not come to; `folder` are pieces of the keys
    that speak of all files together, each key with its comma. `unchecked` are the checks that were not made, since
    there was nothing to hold against, or because they were off.
    """
    listed = list(unchecked)
    not_made = f"{_NOT_CHECKED}{json_text(listed)}, " if listed else ""
    unfinished = f'"unfinished": {left}, ' if left else ""
    head = f'{{"schema": {json_text(SCHEMA)}, "version": {json_text(version)}, {not_made}"settings": '
    yield f"{head}{json_text(settings_document(settings))}, {unfinished}"
    yield from folder
    yield '"files": ['
    gap = "\n"
    for file in files:
        yield gap + file
        gap = ",\n"
    yield "\n]}\n"


def report_files(report: Iterable[str]) -> Iterator[str]:
    """The texts of the files in the lines of a report that `report_pieces` made. Raises ValueError for another."""
    lines = iter(report)
    head = next(lines, "")
    if not head.startswith(f'{{"schema": {json_text(SCHEMA)}, '):
        raise ValueError(head[:40])
    stripped = (line.rstrip("\n") for line in lines)
    return (line.removesuffix(",") for line in stripped if line.startswith('{"path"'))


def report_unchecked(report: Iterable[str]) -> frozenset[str]:
    """The checks that were not made, from the lines of a report that `report_pieces` made."""
    _, found, rest = next(iter(report), "").partition(_NOT_CHECKED)
    return frozenset(json.JSONDecoder().raw_decode(rest)[0]) if found else frozenset()


def file_text(outcome: FileOutcome, lang: str = "zh", *, show: bool = False) -> str:
    """One file of the report as JSON text."""
    return json_text(file_document(outcome, lang, show=show))


def add_findings(text: str, findings: Iterable[Finding], lang: str = "zh") -> str:
    """The text of a file with further findings of its own; one without any before has some now."""
    document = json.loads(text)
    document["findings"] += [finding_document(found, str(found.ref) if found.ref else None, lang) for found in findings]
    if document["status"] == "ok" and document["findings"]:
        document["status"] = "findings"
    return json_text(document)


def decision_document(decision: Decision, severity: Severity) -> dict[str, object]:
    """What the reviewing office decided about a finding: whether it goes into the letter, how it was settled, why."""
    return {"send": decision.sends(severity), "handling": decision.handling, "reason": decision.reason or None}


def add_standings(text: str, standings: Mapping[int, str]) -> str:
    """The text of a file, some of whose forms the folder has several of: what becomes of each, by its place."""
    document = json.loads(text)
    for place, standing in standings.items():
        document["forms"][place]["standing"] = standing
    return json_text(document)


def add_decisions(
    text: str, decisions: Mapping[str, Decision], renamed: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The text of a file with what was decided, by number; `renamed`: numbers that are to be shown otherwise."""
    document = json.loads(text)
    for finding in (*document["findings"], *(each for form in document["forms"] for each in form["findings"])):
        finding["number"] = renamed.get(finding["number"], finding["number"])
        if (decision := decisions.get(finding["number"])) is not None:
            finding["decision"] = decision_document(decision, Severity(finding["severity"]))
    return json_text(document)


def json_text(document: object) -> str:
    """JSON with its characters as they are; half of a surrogate pair, which no file can hold, is escaped."""
    text = _ENCODE(document)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text


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
