"""The findings of a form, and of a workbook's forms, with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from xlperf.cells import CellRef
from xlperf.findings import Finding
from xlperf.form import Entry, Form
from xlperf.numbering.spelling import spell
from xlperf.numbering.subjects import Subject, name_subjects
from xlperf.recognition.folding import fold


def number_book(forms: Iterable[tuple[Form, Sequence[Finding]]], name: str) -> list[list[str]]:
    """The full numbers of each form's findings; `name` is the workbook's, for a form that names no project."""
    met = Counter[Subject]()
    numbers = []
    for form, findings in forms:
        identity = identify(form, name)
        met[identity] += 1
        numbers.append(number_form(form, findings, (*identity, str(met[identity]))))
    return numbers


def number_file(code: str, path: str) -> str:
    """The full number of what was found of a file in which there is no form; `path` is all that is known of it."""
    return spell(code, ("file", fold(path)))


def identify(form: Form, name: str = "") -> Subject:
    """Whose form it is, as `name_whole` tells it; `name` is the workbook's."""
    head = form.head
    unit, code = _text(head.unit) or _text(head.department), _text(head.code)
    return name_whole(form.kind, unit, (code, _text(head.project)), head.year, _text(form.goal_expected), name)


def name_whole(kind: str, unit: str, project: tuple[str, str], year: int | None, goal: str, name: str) -> Subject:
    """A form by its kind, unit, project (code and name) and year.

    Where it names no project, the goal stands for it; where that is missing too, the workbook's name.
    """
    whose = fold(unit).removesuffix("(本级)")
    code, project_name = map(fold, project) if not kind.startswith("department") else ("", whose)
    named = code + project_name or fold(goal) or fold(PurePath(name).stem).removesuffix("_已校验")
    return (kind, whose, named, str(year or ""))


def number_form(form: Form, findings: Sequence[Finding], identity: Subject) -> list[str]:
    """The full numbers of a form's findings, in their order."""
    subjects = name_subjects(form, {finding.ref for finding in findings if finding.ref is not None})
    keys = [(finding.code, *_about(finding, subjects)) for finding in findings]
    numbers = {}
    for at, key, which in _told_apart(findings, keys):
        numbers[at] = spell(key[0], (*identity, *key[1:], which))
    return [numbers[at] for at in range(len(findings))]


def _about(finding: Finding, subjects: Mapping[CellRef, Subject]) -> Subject:
    """What a finding is about; of one without a cell, its words are all there is."""
    if finding.ref is not None:
        return subjects.get(finding.ref, ("cell",))
    return ("form", finding.message.template, *(str(value) for _, value in finding.message.values))


def _told_apart(findings: Sequence[Finding], keys: Iterable[Subject]) -> Iterator[tuple[int, Subject, str]]:
    """Findings of one check about one subject, numbered down the sheet."""
    met = Counter[Subject]()
    order = sorted(enumerate(keys), key=lambda pair: _place(findings[pair[0]]))
    for at, key in order:
        met[key] += 1
        yield at, key, str(met[key])


def _place(finding: Finding) -> tuple[int, int, str]:
    row, column = finding.ref[1:] if finding.ref is not None else (0, 0)
    return row, column, str(finding.message)


def _text(entry: Entry | None) -> str:
    return entry.text.strip() if entry is not None and not entry.is_mark else ""
