"""What a form that was recognised teaches: its definition, and what of it is left for a person to settle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from xlperf.form import Form, Recognised
from xlperf.recognition.definitions import FormDefinition, Words, load_vocabulary
from xlperf.recognition.faults import BLOCK_NAMES, SHORTEST_TITLE
from xlperf.recognition.folding import fold
from xlperf.recognition.headers import BESIDES
from xlperf.recognition.lexicon import LONGEST_LABEL, Lexicon

EXTRA = "extra"
"""The field of columns that nothing is computed from, where headers that were not understood are kept."""

_COLUMNS = {"tasks": "task_columns", "funds": "funds_columns", "indicators": "indicator_columns"}
_LABELS = {
    "head": "head",
    "spending": "spending",
    "funds": "fund_lines",
    "goals": "goals",
    "total": "totals",
    "notes": "form_reason",
}
"""Block of a form → the block of words that its column headers, and its other labels, are looked up in."""

_YEAR, _REMARK = re.compile(r"\(?(?:19|20)\d\d年?度?\)?"), re.compile(r"\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A definition as it was learned; `columns` are those that were not understood, `others` what else was not.

    `is_guess`: no form was recognised, and the columns are what looked like headers.
    """

    definition: FormDefinition
    columns: tuple[Recognised, ...]
    others: tuple[Recognised, ...]
    is_guess: bool = False


def teach(form: Form, model: FormDefinition, lexicon: Lexicon, form_id: str, source: str, day: date) -> Lesson:
    """The lesson of a form; `model` is the definition that it was recognised by, `lexicon` the words it was read with.

    What the model requires, and what was found besides, is required.
    """
    unread, captions = [each for each in form.recognised if not each.field], _captions(form, lexicon)
    columns = tuple(each for each in unread if _is_new(each, lexicon) and each not in captions)
    definition = _define(form, model, lexicon)
    named = replace(definition, id=form_id, source=source, date=day.isoformat())
    return Lesson(named, columns, tuple(each for each in unread if each not in (*columns, *captions)))


def _define(form: Form, model: FormDefinition, lexicon: Lexicon) -> FormDefinition:
    titles = _titles(form) or model.titles
    return replace(
        model,
        name=titles[0] if titles else model.name,
        titles=titles,
        rules="" if model.rules.endswith(".toml") else model.rules,
        money_unit="元" if form.money_unit == "元" else "万元",
        required_columns=_required(model.required_columns, form, "indicators"),
        required_funds=_required(model.required_funds, form, "funds"),
        required_blocks=tuple(b for b in BLOCK_NAMES if b in model.required_blocks or b in _blocks(form)),
        words=_words(form, lexicon),
    )


def _titles(form: Form) -> tuple[str, ...]:
    """What follows the year in the title, else the sheet's name; none where that says too little."""
    said = fold(form.head.title.text if form.head.title else form.sheet)
    pieces = [piece for piece in _YEAR.split(_REMARK.sub("", said)) if len(piece) >= SHORTEST_TITLE]
    return tuple(pieces[-1:])


def _required(model: tuple[str, ...], form: Form, block: str) -> tuple[str, ...]:
    """The columns that the model requires, and those that were found, in the vocabulary's order."""
    found = {each.field for each in form.recognised if each.block == block and each.header}
    known: Iterable[str] = getattr(load_vocabulary(), _COLUMNS[block])
    return tuple(field for field in known if field in model or (field in found and field not in BESIDES))


def _blocks(form: Form) -> set[str]:
    there = {"funds": form.funds, "indicators": form.indicators, "total": form.total}
    return {block for block, found in there.items() if found}


def _is_new(each: Recognised, lexicon: Lexicon) -> bool:
    """A column whose header means nothing yet; a second one for a field has a meaning."""
    return bool(each.header) and _is_label(each.header) and _COLUMNS[each.block] not in lexicon.meanings(each.header)


def _is_label(text: str) -> bool:
    return bool(fold(text)) and len(text) <= LONGEST_LABEL


def _words(form: Form, lexicon: Lexicon) -> dict[str, Words]:
    """The labels as they stand, each once in its block; headers that were not understood stand under `EXTRA`."""
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    known: set[tuple[str, str]] = set()
    for block, field, label in (*_understood(form.recognised, lexicon), *_unknown(form, lexicon)):
        if _is_label(label) and (block, fold(label)) not in known:
            known.add((block, fold(label)))
            listed = words.setdefault(block, {})
            listed[field] = (*listed.get(field, ()), fold(label))
    return dict(words)


def _understood(recognised: Iterable[Recognised], lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """(block, field, label) of headers, and of other labels that were known by their words and not by their place."""
    for each in recognised:
        block, text = _LABELS.get(each.block, ""), each.entry.text
        if each.field and each.header:
            yield _COLUMNS[each.block], each.field, each.header
        elif each.field and block and lexicon.meanings(text).get(block) == each.field:
            yield block, each.field, text


def _unknown(form: Form, lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    captions = _captions(form, lexicon)
    for each in form.recognised:
        if each in captions:
            yield "captions", each.block, each.header
        elif not each.field and _is_new(each, lexicon):
            yield _COLUMNS[each.block], EXTRA, each.header


def _captions(form: Form, lexicon: Lexicon) -> tuple[Recognised, ...]:
    """What stands above the names of the fund lines: no column of figures, and no further one either."""
    names = {line.label.ref.column for line in form.funds}
    headers = (each for each in form.recognised if each.block == "funds" and each.header and not each.field)
    return tuple(each for each in headers if each.entry.ref.column in names and _is_new(each, lexicon))
