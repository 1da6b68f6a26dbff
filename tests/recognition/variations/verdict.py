"""What comes of a varied form, held against the plain one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tests.recognition.variations.facts import Facts, differences, facts_of
from tests.recognition.variations.forms import plan_of
from tests.recognition.variations.plan import Plan
from tests.recognition.variations.variation import Variation, make_snapshot
from xlperf.form import Form
from xlperf.recognition import recognise


@cache
def plain_facts(kind: str, number: str) -> Facts:
    """The form as it is recognised from its plain layout."""
    (form,) = recognise(make_snapshot(plan_of(kind, number)))
    return facts_of(form)


def faults_of(kind: str, number: str, variations: Sequence[Variation]) -> list[str]:
    """What differs from the plain form where nothing should, a line each; empty where recognition holds."""
    plan: Plan = plan_of(kind, number)
    expected, count = plain_facts(kind, number), 1
    for variation in variations:
        expected, count = variation.expect(expected), count * variation.copies
    unsaid = frozenset().union(*(variation.unsaid for variation in variations))
    snapshot = make_snapshot(plan, variations)
    forms = recognise(snapshot)
    lines = [f"forms: expected {count}, came {len(forms)}"] if len(forms) != count else []
    lines += [line for form in forms for line in differences(expected, facts_of(form), unsaid)]
    shown = {_folded(cell.text) for sheet in snapshot.sheets for cell in sheet.cells.values()}
    unknown = {_folded(variation.unknown) for variation in variations} & shown - {""}
    lines += [line for form in forms for line in _unnamed(form, unknown)]
    return lines + [line for form in forms for line in _lost(form, plan_of(kind, number).notes[1:])]


def _unnamed(form: Form, texts: Iterable[str]) -> Iterator[str]:
    """What was not understood and is not named as such."""
    named = {_folded(one.entry.text) for one in form.recognised if not one.field}
    yield from (f"recognised: {text!r} is not named as not understood" for text in texts if text not in named)


def _lost(form: Form, notes: Sequence[str]) -> Iterator[str]:
    """Notes of the form that are not kept."""
    kept = {_folded(note.text) for note in form.notes}
    yield from (f"notes: {note[:20]!r} is lost" for note in notes if _folded(note) not in kept)


def _folded(text: str) -> str:
    """A label without what the variations of words put into it."""
    return re.sub(r"[^\w]", "", text)
