"""D405: a reason that stands word for word in workbooks of several projects."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.across.details import FormDetails, Words
from xlperf.across.folder import FormAt, UnitKey, unit_of
from xlperf.across.texts import TextIndex, plain_text
from xlperf.across.word_list import across_words
from xlperf.checks.d405_repeated_reason import D405
from xlperf.checks.reasons import INSTRUCTIONS
from xlperf.findings import Finding
from xlperf.messages import say

_INSTRUCTIONS = tuple(map(plain_text, INSTRUCTIONS))

_SHORTEST = 10
"""Signs of a reason that two people would not word alike by chance."""


class RepeatedReasons:
    """The reasons of a folder. Versions of one project may say the same, and so may the rows of one workbook."""

    def __init__(self, unit_key: UnitKey) -> None:
        self._unit_key = unit_key
        self._index = TextIndex()

    def notice(self, at: FormAt) -> None:
        """Its reasons."""
        owner = (self._unit_key(unit_of(at.form)), at.form.name, at.form.kind)
        for reason in find_reasons(at.form):
            self._index.add(plain_text(reason.text), owner, at.place.path)

    def judge(self, at: FormAt) -> Iterator[Finding]:
        """Each reason that others have as well, at its cell."""
        for reason in find_reasons(at.form):
            if (paths := self._index.others(plain_text(reason.text), at.place.path)) is not None:
                message = say("偏差原因与别的工作簿一字不差（{paths}），请核对是否照抄", paths=paths)
                yield D405.finding(message, at.ref(reason.cell), actual=reason.text)


def find_reasons(form: FormDetails) -> Iterator[Words]:
    """The reasons that are long enough to be somebody's own words, a cell merged over rows once."""
    found = (form.reason, *(row.reason for row in form.indicators))
    by_cell = {reason.cell: reason for reason in found if reason is not None}
    yield from (reason for reason in by_cell.values() if _is_own(reason.text))


def _is_own(text: str) -> bool:
    plain = plain_text(text)
    return (
        len(plain) >= _SHORTEST and not plain.startswith(_INSTRUCTIONS) and plain not in across_words("common_reasons")
    )
