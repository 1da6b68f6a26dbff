"""Where rule packs come from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from xlperf.definitions import read_definition
from xlperf.errors import DefinitionError, UsageError
from xlperf.messages import say
from xlperf.rules.faults import find_faults
from xlperf.rules.pack import RulePack


@cache
def load_packs() -> Mapping[str, RulePack]:
    """Every built-in pack by its id. Raises DefinitionError."""
    folder = files("xlperf.rules").joinpath("packs")
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    return {pack.id: pack for pack in map(read_pack, paths)}


@cache
def load(name: str) -> RulePack:
    """A pack by its id or its file. Raises UsageError for an unknown id, DefinitionError for a faulty file."""
    if name in load_packs():
        return load_packs()[name]
    if name.endswith(".toml"):
        return read_pack(Path(name))
    raise UsageError(
        say("没有名为 {id} 的规则包。", id=name),
        say("可用的有：{ids}，或写规则文件的路径（.toml）。", ids="、".join(load_packs())),
    )


def read_pack(source: Path | Traversable) -> RulePack:
    """A pack's file. Raises DefinitionError for one that cannot be read, or that contradicts itself."""
    pack = read_definition(source, RulePack)
    fault = next(find_faults(pack), None)
    if fault is not None:
        problem = say("规则文件 {name} 的 {key} {problem}。", name=source.name, key=fault.key, problem=fault.problem)
        raise DefinitionError(problem, fault.remedy)
    return pack
