"""Rule packs: dated, sourced data (packs/*.toml) with a closed list of scoring methods."""

from xlperf.rules.library import choose_pack, load, load_packs
from xlperf.rules.pack import RulePack

__all__ = ["RulePack", "choose_pack", "load", "load_packs"]
