"""The live formula of a criterion's score over the cells of its inputs: the pack's methods in Excel's words.

Products come before quotients, as in the other blank forms. A formula shows nothing while an input is wanting.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xlperf.rounding import show_number
from xlperf.rules.criteria import CriterionRule, Part

Cells = Mapping[str, str]
"""Input → its cell, with its sheet."""

_YES, _NO = "是", "否"


def criterion_score(rule: CriterionRule, cells: Cells, places: int) -> str | None:
    """The criterion's points, zero where its veto says so; None where a judgement has no cell of its own."""
    if not all(part.of for part in rule.parts):
        return None
    parts = [part for part in rule.parts if part.method != "veto"]
    ready = ",".join([_is_ready(part, cells) for part in rule.parts])
    total = "+".join(_points(part, cells) for part in parts)
    score = f'IF(AND({ready}),ROUND({total},{places}),"")'
    for part in rule.parts:
        if part.method == "veto":
            score = f'IF({cells[part.of[0]]}="{_YES}",0,{score})'
    return f"={score}"


def stated_ratio(part: Part, cells: Cells) -> str:
    """The ratio of a part at four decimals, where its numbers are there and there is something to divide by."""
    return f'=IF({_is_ready(part, cells)},IF({_sum(part.per, cells)}>0,ROUND({_quotient(part, cells)},4),""),"")'


def _is_ready(part: Part, cells: Cells) -> str:
    """Whether the inputs of a part say what its method asks for."""
    first = cells[part.of[0]]
    if part.method == "judged":
        return f'OR({first}="{_YES}",{first}="{_NO}",ISNUMBER({first}))'
    if part.method == "veto":
        return f'{first}="{_NO}"'
    if part.method == "chosen":
        return "OR(" + ",".join(f'{first}="{word}"' for word in part.options) + ")"
    names = dict.fromkeys((*part.of, *part.per))
    counted = f"COUNT({','.join(cells[name] for name in names)})={len(names)}"
    return f"AND({counted},{_sum(part.per, cells)}>0)" if part.per else counted


def _points(part: Part, cells: Cells) -> str:
    """What a part earns, its inputs being there."""
    first, points = cells[part.of[0]], show_number(part.points)
    match part.method:
        case "judged":
            return f'IF({first}="{_YES}",{points},IF({first}="{_NO}",0,{first}))'
        case "ratio":
            return _in_proportion(part, cells, points)
        case "bands":
            return _banded(part, cells)
        case "steps":
            beyond = f"MAX(0,100*{_quotient(part, cells)}-{_number(part.free)})"
            return f"MAX(0,{points}-{_number(part.less)}*{beyond})"
        case "quarters":
            return _by_quarters(part, cells)
        case "deducted":
            return f"MAX(0,{points}-{_number(part.less)}*{first})"
        case _:
            return _chosen(part, first)


def _in_proportion(part: Part, cells: Cells, points: str) -> str:
    above, below = _sum(part.of, cells), _sum(part.per, cells)
    share = f"{points}*{above}/{below}"
    return f"MIN({points},{share})" if part.above == "full" else f"IF({above}>{below},0,{share})"


def _banded(part: Part, cells: Cells) -> str:
    """The bands from the last up, each around those below it; a ratio is compared without dividing."""
    above = f"100*{_sum(part.of, cells)}" if part.per else f"ROUND(100*{cells[part.of[0]]},8)"
    formula = show_number(part.bands[-1].points)
    signs = {"≥": ">=", "≤": "<="}
    for band in reversed(part.bands[:-1]):
        bound = f"{_number(band.percent)}*{_sum(part.per, cells)}" if part.per else _number(band.percent)
        formula = f"IF({above}{signs.get(band.sign, band.sign)}{bound},{show_number(band.points)},{formula})"
    return formula


def _by_quarters(part: Part, cells: Cells) -> str:
    """A quarter ahead of its pace earns no more than full; so many points each, and so many for the mean."""
    rates = "+".join(
        f"MIN(1,100*{cells[name]}/{_number(pace)})" for name, pace in zip(part.of, part.paces, strict=True)
    )
    each, mean, count = _number(part.each), _number(part.mean), len(part.of)
    return f"({rates})*({each}+{mean}/{count})"


def _chosen(part: Part, cell: str) -> str:
    formula = "0"
    for word, points in part.options.items():
        formula = f'IF({cell}="{word}",{show_number(points)},{formula})'
    return formula


def _quotient(part: Part, cells: Cells) -> str:
    return f"{_sum(part.of, cells)}/{_sum(part.per, cells)}"


def _sum(names: tuple[str, ...], cells: Cells) -> str:
    """One cell, or several added up."""
    listed = [cells[name] for name in names]
    return listed[0] if len(listed) == 1 else f"({'+'.join(listed)})"


def _number(number: Decimal | None) -> str:
    assert number is not None  # the pack's faults see to it
    return show_number(number)
