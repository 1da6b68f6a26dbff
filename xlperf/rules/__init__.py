"""Rule packs: dated, sourced data (packs/*.toml) with a closed list of scoring methods."""

from xlperf.rules.choice import choose_pack
from xlperf.rules.library import load, load_packs
from xlperf.rules.pack import CLAUSES, RulePack
from xlperf.rules.thresholds import THRESHOLDS, USUAL, Threshold, Thresholds

__all__ = [
    "CLAUSES",
    "THRESHOLDS",
    "USUAL",
    "RulePack",
    "Threshold",
    "Thresholds",
    "choose_pack",
    "load",
    "load_packs",
]
