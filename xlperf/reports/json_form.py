"""One form in report.json: head, funds, indicators, totals, what was filled and found."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlperf.across.detailing import project_code
from xlperf.evaluation import Evaluation, Filled
from xlperf.findings import Finding
from xlperf.form import FundLine, Head, Indicator
from xlperf.messages import say
from xlperf.numbering import short
from xlperf.reports.json_planned import planned_document
from xlperf.reports.json_rubric import rubric_document
from xlperf.reports.json_values import number_of, plain, text_of, words_of
from xlperf.reports.recognition import recognition_document, unread_document


def form_document(evaluation: Evaluation, lang: str, *, show: bool = False) -> dict[str, Any]:
    """A form with everything that was read, computed and found, and what of it was not understood.

    `show`: also with what each cell was taken for.
    """
    recognition = {"recognition": recognition_document(evaluation.form, lang)} if show else {}
    return {
        **_identity(evaluation, lang),
        "funds": [_fund_line(line, evaluation) for line in evaluation.form.funds],
        "indicators": [_indicator(row, evaluation) for row in evaluation.form.indicators],
        **rubric_document(evaluation, lang),
        **_totals(evaluation),
        **planned_document(evaluation.form),
        "filled": [_given(filled) for filled in evaluation.filled],
        "corrected": [{**_given(filled), "before": _before(filled)} for filled in evaluation.corrected],
        "verdicts": [
            {"code": verdict.code, "verdict": verdict.verdict, "reason": text_of(verdict.reason, lang)}
            for verdict in evaluation.verdicts
        ],
        "findings": [finding_document(f, _cell(f, evaluation), lang) for f in evaluation.findings],
        "unread": unread_document(evaluation.form, lang),
        **recognition,
    }


def _cell(finding: Finding, evaluation: Evaluation) -> str | None:
    """The place of a finding; what a rubric rests on may stand on another sheet than the form."""
    ref = finding.ref
    return None if ref is None else ref.address if ref.sheet == evaluation.form.sheet else str(ref)


def _identity(evaluation: Evaluation, lang: str) -> dict[str, Any]:
    form = evaluation.form
    return {
        "sheet": form.sheet,
        "range": str(form.area),
        "form": form.definition,
        "rules": evaluation.pack.id,
        "rules_reason": evaluation.pack_reason.text(lang),
        "year": _year(form.head),
        "project": words_of(form.head.project),
        "project_code": code.text if (code := project_code(form.head)) is not None else None,
        "department": words_of(form.head.department),
        "unit": words_of(form.head.unit),
        "money_unit": form.money_unit,
    }


def _fund_line(line: FundLine, evaluation: Evaluation) -> dict[str, Any]:
    """Amounts, where a nil mark is zero; a mark in place of a rate or of points says that there are none."""
    amounts = {key: getattr(line, key) for key in ("initial_budget", "full_year_budget", "executed")}
    others = {key: getattr(line, key) for key in ("execution_rate", "weight", "score")}
    scored = line.role == "total"
    return {
        "label": line.label.text.strip(),
        **{key: number_of(figure, evaluation, mark_is_zero=True) for key, figure in amounts.items()},
        **{key: number_of(figure, evaluation, scored and key == "score") for key, figure in others.items()},
        "row": line.label.ref.row,
    }


def _indicator(row: Indicator, evaluation: Evaluation) -> dict[str, Any]:
    """An indicator; a nil mark as the score of a row that counts is zero, elsewhere there is nothing."""
    expected = evaluation.scores.at(row.score.ref) if row.score else None
    return {
        "level1": words_of(row.block.label),
        "level2": words_of(row.level2),
        "level3": words_of(row.level3),
        "target": words_of(row.target),
        "actual": words_of(row.actual),
        "kind": row.kind,
        "weight": number_of(row.weight, evaluation, mark_is_zero=False),
        "score": number_of(row.score, evaluation, mark_is_zero=row.is_applicable),
        "expected_score": plain(expected.awarded) if expected else None,
        "reason": words_of(row.reason),
        "row": row.row,
    }


def _totals(evaluation: Evaluation) -> dict[str, Any]:
    """The totals as they stand after the run; beside the contract's, what was submitted and what the rules give."""
    total = evaluation.form.total
    return {
        "total_weight": plain(evaluation.total_weight),
        "total_score": number_of(total.score if total else None, evaluation, mark_is_zero=True),
        "expected_total_score": plain(evaluation.expected_total),
        "submitted_total_score": plain(evaluation.submitted_total),
        "recomputed_total_score": plain(evaluation.recomputed_total),
        "grade": evaluation.grade,
    }


def _given(filled: Filled) -> dict[str, Any]:
    return {"cell": filled.ref.address, "field": filled.field, "value": plain(filled.value)}


def _before(filled: Filled) -> str | None:
    """What stood there, a number in plain digits."""
    before = filled.before
    return plain(before) if isinstance(before, Decimal) else None if before is None else str(before)


def finding_document(finding: Finding, cell: str | None, lang: str) -> dict[str, Any]:
    """A finding; `cell` is its place as the surrounding list names places."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "cell": cell,
        "message": finding.message.text(lang),
        "expected": finding.expected,
        "actual": finding.actual,
        "source": say(finding.source).text(lang) if finding.source else None,
        "remedy": text_of(finding.remedy, lang),
        "number": short(finding.number) if finding.number is not None else None,
        "decision": None,
    }


def _year(head: Head) -> int | dict[str, str] | None:
    """The year; where an entry tells none, its text."""
    if head.year is not None or head.year_entry is None or head.year_entry.is_blank:
        return head.year
    return {"text": head.year_entry.text}
