"""What report.json says of a folder as a whole, beside its files: in pieces, since a roll-up may be long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from xlperf.across.collation import Alone, Collation
from xlperf.across.roll_call import Missing, RollCall, Stranger
from xlperf.across.roll_up import RollUp
from xlperf.across.roll_up_rows import Source
from xlperf.across.spot_checks import Suspect
from xlperf.across.sums import Owner, Sums
from xlperf.pages.roll_call import SITUATIONS
from xlperf.reports.json import json_text
from xlperf.reports.json_values import plain


def folder_pieces(
    call: RollCall | None,
    collations: Sequence[Collation],
    suspects: Sequence[Suspect],
    roll_up: RollUp | None,
    lang: str,
) -> Iterator[str]:
    """The keys that speak of all files together, each with its comma."""
    if call is not None:
        yield f'"roll_call": {json_text(roll_call_document(call, lang))}, '
    if collations:
        yield f'"references": {json_text([collation_document(each, lang) for each in collations])}, '
    yield f'"spot_checks": {json_text([suspect_document(each, lang) for each in suspects])}, '
    if roll_up is not None:
        yield '"roll_up": {'
        yield from _array("departments", (_sums_document(*each) for each in roll_up.departments.items()))
        yield from _array("units", (_sums_document(*each) for each in roll_up.units.items()))
        yield from _array("projects", (_row_document(row) for row in roll_up.projects()))
        yield from _array("indicators", (_row_document(row) for row in roll_up.rolled()))
        yield from _array("sources", (_row_document(row) for row in roll_up.sources()))
        yield from _array("not_rolled_up", (_row_document(row) for row in roll_up.unrolled()))
        yield f'"alone": {roll_up.alone}}}, '


def _array(key: str, documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A key with a list, a line an entry, and its comma."""
    yield f'"{key}": ['
    gap = "\n"
    for document in documents:
        yield gap + json_text(document)
        gap = ",\n"
    yield "], "


def _sums_document(owner: Owner, sums: Sums) -> dict[str, Any]:
    """A unit's or a department's projects added up, money in 元."""
    numbers = {
        "initial_budget": sums.initial,
        "full_year_budget": sums.budget,
        "executed": sums.executed,
        "execution_rate": sums.rate,
        "mean_score": sums.mean,
        "weighted_score": sums.weighted_mean,
        "lost": sums.lost,
    }
    return {
        "department": owner.department,
        "unit": owner.unit or None,
        "year": owner.year,
        "projects": sums.projects,
        "without_money": sums.without_money,
        **{key: plain(value) for key, value in numbers.items()},
        "grades": {grade or "": count for grade, count in sums.grades.items()},
        "lost_by_block": {kind: plain(points) for kind, points in sums.blocks.items()},
    }


def _row_document(row: Any) -> dict[str, Any]:
    """A row of the roll-up with its fields as keys; a figure with its cell and the text that stands there."""
    return {key: _plain_value(value) for key, value in row._asdict().items()}


def _plain_value(value: object) -> object:
    if isinstance(value, Source):
        return {"value": plain(value.value), "text": value.text, "cell": value.cell}
    if isinstance(value, tuple):
        return [_plain_value(each) for each in value]
    return plain(value) if isinstance(value, Decimal) else value


def suspect_document(suspect: Suspect, lang: str) -> dict[str, Any]:
    """A form to look at, and why."""
    return {
        "path": suspect.place.path,
        "sheet": suspect.sheet,
        "unit": suspect.unit or None,
        "project": suspect.project or None,
        "points": suspect.points,
        "reasons": [
            {
                "reason": clue.reason,
                "points": clue.points,
                "message": clue.message.text(lang),
                "cells": [f"{suspect.sheet}!{cell}" for cell in clue.cells],
            }
            for clue in suspect.clues
        ],
    }


def collation_document(collation: Collation, lang: str) -> dict[str, Any]:
    """A reference held against the folder: how many forms were, and what stands alone on either side."""
    return {
        "reference": collation.what.text(lang),
        "file": collation.file or None,
        "forms": collation.held,
        "alone": [_alone_document(each, lang) for each in collation.alone],
    }


def _alone_document(alone: Alone, lang: str) -> dict[str, Any]:
    return {
        "side": "reference" if alone.form is None else "form",
        "file": alone.file,
        "cell": str(alone.ref) if alone.ref is not None else None,
        "unit": alone.unit or None,
        "project": alone.project or None,
        "why": alone.why.text(lang),
    }


def roll_call_document(call: RollCall, lang: str) -> dict[str, Any]:
    """The list of units held against the folder: who is missing, and whom the list does not know."""
    return {
        "roster": call.roster.name,
        "units": len(call.roster.units),
        "arrived": call.arrived,
        "missing": [_missing_document(each, call.roster.columns, lang) for each in call.missing],
        "strangers": [_stranger_document(each) for each in call.strangers],
    }


def _missing_document(missing: Missing, columns: tuple[str, ...], lang: str) -> dict[str, Any]:
    unit = missing.unit
    return {
        "unit": unit.unit.name,
        "code": unit.code or None,
        "department": unit.department or None,
        "situation": missing.situation,
        "message": SITUATIONS[missing.situation].text(lang),
        "paths": list(missing.paths),
        "own": dict(zip(columns, unit.own, strict=True)),
    }


def _stranger_document(stranger: Stranger) -> dict[str, Any]:
    return {
        "unit": stranger.name,
        "department": stranger.department or None,
        "forms": stranger.forms,
        "paths": list(stranger.paths),
        "candidates": list(stranger.candidates),
    }
