"""A report read again: what was found in a folder, each finding with the form that it concerns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xlperf.cells import read_area
from xlperf.decisions import UNDECIDED, Decision, Handling
from xlperf.findings import Severity

MOOT = ("older", "same")
"""Standings of a form in whose place another counts."""


@dataclass(frozen=True, slots=True)
class ReportedForm:
    """A form of a report: whose it is; `standing` where the folder has several of it."""

    sheet: str
    area: str
    unit: str
    project: str
    year: str
    standing: str | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """A finding of a report. `form` is the how-manieth of its workbook, from 0, None where it concerns the file."""

    number: str
    code: str
    severity: Severity
    form: int | None
    sheet: str
    cell: str
    message: str
    actual: str
    expected: str
    source: str
    remedy: str
    decision: Decision = UNDECIDED


@dataclass(frozen=True, slots=True)
class ReportedFile:
    """A workbook of a report; `error` is why it was not judged."""

    path: str
    output: str | None
    status: str
    error: str
    forms: tuple[ReportedForm, ...]
    findings: tuple[Reported, ...]

    @property
    def is_failure(self) -> bool:
        """It was not judged, and not because it is none of the unit's."""
        return not self.forms and self.status != "skipped"

    def form_of(self, finding: Reported) -> ReportedForm | None:
        """The form that a finding concerns."""
        return self.forms[finding.form] if finding.form is not None else None

    def counted(self) -> Iterator[Reported]:
        """The findings but those in forms in whose place another counts."""
        for finding in self.findings:
            form = self.form_of(finding)
            if form is None or form.standing not in MOOT:
                yield finding


def read_file(text: str) -> ReportedFile:
    """A file of a report. Raises ValueError, TypeError or LookupError for anything else."""
    document = json.loads(text)
    forms = tuple(map(_read_form, document["forms"]))
    inner = [
        _read_finding(found, at, forms[at].sheet, found["cell"])
        for at, form in enumerate(document["forms"])
        for found in form["findings"]
    ]
    own = [_read_own(found, forms) for found in document["findings"]]
    return ReportedFile(
        document["path"], document["output"], document["status"], document["error"] or "", forms, (*own, *inner)
    )


def _read_form(form: dict[str, Any]) -> ReportedForm:
    unit, project = form["unit"] or form["department"] or "", form["project"] or ""
    year = form["year"] if isinstance(form["year"], int) else ""
    return ReportedForm(form["sheet"], form["range"], unit, project, str(year), form.get("standing"))


def _read_own(found: dict[str, Any], forms: Sequence[ReportedForm]) -> Reported:
    """A finding of the file: of several workbooks, with its sheet in `cell`, or of the file as a whole."""
    sheet, _, cell = (found["cell"] or "").rpartition("!")
    at = next((at for at, form in enumerate(forms) if form.sheet == sheet and _covers(form, cell)), None)
    return _read_finding(found, at, sheet, cell)


def _covers(form: ReportedForm, cell: str) -> bool:
    area, place = read_area(form.area), read_area(cell)
    return area is not None and place is not None and area.covers(place.top, place.left)


def _read_finding(found: dict[str, Any], form: int | None, sheet: str, cell: str | None) -> Reported:
    return Reported(
        number=found.get("number") or "",
        code=found["code"],
        severity=Severity(found["severity"]),
        form=form,
        sheet=sheet,
        cell=cell or "",
        message=found["message"],
        actual=found["actual"] or "",
        expected=found["expected"] or "",
        source=found["source"] or "",
        remedy=found["remedy"] or "",
        decision=_read_decision(found.get("decision")),
    )


def _read_decision(told: dict[str, Any] | None) -> Decision:
    if told is None:
        return UNDECIDED
    handling: Handling | None = told["handling"]
    return Decision(told["send"] if handling is None else None, handling, told["reason"] or "")
