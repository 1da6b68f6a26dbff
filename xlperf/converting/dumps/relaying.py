"""Goes through a text line by line, knowing in which table it is, and lays each row in the columns of its header."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from xlperf.cells import Sheet
from xlperf.converting.dumps.blocks import lift_labels
from xlperf.converting.dumps.fitting import Placed, fit_row, is_figure
from xlperf.converting.dumps.funds import fit_funds
from xlperf.converting.dumps.page_heads import without_page_heads
from xlperf.recognition.levels import names_level
from xlperf.recognition.lexicon import Lexicon
from xlperf.sources.laying import Laying, Piece

_FIRST = 2
"""Column of a table's first field: before it stands the label of the whole block."""

_WORDS = ("reason", "standard", "description", "actual")
"""Fields with texts that may be long enough to go on over a page."""

_FEWEST = 3
"""Headers by which a line is known to be one."""

LEVEL1 = "一级指标"
"""The header of level 1 in every form."""


@dataclass(slots=True)
class _Table:
    """A table under way: its headers as (column in the text, field), and its rows by field."""

    kind: str
    headers: Sequence[tuple[int, str]]
    titles: Mapping[str, str]
    rows: list[dict[str, str]] = field(default_factory=list)

    @property
    def columns(self) -> dict[str, int]:
        """Field → column in which it is laid; the funds' label has one of its own."""
        first = _FIRST + (self.kind == "funds")
        return {"label": _FIRST, **{name: at for at, (_, name) in enumerate(self.headers, first)}}


def relay(sheet: Sheet, lexicon: Lexicon) -> Sheet:
    """The sheet of a text with the rows of its tables in order; what is no table stays as it is."""
    relaying = _Relaying(lexicon, Laying(sheet.name))
    rows: dict[int, list[Placed]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, []).append((column, cell.text))
    lines = without_page_heads(list(rows.values()), lexicon.is_title)
    for texts, below in zip_longest(lines, lines[1:], fillvalue=()):
        relaying.take(list(texts), below)
    relaying.end()
    return relaying.laying.sheet


@dataclass(slots=True)
class _Relaying:
    lexicon: Lexicon
    laying: Laying
    table: _Table | None = None
    goals: list[list[str]] | None = None
    is_read: bool = False
    """The next line was read with the one above it."""

    def take(self, texts: list[Placed], below: Sequence[Placed]) -> None:
        """One line of the text; `below` is the next one."""
        if self.is_read:
            self.is_read = False
            return
        header = self._header(texts, below)
        if header is not None:
            self._begin(header, texts)
        elif self._is_goals(texts):
            self.end()
            self.goals = [[], []]
            self._lay(texts_to_cells(texts, self._goal_columns(texts)))
        elif self.goals is not None and not self._leaves(texts):
            self._goal(texts)
        elif self.table is not None and not self._leaves(texts):
            self._row(self.table, texts)
        else:
            self.end()
            self._lay(dict(texts))

    def end(self) -> None:
        """Lays what was gathered."""
        if self.goals is not None:
            expected, actual = ("".join(parts) for parts in self.goals)
            self.goals = None
            self._lay({_FIRST: expected, _FIRST + 3: actual})
        if self.table is not None:
            table, self.table = self.table, None
            rows = lift_labels(table.rows) if table.kind == "indicators" else table.rows
            for row in rows:
                self._lay({table.columns.get(name, 1): text for name, text in row.items()})

    def _lay(self, cells: Mapping[int, str]) -> None:
        last = max((column for column, text in cells.items() if text), default=0)
        self.laying.rows([[Piece(cells.get(column, "")) for column in range(1, last + 1)]] if last else [])

    def _header(self, texts: Sequence[Placed], below: Sequence[Placed]) -> _Table | None:
        """The table that a row of headers begins, or two of them, None for any other row."""
        if (tasks := self._tasks_header(texts, below)) is not None:
            return tasks
        if self._named(texts, "indicator_columns") >= 2 and self._is_header(below) and not self._is_header(texts):
            self.is_read = True
            last = max(at for at, _ in below)
            texts = [*below, *(placed for placed in texts if placed[0] > last)]
        for kind, block, least in (("indicators", "indicator_columns", 3), ("funds", "funds_columns", 3)):
            named = [(at, self.lexicon.meanings(text).get(block, ""), text) for at, text in texts]
            fields = {name for _, name, _ in named if name}
            if len(fields) >= least and ("level3" in fields or kind == "funds"):
                titles = {name: text for _, name, text in reversed(named) if name}
                return _Table(kind, *_with_level1([(at, name) for at, name, _ in named if name], titles))
        return None

    def _is_header(self, texts: Sequence[Placed]) -> bool:
        names = {self.lexicon.meanings(text).get("indicator_columns") for _, text in texts}
        return "level3" in names and len(names - {None}) >= _FEWEST

    def _named(self, texts: Sequence[Placed], block: str) -> int:
        return sum(block in self.lexicon.meanings(text) for _, text in texts)

    def _tasks_header(self, texts: Sequence[Placed], below: Sequence[Placed]) -> _Table | None:
        """A department's tasks: their names and contents, and in the line below the amounts by source."""
        named = [(at, self.lexicon.meanings(text).get("task_columns", ""), text) for at, text in texts]
        if (
            not {"name", "content"} <= {name for _, name, _ in named}
            or self._named(below, "task_columns") < _FEWEST - 1
        ):
            return None
        return _Table("tasks", [(at, name) for at, name, _ in named if name], {})

    def _begin(self, table: _Table, texts: Sequence[Placed]) -> None:
        """A new table; one with the same headers goes on after a new page."""
        if self.table is not None and [name for _, name in self.table.headers] == [name for _, name in table.headers]:
            self.table.headers = table.headers
            return
        self.end()
        self.table = table
        if table.kind == "tasks":
            self._lay(dict(texts))
            return
        caption = next((text for at, text in texts if "captions" in self.lexicon.meanings(text)), "")
        self._lay({1: caption, **{table.columns[name]: text for name, text in table.titles.items()}})

    def _is_goals(self, texts: Sequence[Placed]) -> bool:
        fields = {self.lexicon.meanings(text).get("goals") for _, text in texts}
        return {"expected", "actual"} <= fields

    def _goal_columns(self, texts: Sequence[Placed]) -> list[int]:
        places = {"expected": _FIRST, "actual": _FIRST + 3}
        return [places.get(self.lexicon.meanings(text).get("goals", ""), 1) for _, text in texts]

    def _goal(self, texts: Sequence[Placed]) -> None:
        """Two texts, one for each side; one alone goes on with the side where it stands."""
        assert self.goals is not None
        own = [placed for placed in texts if "captions" not in self.lexicon.meanings(placed[1])]
        if len(own) == 2:
            for side, (_, text) in zip(self.goals, own, strict=True):
                side.append(text)
        else:
            for at, text in own:
                self.goals[at > _FIRST + 1].append(text)

    def _row(self, table: _Table, texts: Sequence[Placed]) -> None:
        if table.kind == "tasks":
            self._task(table, texts)
        elif table.kind == "funds":
            table.rows.append(fit_funds(texts, table.headers))
        elif self.lexicon.meanings(texts[0][1]).get("totals") == "total":
            table.rows.append(_total(texts, table))
            self.end()
        elif table.rows and _goes_on(texts, table):
            _append(table.rows[-1], texts[0], table.headers)
        else:
            found = fit_row(texts, table.headers)
            table.rows.append(dict(found) if found is not None else _as_it_stands(texts, table))

    def _task(self, table: _Table, texts: Sequence[Placed]) -> None:
        """As it stands, moved to where names stand; what a page has broken goes on with the text above."""
        name = next(at for at, field_name in table.headers if field_name == "name")
        first = texts[0][0]
        if len(texts) == 1 and first > name and self.laying.cells and not is_figure(texts[0][1]):
            self.laying.go_on(first, texts[0][1])
        else:
            self._lay({at + max(name - first, 0): text for at, text in texts})

    def _leaves(self, texts: Sequence[Placed]) -> bool:
        """The line begins something else: a title, or a label of the head."""
        first = texts[0][1]
        means = self.lexicon.meanings(first)
        return len(texts) == 1 and (self.lexicon.is_title(first) or "form_reason" in means)


