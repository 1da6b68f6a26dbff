"""Which form definition a form goes by: its kind, its blocks, the region its head names, its title."""

from __future__ import annotations

from xlperf.form import Head
from xlperf.recognition.definitions import FormDefinition
from xlperf.recognition.folding import fold
from xlperf.recognition.grid import Column, Grid
from xlperf.recognition.layout import Layout
from xlperf.recognition.library import GENERAL, Library

_AFTER_THE_YEAR = frozenset({"actual", "score", "executed", "execution_rate", "reason"})
"""Columns of what came of the targets."""


def choose_definition(library: Library, grid: Grid, layout: Layout, head: Head, kinds: set[str]) -> FormDefinition:
    """The definition that fits best; the one of no region where nothing tells more.

    A region stands in the head, or in the sheet's name, as in templates. A user's definition without a region fits by
    its title alone.
    """
    kind = _kind(grid, layout, head)
    said = _words(head) + fold(grid.sheet.name)
    general = library.forms[GENERAL[kind]]
    fitting = [form for form in library.forms.values() if form.kind == kind and set(form.blocks) <= kinds]
    ranked = [(_fit(form, said, is_own=form.id in library.own), form) for form in fitting]
    best = max(ranked, key=lambda found: found[0], default=((0,), general))
    return best[1] if best[0] > (0, 0, 0) else general


def _words(head: Head) -> str:
    entries = (head.title, head.department, head.unit, head.project)
    return " ".join(fold(entry.text) for entry in entries if entry)


def _kind(grid: Grid, layout: Layout, head: Head) -> str:
    """A rubric by its standards; else whose the form is, and whether it states targets or says what came of them."""
    if is_rubric(layout):
        return "department-rubric"
    whose = "department" if _is_departments(grid, layout, head) else "project"
    if is_statement(grid, layout, head):
        return f"{whose}-targets"
    return "department-completion" if whose == "department" and _is_completion(grid, layout, head) else whose


def _is_completion(grid: Grid, layout: Layout, head: Head) -> bool:
    """What came of a department's targets: tasks with their money, or a title that says so, and no points anywhere."""
    bands = [band for band in (layout.indicators, layout.funds) if band is not None]
    if layout.total_row is not None or any({"weight", "score"} & band.columns.keys() for band in bands):
        return False
    said = fold(head.title.text if head.title is not None else grid.sheet.name)
    titled = any(word in said for word in grid.lexicon.vocabulary.titles["completion"])
    return layout.tasks is not None or (titled and layout.funds is None)


def _is_departments(grid: Grid, layout: Layout, head: Head) -> bool:
    """A department's form says so in its title; without a title, it names no project."""
    words = grid.lexicon.vocabulary.titles["department"]
    if head.title is not None:
        return any(word in fold(head.title.text) for word in words)
    lines = (layout.funds is not None or layout.tasks is not None) and head.project is None
    return lines and any(word in fold(grid.sheet.name) for word in words)


def is_statement(grid: Grid, layout: Layout, head: Head) -> bool:
    """Targets before the year: nothing is reached, spent or scored yet, and the title, or the sheet's name, says so."""
    bands = [band for band in (layout.indicators, layout.funds) if band is not None]
    told = {field for band in bands for field, column in band.columns.items() if not _is_remark(grid, column)}
    if layout.indicators is None or told & _AFTER_THE_YEAR:
        return False
    said = fold(head.title.text if head.title is not None else grid.sheet.name)
    return any(word in said for word in grid.lexicon.vocabulary.titles["targets"])


def is_rubric(layout: Layout) -> bool:
    """Its table gives each row the standard for its points, and neither a target nor what was reached."""
    columns = layout.indicators.columns.keys() if layout.indicators else set()
    return "standard" in columns and not columns & {"target", "actual"}


def _is_remark(grid: Grid, column: Column) -> bool:
    """A column of remarks, which stands for that of reasons where there is none."""
    return grid.lexicon.meanings(column.text).get("indicator_columns") == "remark"


def _fit(form: FormDefinition, said: str, *, is_own: bool) -> tuple[int, int, int]:
    """How well a definition fits: region or blocks of its own, a user's own title, the title's length."""
    title = max((len(title) for title in form.titles if fold(title) in said), default=0)
    if form.regions and not any(word in said for word in form.regions):
        return (0, 0, 0)
    if is_own:
        return (2, title, 0) if form.regions or title else (0, 0, 0)
    return (1, len(form.blocks), title) if form.regions or form.blocks else (0, 0, 0)
