"""What of a workbook is compared with others: few enough values that a whole folder's fit into memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from xlperf.across.detailing import project_code
from xlperf.cells import CellRef
from xlperf.evaluation import Evaluation
from xlperf.findings import Finding
from xlperf.form import Entry, Figure, Form
from xlperf.ooxml.lineage import Lineage
from xlperf.outcomes import FileOutcome, Found, count_found

Codes = Mapping[str, Found]
"""Check → how many findings of each severity."""


class FormFacts(NamedTuple):
    """One form: whose it is, what it says in sum, and how it was judged.

    `project`, `unit` and `department` are as they stand in the head, empty where they do not, and so is `code`, that of
    the project; `place` is the cell that a finding on the form as a whole goes to; `content` is a digest of all that
    the unit wrote. `rate` is the execution rate after the run as a decimal string; `blocks` are the kinds of its parts.
    """

    sheet: str
    place: str
    kind: str
    project: str
    unit: str
    department: str
    year: int | None
    content: str
    pack: str
    grade: str | None
    rate: str | None
    blocks: tuple[str, ...]
    codes: Codes
    code: str = ""


class FileFacts(NamedTuple):
    """One workbook: `path` as in the report, its place among its versions, the file's own findings, its forms."""

    path: str
    lineage: Lineage
    codes: Codes
    forms: tuple[FormFacts, ...]


def gather_facts(outcome: FileOutcome) -> FileFacts:
    """The facts of a workbook that was judged, or that could not be."""
    book = outcome.evaluation
    codes = count_codes(book.findings) if book is not None else {}
    forms = tuple(map(_form_facts, book.forms)) if book is not None else ()
    return FileFacts(outcome.path, outcome.lineage or Lineage(), codes, forms)


def count_codes(findings: Iterable[Finding]) -> Codes:
    """Findings counted by check and severity."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    return {code: count_found(found) for code, found in by_code.items()}


def _form_facts(evaluation: Evaluation) -> FormFacts:
    form, head = evaluation.form, evaluation.form.head
    return FormFacts(
        sheet=form.sheet,
        place=_place(form).address,
        kind=form.kind,
        project=_text(head.project),
        unit=_text(head.unit),
        department=_text(head.department),
        year=head.year,
        content=blake2b("\x1f".join(_words(form)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        pack=evaluation.pack.id,
        grade=evaluation.grade,
        rate=_rate(evaluation),
        blocks=tuple(dict.fromkeys(block.kind for block in evaluation.blocks)),
        codes=count_codes(evaluation.findings),
        code=code.text if (code := project_code(head)) is not None else "",
    )


def _rate(evaluation: Evaluation) -> str | None:
    line = evaluation.form.total_line
    figure = line.execution_rate if line else None
    rate = None if figure is not None and figure.is_mark else evaluation.rate(line)
    return None if rate is None else str(rate)


def _place(form: Form) -> CellRef:
    """Where the project's name stands; the unit's, or the form's first cell, where there is none."""
    entry = form.head.project or form.head.unit or form.head.title
    return entry.ref if entry is not None else CellRef(form.sheet, form.area.top, form.area.left)


def _words(form: Form) -> Iterator[str]:
    """All that the unit wrote: a number as it is, however it shows, a text without blanks."""
    head = form.head
    yield from map(_word, (head.project, head.department, head.unit, head.year_entry))
    yield from map(_word, (form.goal_expected, form.goal_actual, form.reason))
    for line in form.funds:
        yield _word(line.label)
        yield from map(_word, (*line.amounts, line.weight, line.execution_rate, line.score))
    for row in form.indicators:
        yield from map(_word, (row.level2, row.level3, row.target, row.actual, row.weight, row.score, row.reason))
    for criterion in form.criteria:
        yield from map(_word, (criterion.level2, criterion.level3, criterion.weight, criterion.score))
    yield from (_word(given.figure) for given in form.inputs)
    if form.total is not None:
        yield from map(_word, (form.total.weight, form.total.score))


def _text(entry: Entry | None) -> str:
    return entry.text.strip() if entry is not None else ""


def _word(entry: Entry | None) -> str:
    if entry is None:
        return ""
    number = entry.number if isinstance(entry, Figure) else None
    return "".join(entry.text.split()) if number is None else str(number.normalize())


def read_facts(stored: list[Any]) -> FileFacts:
    """The facts from what `json.dumps` of them gives. Raises TypeError, ValueError or LookupError for anything else."""
    path, lineage, codes, forms = stored
    return FileFacts(path, Lineage(*lineage), _read_codes(codes), tuple(map(_read_form, forms)))


def _read_form(stored: list[Any]) -> FormFacts:
    facts = FormFacts(*stored)
    return facts._replace(blocks=tuple(facts.blocks), codes=_read_codes(facts.codes))


def _read_codes(stored: Mapping[str, Iterable[int]]) -> Codes:
    return {code: Found(*counts) for code, counts in stored.items()}


def sum_codes(every: Iterable[Codes]) -> Codes:
    """Counts of several forms or files added up."""
    sums: dict[str, Counter[int]] = {}
    for codes in every:
        for code, found in codes.items():
            sums.setdefault(code, Counter()).update(dict(enumerate(found)))
    return {code: Found(*(counts[place] for place in range(3))) for code, counts in sums.items()}
