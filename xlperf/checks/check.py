"""What a check is: a code, its words, and a function from a case to what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from xlperf.cells import CellRef
from xlperf.checks.sums import Sums
from xlperf.findings import Finding, Severity, Verdict
from xlperf.form import Figure, Form
from xlperf.messages import Message, say
from xlperf.rules import USUAL, RulePack, Thresholds
from xlperf.scores import Clause, ScoreSheet
from xlperf.scoring.totals import standing_value

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case:
    """What a check looks at: a form, the pack it is judged by, and what that pack computes.

    `batch` says that the form came in a folder; `file` is the workbook's name, empty where there is none; `thresholds`
    are the pack's, or what the settings make of them; `sums` what the amounts of the whole workbook should make
    together, where it was gathered.
    """

    form: Form
    pack: RulePack
    scores: ScoreSheet
    batch: bool = False
    file: str = ""
    thresholds: Thresholds = USUAL
    sums: Sums | None = None
    _made: dict[Callable[[Form], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, work: Callable[[Form], T]) -> T:
        """What some work makes of the form, done once however many checks ask for it."""
        if work not in self._made:
            self._made[work] = work(self.form)
        made: T = self._made[work]
        return made

    def standing(self, figure: Figure | None) -> Decimal | None:
        """The figure as it stands after filling; None where unknown."""
        return standing_value(figure, self.scores.lines) if figure is not None else None


@dataclass(frozen=True, slots=True)
class Passed:
    """One subject was judged, and is right."""


@dataclass(frozen=True, slots=True)
class Unjudged:
    """One subject could not be judged, and why."""

    why: Message


@dataclass(frozen=True, slots=True)
class Inapplicable:
    """The form has nothing that the check is about, and what that would be."""

    why: Message


PASSED = Passed()
Result = Finding | Passed | Unjudged | Inapplicable
"""What a check yields per subject; a check that yields nothing does not apply to the form."""

NOTHING_TO_SEE = say("表中没有这项检查要看的内容")
"""Why a check that yields nothing does not apply."""
NOT_READ = say("缺栏目（见 T102），没有读到这项检查要看的内容")
"""Why such a check is open where the form lacks a column: what it is about may stand there."""


def judged_across(case: Case) -> Iterator[Result]:
    """Yields nothing: one form alone says nothing of it; the room `across` compares the forms of a folder."""
    yield from ()


@dataclass(frozen=True, slots=True)
class Check:
    """A check: code for machines, slug and Chinese name for people, and its words for the manual.

    `remedy` is what a clerk does about it; `wrong` and `right` are an example of each.
    """

    code: str
    slug: str
    name: str
    severity: Severity
    holds_when: str
    source: str
    remedy: str
    wrong: str
    right: str
    run: Callable[[Case], Iterator[Result]]

    def finding(
        self,
        message: Message,
        ref: CellRef | None,
        *,
        severity: Severity | None = None,
        expected: str | None = None,
        actual: str | None = None,
        clause: Clause | None = None,
        remedy: Message | None = None,
    ) -> Finding:
        """A finding of this check, of its own severity unless told; a clause that does not bind makes it a warning."""
        grave = severity or self.severity
        binds = clause is None or clause.binding
        if not binds and grave is Severity.ERROR:
            grave = Severity.WARNING
        source = str(clause) if clause else self.source
        told = remedy or say(self.remedy)
        return Finding(self.code, grave, message, ref, expected, actual, source, told, is_binding=binds)


def judge(check: Check, case: Case) -> tuple[tuple[Finding, ...], Verdict]:
    """Runs a check on a case: its findings, and how it ended."""
    findings: list[Finding] = []
    unjudged: list[Message] = []
    absent: list[Message] = []
    has_passed = False
    for result in check.run(case):
        if isinstance(result, Passed):
            has_passed = True
        elif isinstance(result, Finding):
            findings.append(result)
        elif isinstance(result, Unjudged):
            unjudged.append(result.why)
        else:
            absent.append(result.why)
    if findings or has_passed:
        return tuple(findings), Verdict(check.code, "finding" if findings else "pass", _reason(unjudged))
    return (), Verdict(check.code, *_conclude(unjudged, absent, is_whole=not case.form.missing))


def _conclude(unjudged: list[Message], absent: list[Message], is_whole: bool) -> tuple[str, Message | None]:
    """The verdict where nothing was judged: the reason names what could not be, else why the check does not apply."""
    if unjudged:
        return "no-data", _reason(unjudged)
    if not absent and not is_whole:
        return "no-data", NOT_READ
    return "not-applicable", _reason(absent) or NOTHING_TO_SEE


def _reason(reasons: list[Message]) -> Message | None:
    """The reasons, each once, with how often."""
    if not reasons:
        return None
    counts = Counter(reasons)
    parts = [say("{count} 处：{why}", count=count, why=why) if count > 1 else why for why, count in counts.items()]
    joined = parts[0]
    for part in parts[1:4]:
        joined = say("{one}；{other}", one=joined, other=part)
    return joined
