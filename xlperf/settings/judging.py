"""Checks as the settings have them: left out, or of another severity."""

from __future__ import annotations

from dataclasses import replace

from xlperf.checks import Case, Check, find_check, judge
from xlperf.findings import Finding, Severity, Verdict
from xlperf.messages import say
from xlperf.settings.values import Settings

SWITCHED_OFF = say("设置中已关闭")
"""Why a check that is off does not apply."""


def judge_by(settings: Settings, check: Check, case: Case) -> tuple[tuple[Finding, ...], Verdict]:
    """Runs a check on a case: its findings, and how it ended; one that is off is not run."""
    if settings.of(check.code).off:
        return (), Verdict(check.code, "not-applicable", SWITCHED_OFF)
    findings, verdict = judge(check, case)
    return tuple(regrade(settings, finding) for finding in findings), verdict


def regrade(settings: Settings, finding: Finding) -> Finding:
    """The finding with the severity that is set for its check.

    Where the check itself held it milder than usual (尾差, 口径差), it becomes no graver; where it rests on a clause
    that does not bind, a warning at most.
    """
    wanted, check = settings.of(finding.code).severity, find_check(finding.code)
    if wanted is None or check is None:
        return finding
    severity = Severity(wanted)
    if finding.severity.rank > check.severity.rank:
        severity = _milder(severity, finding.severity)
    if not finding.is_binding:
        severity = _milder(severity, Severity.WARNING)
    return replace(finding, severity=severity)


def _milder(one: Severity, other: Severity) -> Severity:
    return max(one, other, key=lambda severity: severity.rank)
