"""The live formulas of a blank form. Each shows nothing, and never an error, while what it needs is not there.

Products come before quotients: 10 × 1413 ÷ 2000 is 7.065 and rounds to 7.07, where 0.7065 × 10 in binary may not.
"""

from __future__ import annotations

from xlperf.templates.plan import Plan, Rows


def execution_rate(row: int) -> str:
    """Executed ÷ full-year budget at four decimals, where both are numbers and there is a budget.

    >>> execution_rate(5)
    '=IF(COUNT(E5:F5)=2,IF(AND(E5>0,F5>=0),ROUND(F5/E5,4),""),"")'
    """
    return f'=IF(COUNT(E{row}:F{row})=2,IF(AND(E{row}>0,F{row}>=0),ROUND(F{row}/E{row},4),""),"")'


def execution_score(row: int) -> str:
    """Weight × rate from the amounts, not from the rounded rate; at most the weight.

    >>> execution_score(5)
    '=IF(COUNT(E5:H5)=4,ROUND(MIN(G5,F5*G5/E5),2),"")'
    """
    return f'=IF(COUNT(E{row}:H{row})=4,ROUND(MIN(G{row},F{row}*G{row}/E{row}),2),"")'


def indicator_score(row: int, directed: bool) -> str:
    """Full points where target and actual value are the same; where both are numbers, weight × actual ÷ target, capped.

    Nothing for a 不适用 row, a missing weight, or numbers with words (5次). An undirected indicator, such as a cost,
    is only scored where the two are the same: whether more is better stands nowhere.
    """
    share = f'IF(COUNT(E{row}:F{row})=2,IF(E{row}>0,ROUND(MAX(0,MIN(G{row},F{row}*G{row}/E{row})),2),""),"")'
    is_open = f'OR(NOT(ISNUMBER(G{row})),E{row}="",F{row}="",COUNTIF(D{row}:F{row},"不适用")>0)'
    return f'=IF({is_open},"",IF(TRIM(E{row})=TRIM(F{row}),G{row},{share if directed else _EMPTY}))'


def total_weight(plan: Plan) -> str:
    """The weights of the indicators, with the execution points where the form counts them."""
    weights = plan.indicators.of("G")
    return f'=IF(COUNT({weights})=0,"",SUM({weights}){_execution(plan, "G")})'


def total_score(plan: Plan) -> str:
    """The sum of the scores, once every row that carries points has one."""
    weights, scores = plan.indicators.of("G"), plan.indicators.of("H")
    missing = f'SUMPRODUCT(ISNUMBER({weights})*({weights}<>0)*({scores}=""))>0'
    open_execution = f',I{plan.fund_total}=""' if plan.layout.total.counts_execution else ""
    is_open = f"OR(COUNT({weights})=0,{missing}{open_execution})"
    return f'=IF({is_open},"",ROUND(SUM({scores}){_execution(plan, "I")},2))'


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


def is_within_weight(score: str, weight: str) -> str:
    """Whether a score is a mark, or a number from zero to its weight.

    >>> is_within_weight("H12", "G12")
    '=OR(H12="-",H12="—",AND(ISNUMBER(H12),N(H12)>=0,N(H12)<=N(G12)))'
    """
    return f'=OR({score}="-",{score}="—",AND(ISNUMBER({score}),N({score})>=0,N({score})<=N({weight})))'


_EMPTY = '""'


def _execution(plan: Plan, column: str) -> str:
    return f"+N({column}{plan.fund_total})" if plan.layout.total.counts_execution else ""
