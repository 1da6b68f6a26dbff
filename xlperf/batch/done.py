"""What is kept of a workbook that was worked on: how it ended, and what the folder's reports need of it.

All of it is JSON, compressed where it is long: a journal that somebody else has touched can at worst hold wrong words.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from xlperf.across.detailing import gather_details
from xlperf.across.details import Details, read_details, write_details
from xlperf.across.facts import FileFacts, gather_facts, read_facts
from xlperf.batch.fingerprints import fingerprint_file
from xlperf.cells import CellRef
from xlperf.checks.same_words import Use, find_uses
from xlperf.evaluation import Options
from xlperf.findings import Severity
from xlperf.messages import Message, say
from xlperf.ooxml.zipcopy import deflate
from xlperf.outcomes import FileOutcome, Found
from xlperf.pages.issues import IssueRow, issue_rows
from xlperf.pages.summary import summary_rows
from xlperf.pages.table import Spots
from xlperf.reports.json import file_text
from xlperf.scoring.practice import Sightings, count_sightings
from xlperf.sheets import Spot
from xlperf.task import Task, run_task

DAMAGED = (ValueError, TypeError, LookupError, ArithmeticError, zlib.error)
"""What reading anything of a row raises that another program, or another version, has written."""


class Numbered(NamedTuple):
    """A finding: which form of the workbook, from 0, None for the file's own; its full number, its severity."""

    form: int | None
    number: str
    severity: Severity


class Done(NamedTuple):
    """One workbook as the journal keeps it.

    `source` is the fingerprint of the workbook before it was read; `copies` are the names of what was written, with the
    fingerprint of each. `sightings` are None in a run that follows the folder's practices: the first reading gave them.
    """

    path: str
    source: str
    copies: str
    outcome: str
    sightings: str | None
    facts: str
    uses: str
    numbers: str
    details: bytes
    forms: bytes
    issues: bytes
    document: bytes


def work_on(task: Task, options: Options, force: bool, lang: str) -> Done:
    """Judges a workbook, writes its copy, and keeps of both what is needed; never raises an Exception."""
    source = fingerprint_file(task.source)
    outcome = run_task(task, options, force=force, lang=lang)
    return keep(outcome, source, task, options, lang)


def keep(outcome: FileOutcome, source: str, task: Task | None, options: Options, lang: str) -> Done:
    """What is kept of an outcome; without a task, of a file that was not opened."""
    copies = [(name, fingerprint_file(path)) for name, path in _written(outcome, task)]
    issues = list(issue_rows(outcome))
    return Done(
        path=outcome.path,
        source=source,
        copies=_dump(copies),
        outcome=_dump(_plain_outcome(outcome, lang)),
        sightings=None if options.practices else _dump(_sightings(outcome, options)),
        facts=_dump(gather_facts(outcome)),
        uses=_dump(_uses(outcome)),
        numbers=_dump([(row.form, row.number, row.severity) for row in issues]),
        details=deflate(write_details(gather_details(outcome)).encode()),
        forms=_pack([_plain_spots(row, lang) for row in summary_rows(outcome)]),
        issues=_pack([(row.form, _plain_spots(row.spots, lang)) for row in issues]),
        document=deflate(file_text(outcome, lang).encode("utf-8")),
    )


def _written(outcome: FileOutcome, task: Task | None) -> Iterator[tuple[str, Any]]:
    if task is not None and task.target is not None and outcome.output is not None:
        yield outcome.output, task.target
    if task is not None and task.result is not None and outcome.result is not None:
        yield outcome.result, task.result


def _plain_outcome(outcome: FileOutcome, lang: str) -> list[Any]:
    texts = [message.text(lang) if message is not None else None for message in (outcome.error, outcome.remedy)]
    cautions = [caution.text(lang) for caution in outcome.cautions]
    return [outcome.path, outcome.output, outcome.status, *texts, cautions, outcome.result, outcome.found]


def read_outcome(stored: str) -> FileOutcome:
    """How a file ended, its sentences as they were worded then. Raises ValueError, TypeError or LookupError."""
    path, output, status, error, remedy, cautions, result, found = json.loads(stored)
    told, lines = (_told(error), _told(remedy)), tuple(map(say, cautions))
    return FileOutcome(path, output, status, told[0], told[1], None, lines, result, Found(*found))


