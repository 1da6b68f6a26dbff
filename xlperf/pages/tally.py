"""Counting what was found, and the conclusion in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from xlperf.evaluation import BookEvaluation, Evaluation
from xlperf.findings import Finding, Severity, Verdict
from xlperf.messages import Message, say
from xlperf.pages.wording import SEVERITY, listed


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, then down the sheet."""
    return sorted(findings, key=lambda f: (f.severity.rank, (f.ref.row, f.ref.column) if f.ref else (0, 0), f.code))


def count_severities(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """How many findings of each severity, none left out."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in Severity}


def count_verdicts(forms: Iterable[Evaluation]) -> Mapping[str, int]:
    """How often checks ended as pass, finding, not-applicable, no-data."""
    return Counter(verdict.verdict for form in forms for verdict in form.verdicts)


def group_unjudged(verdicts: Iterable[Verdict]) -> list[tuple[Message, list[str]]]:
    """Why something could not be judged, with the checks that say so; a check may have judged the rest of the form.

    A check that does not apply leaves nothing open; its reason stands in report.json.
    """
    groups: dict[tuple[str, Message], list[str]] = {}
    for verdict in verdicts:
        if verdict.reason is not None and verdict.verdict != "not-applicable":
            groups.setdefault((verdict.verdict, verdict.reason), []).append(verdict.code)
    return [(_unjudged_reason(*key), codes) for key, codes in groups.items()]


def _unjudged_reason(verdict: str, reason: Message) -> Message:
    if verdict == "no-data":
        return say("数据不足：{reason}", reason=reason)
    return say("{reason}（其余已检查）", reason=reason)


def count_blanks(evaluation: Evaluation) -> int:
    """Computed cells that came blank, filled in this run or not."""
    figures = evaluation.form.computed_figures()
    return sum(figure.is_blank and evaluation.scores.at(figure.ref) is not None for figure in figures)


def conclude(findings: Iterable[Finding], forms: Iterable[Evaluation]) -> Message:
    """What was found and what could not be judged, in one sentence; without a finding, what was checked."""
    counts, verdicts = count_severities(findings), count_verdicts(forms)
    parts = [say("{count} 处{kind}", count=n, kind=SEVERITY[severity]) for severity, n in counts.items() if n]
    passed, unjudged = verdicts.get("pass", 0), verdicts.get("no-data", 0)
    found = say("发现 {parts}", parts=listed(parts)) if parts else say("未发现问题")
    return say(
        "{found}；{passed} 项检查通过{unjudged}。",
        found=found,
        passed=passed,
        unjudged=say("，{count} 项检查无法判断", count=unjudged) if unjudged else "",
    )


def conclude_book(book: BookEvaluation) -> Message:
    """The conclusion on all of a workbook."""
    return conclude(book.all_findings(), book.forms)
