"""Rule packs: dated, sourced data (packs/*.toml) with a closed list of scoring methods."""

from xlperf.rules.choice import choose_pack
from xlperf.rules.library import load, load_packs
from xlperf.rules.pack import CLAUSES, RulePack

__all__ = ["CLAUSES", "RulePack", "choose_pack", "load", "load_packs"]
