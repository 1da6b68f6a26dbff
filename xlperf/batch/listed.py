"""问题清单 read back: what people have put into its last columns, whatever else was done to the workbook since.

Rows may be sorted or gone, columns moved, the sheet renamed: a row goes by its number, a column by its header.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xlperf.cells import Sheet
from xlperf.decisions import Decision, Handling
from xlperf.findings import Severity
from xlperf.messages import LANGUAGES, Message, say
from xlperf.numbering import read_number
from xlperf.ooxml.book import read_book
from xlperf.pages.issues import FILE, HANDLED, LEVEL, NUMBER, PROBLEM, PROJECT, REASON, SENDS, UNIT
from xlperf.pages.wording import HANDLING, SEVERITY
from xlperf.recognition.folding import fold

_READ = (NUMBER, FILE, UNIT, PROJECT, LEVEL, PROBLEM, SENDS, HANDLED, REASON)
_YES = frozenset({"是", "要", "下发", "yes", "y", "true", "√", "1"})
_NO = frozenset({"否", "不", "不要", "不下发", "no", "n", "false", "×", "x", "0"})


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of the list: its number, what was decided in it."""

    number: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of a list, and what in it could not be made sense of."""

    rows: tuple[ListedRow, ...]
    told: tuple[Message, ...]


Cells = Mapping[Message, str]
"""The texts of a row by header."""


def read_list(path: Path) -> Listed:
    """The list of a summary; without rows where there is none. Raises UnreadableError."""
    rows, told = list[ListedRow](), list[Message]()
    for sheet in read_book(path).snapshot.sheets:
        for at, cells in _rows(sheet):
            number = read_number(cells.get(NUMBER, ""))
            decision = _decision(cells)
            if number is not None:
                rows.append(ListedRow(number, decision))
            elif decision != Decision() and cells.get(NUMBER, "") not in ("", "—"):
                told.append(say("{sheet} 第 {row} 行的编号认不出，这一行没有采用", sheet=sheet.name, row=at))
            if number is not None and (word := cells.get(HANDLED, "")) and _handling(word) is None:
                told.append(say("{number} 的处理写作“{word}”，应为认可或已说明，已记入理由", number=number, word=word))
    return Listed(tuple(rows), tuple(told))


def _rows(sheet: Sheet) -> Iterator[tuple[int, Cells]]:
    """The rows below the headers, with what stands in the columns that are known; none where there is no list."""
    header, columns = _find_header(sheet)
    found: dict[int, dict[Message, str]] = {}
    for (row, column), cell in sheet.cells.items():
        if row > header and column in columns:
            found.setdefault(row, {})[columns[column]] = cell.text.strip()
    yield from sorted(found.items())


def _find_header(sheet: Sheet) -> tuple[int, dict[int, Message]]:
    """The row of the headers, and the headers by column; no column where there are none."""
    rows: dict[int, dict[int, Message]] = {}
    for (row, column), cell in sheet.cells.items():
        header = _headers().get(fold(cell.text)) if len(cell.text) < 40 else None
        if header is not None:
            rows.setdefault(row, {})[column] = header
    found = [(row, columns) for row, columns in sorted(rows.items()) if {NUMBER, HANDLED} <= set(columns.values())]
    return found[0] if found else (0, {})


def _headers() -> dict[str, Message]:
    return {fold(header.text(lang)): header for header in _READ for lang in LANGUAGES}


def _decision(cells: Cells) -> Decision:
    """What a row says; that it is sent as it is by default says nothing."""
    word, reason = cells.get(HANDLED, ""), cells.get(REASON, "")
    handling = _handling(word)
    if word and handling is None:
        reason = f"{word}；{reason}" if reason else word
    send = _send(cells.get(SENDS, ""))
    severity = _severity(cells.get(LEVEL, ""))
    if severity is not None and send == Decision().wants(severity):
        send = None
    return Decision(send, handling, reason, _about(cells))


def _about(cells: Cells) -> str:
    parts = (cells.get(header, "") for header in (UNIT, PROJECT, FILE, PROBLEM))
    return " · ".join(part for part in parts if part and part != "—")


def _send(word: str) -> bool | None:
    folded = fold(word).lower()
    return True if folded in _YES else False if folded in _NO else None


def _handling(word: str) -> Handling | None:
    folded = fold(word).lower().removeprefix("已")
    known = {
        fold(said.text(lang)).lower().removeprefix("已"): each for each, said in HANDLING.items() for lang in LANGUAGES
    }
    return known.get(folded)


def _severity(word: str) -> Severity | None:
    known = {said.text(lang): severity for severity, said in SEVERITY.items() for lang in LANGUAGES}
    return known.get(word)