def _told(text: str | None) -> Message | None:
    return say(text) if text is not None else None


def _sightings(outcome: FileOutcome, options: Options) -> list[tuple[Sightings, ...]]:
    """What each form's figures say of the folder's practice; a pack that was asked for is what they are held to."""
    book = outcome.evaluation
    forms = book.forms if book is not None else ()
    return [() if options.rules else count_sightings(form.form, form.pack) for form in forms]


def _uses(outcome: FileOutcome) -> list[list[tuple[Any, ...]]]:
    """The words that earned points as actual values, form by form."""
    book = outcome.evaluation
    forms = book.forms if book is not None else ()
    return [[_plain_use(use) for use in find_uses(each.form, each.pack, each.standing)] for each in forms]


def _plain_use(use: Use) -> tuple[Any, ...]:
    return use.text, use.is_target, use.ref.sheet, use.ref.row, use.ref.column, str(use.share), str(use.slack)


def read_uses(stored: str) -> list[list[Use]]:
    """Form by form, without indicators' names and scores as they are written. Raises what read_outcome raises."""
    return [[_read_use(*use) for use in form] for form in json.loads(stored)]


def _read_use(text: str, is_target: bool, sheet: str, row: int, column: int, share: str, slack: str) -> Use:
    return Use(text, is_target, CellRef(sheet, row, column), "", "", Decimal(share), Decimal(slack))


def read_sightings(stored: str) -> list[tuple[Sightings, ...]]:
    """Form by form. Raises ValueError, TypeError or LookupError."""
    return [tuple(Sightings(*seen) for seen in form) for form in json.loads(stored)]


def read_file_facts(stored: str) -> FileFacts:
    """The facts of a file. Raises ValueError, TypeError or LookupError."""
    return read_facts(json.loads(stored))


def read_file_details(stored: bytes) -> Details:
    """All that the forms of a file say. Raises what read_forms raises."""
    return read_details(_inflate(stored))


def read_forms(stored: bytes) -> list[Spots]:
    """The rows of 汇总. Raises ValueError, TypeError or LookupError; zlib.error where it is damaged."""
    return [_read_spots(row) for row in _unpack(stored)]


def read_issues(stored: bytes, numbers: str) -> list[IssueRow]:
    """The rows of 问题清单. Raises what read_forms raises."""
    pairs = zip(read_numbers(numbers), _unpack(stored), strict=True)
    return [IssueRow(*numbered, _read_spots(spots)) for numbered, (_, spots) in pairs]


def read_numbers(stored: str) -> list[Numbered]:
    """The numbers of a file's findings. Raises what read_outcome raises."""
    return [Numbered(form, number, Severity(severity)) for form, number, severity in json.loads(stored)]


def read_document(stored: bytes) -> str:
    """The file's part of report.json. Raises what read_forms raises."""
    return _inflate(stored).decode("utf-8")


def _plain_spots(spots: Iterable[Spot], lang: str) -> list[list[Any]]:
    return [_plain_spot(spot, lang) for spot in spots]


def _plain_spot(spot: Spot, lang: str) -> list[Any]:
    """Look, value, link; a text in a list of one, so that it is no number."""
    value = spot.value
    if isinstance(value, Message):
        value = value.text(lang)
    told: Any = [value] if isinstance(value, str) else str(value) if isinstance(value, Decimal) else value
    return [spot.style, told] if spot.link is None else [spot.style, told, spot.link]


def _read_spots(stored: list[list[Any]]) -> Spots:
    return tuple(_read_spot(*entry) for entry in stored)


def _read_spot(style: str, value: Any, link: str | None = None) -> Spot:
    told = value[0] if isinstance(value, list) else Decimal(value) if isinstance(value, str) else value
    return Spot(told, style, link=link)


_dump = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def _pack(value: object) -> bytes:
    return deflate(_dump(value).encode())


def _unpack(stored: bytes) -> Any:
    return json.loads(_inflate(stored))


def _inflate(stored: bytes) -> bytes:
    return zlib.decompress(stored, -15)
