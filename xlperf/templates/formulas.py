"""The live formulas of a blank form. Each shows nothing, and never an error, while what it needs is not there.

Products come before quotients: 10 × 1413 ÷ 2000 is 7.065 and rounds to 7.07, where 0.7065 × 10 in binary may not.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlperf.templates.layout import FundField, IndicatorField
from xlperf.templates.plan import Plan, Rows


def execution_rate(line: Mapping[FundField, str]) -> str:
    """Executed ÷ full-year budget at four decimals, where both are numbers and there is a budget.

    >>> execution_rate({"full_year_budget": "E5", "executed": "F5"})
    '=IF(COUNT(E5:F5)=2,IF(AND(E5>0,F5>=0),ROUND(F5/E5,4),""),"")'
    """
    budget, executed = line["full_year_budget"], line["executed"]
    return f'=IF(COUNT({budget}:{executed})=2,IF(AND({budget}>0,{executed}>=0),ROUND({executed}/{budget},4),""),"")'


def execution_score(line: Mapping[FundField, str], weight: str) -> str:
    """Weight × rate from the amounts, not from the rounded rate; at most the weight, which is a cell or a number.

    >>> execution_score({"full_year_budget": "E5", "executed": "F5", "weight": "G5", "execution_rate": "H5"}, "G5")
    '=IF(COUNT(E5:H5)=4,ROUND(MIN(G5,F5*G5/E5),2),"")'
    >>> execution_score({"full_year_budget": "D6", "executed": "E6", "execution_rate": "F6"}, "20")
    '=IF(COUNT(D6:F6)=3,ROUND(MIN(20,E6*20/D6),2),"")'
    """
    budget, executed, rate = line["full_year_budget"], line["executed"], line["execution_rate"]
    numbers = 3 + ("weight" in line)
    return f'=IF(COUNT({budget}:{rate})={numbers},ROUND(MIN({weight},{executed}*{weight}/{budget}),2),"")'


def indicator_score(row: Mapping[IndicatorField, str], directed: bool) -> str:
    """Full points where target and actual value are the same; where both are numbers, weight × actual ÷ target, capped.

    Nothing for a 不适用 row, a missing weight, or numbers with words (5次). An undirected indicator, such as a cost,
    is only scored where the two are the same: whether more is better stands nowhere.
    """
    name, target, actual, weight = row["level3"], row["target"], row["actual"], row["weight"]
    points = f"ROUND(MAX(0,MIN({weight},{actual}*{weight}/{target})),2)"
    share = f'IF(COUNT({target}:{actual})=2,IF({target}>0,{points},""),"")'
    is_open = f'OR(NOT(ISNUMBER({weight})),{target}="",{actual}="",COUNTIF({name}:{actual},"不适用")>0)'
    return f'=IF({is_open},"",IF(TRIM({target})=TRIM({actual}),{weight},{share if directed else _EMPTY}))'


def total_weight(plan: Plan) -> str:
    """The weights of the indicators, with the execution points where the form counts them."""
    weights = plan.indicators_of("weight")
    return f'=IF(COUNT({weights})=0,"",SUM({weights}){_execution(plan, "weight")})'


def total_score(plan: Plan) -> str:
    """The sum of the scores, once every row that carries points has one."""
    scores, score = plan.indicators_of("score"), plan.fund(plan.fund_total)["score"]
    counted, missing = _weighed(plan) if "weight" in plan.layout.indicators.letters else _named(plan)
    open_execution = f',{score}=""' if plan.layout.total.counts_execution else ""
    is_open = f'OR(COUNT({counted})=0,SUMPRODUCT({missing}*({scores}=""))>0{open_execution})'
    return f'=IF({is_open},"",ROUND(SUM({scores}){_execution(plan, "score")},2))'


def _weighed(plan: Plan) -> tuple[str, str]:
    """What must hold a number, and the rows that want a score: those with a weight."""
    weights = plan.indicators_of("weight")
    return weights, f"ISNUMBER({weights})*({weights}<>0)"


def _named(plan: Plan) -> tuple[str, str]:
    """The same on a form without weights: the rows with an indicator, those that do not apply excepted."""
    names = plan.indicators_of("level3")
    return plan.indicators_of("score"), f'({names}<>"")*({names}<>"不适用")*({plan.indicators_of("actual")}<>"不适用")'


def differs_from_parts(total: int, parts: Rows, column: str) -> str:
    """Whether a fund total is not the sum of its parts, once one of them is filled in.

    >>> differs_from_parts(5, Rows(6, 8), "D")
    '=AND(ISNUMBER(D$5),COUNT(D$6:D$8)>0,ROUND(D$5-SUM(D$6:D$8),6)<>0)'
    """
    area = f"{column}${parts.first}:{column}${parts.last}"
    return f"=AND(ISNUMBER({column}${total}),COUNT({area})>0,ROUND({column}${total}-SUM({area}),6)<>0)"


def differs_from_points(area: str, points: object) -> str:
    """Whether weights, once one is filled in, do not add up to the points.

    >>> differs_from_points("$G$12:$G$24", 50)
    '=AND(COUNT($G$12:$G$24)>0,ROUND(SUM($G$12:$G$24)-50,4)<>0)'
    """
    return f"=AND(COUNT({area})>0,ROUND(SUM({area})-{points},4)<>0)"


def exceeds_points(area: str, points: object) -> str:
    """Whether scores add up to more than the points.

    >>> exceeds_points("$G$12:$G$24", 40)
    '=ROUND(SUM($G$12:$G$24)-40,4)>0'
    """
    return f"=ROUND(SUM({area})-{points},4)>0"


def is_within_weight(score: str, weight: str) -> str:
    """Whether a score is a mark, or a number from zero to its weight.

    >>> is_within_weight("H12", "G12")
    '=OR(H12="-",H12="—",AND(ISNUMBER(H12),N(H12)>=0,N(H12)<=N(G12)))'
    """
    return f'=OR({score}="-",{score}="—",AND(ISNUMBER({score}),N({score})>=0,N({score})<=N({weight})))'


_EMPTY = '""'


def _execution(plan: Plan, field: FundField) -> str:
    return f"+N({plan.fund(plan.fund_total)[field]})" if plan.layout.total.counts_execution else ""
