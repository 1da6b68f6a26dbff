"""What report.json says of a folder as a whole, beside its files."""

from __future__ import annotations

from typing import Any

from xlperf.across.collation import Alone, Collation
from xlperf.across.roll_call import Missing, RollCall, Stranger
from xlperf.pages.roll_call import SITUATIONS


def collation_document(collation: Collation, lang: str) -> dict[str, Any]:
    """A reference held against the folder: how many forms were, and what stands alone on either side."""
    return {
        "reference": collation.what.text(lang),
        "file": collation.file,
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
