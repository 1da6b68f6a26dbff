"""The rule packs of a run by their ids: those of xlperf, and the rule files that a user or a form definition names."""

from __future__ import annotations

from xlperf.across.rolling import Packs
from xlperf.evaluation import Options
from xlperf.recognition import load_library
from xlperf.rules import load, load_packs


def find_packs(options: Options) -> Packs:
    """The packs by which the forms of a run were judged. Raises DefinitionError for a faulty file."""
    library = load_library(options.forms)
    named = (options.rules, *(library.form(form).rules for form in library.own))
    packs = [load(name) for name in named if name is not None and name.endswith(".toml")]
    known = {**load_packs(), **{pack.id: pack for pack in packs}}
    return known.get