def _with_level1(
    headers: list[tuple[int, str]], titles: Mapping[str, str]
) -> tuple[list[tuple[int, str]], Mapping[str, str]]:
    """The headers with the one of level 1 where it was lost: whatever has a level 2 has a level 1."""
    if "level2" not in titles or "level1" in titles:
        return headers, titles
    return [(headers[0][0] - 1, "level1"), *headers], {"level1": LEVEL1, **titles}


def texts_to_cells(texts: Iterable[Placed], columns: Iterable[int]) -> dict[int, str]:
    """Column → text."""
    return {column: text for (_, text), column in zip(texts, columns, strict=True)}


def _total(texts: Sequence[Placed], table: _Table) -> dict[str, str]:
    """Label, points, score and a mark: of one figure alone, the score."""
    names = {name for _, name in table.headers}
    figures = [text for _, text in texts[1:] if is_figure(text.removesuffix("分")) and text != "—"]
    fields = ["weight", "score"] if len(figures) > 1 and "weight" in names else ["score"]
    found = dict(zip(fields, figures, strict=False))
    rest = [text for _, text in texts[1:] if text not in figures]
    return {"": texts[0][1], **found, **({"reason": "".join(rest)} if rest and "reason" in names else {})}


def _goes_on(texts: Sequence[Placed], table: _Table) -> bool:
    """One text alone that names no level: what stands in the row above, broken by a page."""
    return len(texts) == 1 and not names_level(texts[0][1]) and not is_figure(texts[0][1])


def _append(row: dict[str, str], placed: Placed, headers: Sequence[tuple[int, str]]) -> None:
    """Goes on with the text of a row that stands nearest: of its words, not of its figures."""
    words = [(abs(at - placed[0]), name) for at, name in headers if name in _WORDS]
    name = min(words)[1] if words else list(row)[-1]
    row[name] = row.get(name, "") + placed[1]


def _as_it_stands(texts: Sequence[Placed], table: _Table) -> dict[str, str]:
    """A row with more texts than headers: each below the header where it stands, the rest with the last."""
    names = [name for _, name in table.headers]
    row = {name: text for name, (_, text) in zip(names, texts, strict=False)}
    row[names[-1]] += "".join(text for _, text in texts[len(names) :])
    return row
