"""Words for people of a form's blocks and fields, as recognition calls them."""

from __future__ import annotations

from collections.abc import Mapping

from xlperf.messages import Message, say
from xlperf.pages.wording import BLOCKS

BLOCK_NAMES: Mapping[str, Message] = {
    "head": say("表头"),
    "spending": say("支出总额"),
    "budget": say("预算表"),
    "tasks": say("主要任务"),
    "funds": say("资金"),
    "goals": say("目标"),
    "indicators": say("指标"),
    "total": say("总分"),
    "inputs": say("评分依据"),
    "notes": say("表外说明"),
}
"""The blocks of a form, from top to bottom."""

_HEAD: Mapping[str, Message] = {
    "title": say("标题"),
    "project": say("项目名称"),
    "code": say("项目编码"),
    "department": say("主管部门"),
    "unit": say("实施单位"),
    "year": say("年度"),
    "period": say("起止时间"),
    "money_unit": say("金额单位"),
}

_SPENDING: Mapping[str, Message] = {"basic": say("基本支出总额"), "project": say("项目支出总额")}

_FUNDS: Mapping[str, Message] = {
    "initial_budget": say("年初预算数"),
    "full_year_budget": say("全年预算数"),
    "executed": say("全年执行数"),
    "weight": say("分值"),
    "execution_rate": say("执行率"),
    "score": say("得分"),
    "extra": say("附加列"),
    "total": say("资金总额"),
    "part": say("总额的一部分"),
    "within": say("其中数"),
}

_TASKS: Mapping[str, Message] = {
    "name": say("任务名称"),
    "content": say("主要内容"),
    "total": say("总额"),
    "part": say("按资金来源"),
    "sum": say("金额合计"),
}

_BUDGET: Mapping[str, Message] = {
    "unit": say("预算单位"),
    "code": say("科目编码"),
    "name": say("科目名称"),
    "item": say("收支项目"),
    "project": say("项目名称"),
    "purpose": say("用途"),
    "year": say("年度"),
    "extra": say("附加列"),
    "amount": say("预算数"),
    "prior": say("上年预算数"),
    "change": say("增减额"),
    "change_rate": say("增减率"),
    "total": say("总计"),
    "basic": say("基本支出"),
    "people": say("人员经费"),
    "running": say("公用经费"),
    "family": say("对个人和家庭的补助"),
    "project_spending": say("项目支出"),
    "business": say("经营支出"),
    "upward": say("上缴上级支出"),
    "subsidy": say("对附属单位补助支出"),
    "procurement": say("政府采购"),
    "small": say("面向中小企业采购"),
    "micro": say("面向小微企业采购"),
    "abroad": say("因公出国（境）费"),
    "reception": say("公务接待费"),
    "vehicles": say("公务用车购置及运行维护费"),
    "vehicle_purchase": say("公务用车购置费"),
    "vehicle_running": say("公务用车运行维护费"),
}

_GOALS: Mapping[str, Message] = {"expected": say("预期目标"), "actual": say("实际完成情况")}

_INDICATORS: Mapping[str, Message] = {
    "level1": say("一级指标"),
    "level2": say("二级指标"),
    "level3": say("三级指标"),
    "target": say("年度指标值"),
    "adjusted": say("调整后的指标值"),
    "actual": say("实际完成值"),
    "weight": say("分值"),
    "score": say("得分"),
    "reason": say("偏差原因分析及改进措施"),
    "operator": say("比较符号"),
    "unit": say("计量单位"),
    "remark": say("备注"),
    "kinds": say("指标类型"),
    "description": say("指标说明"),
    "standard": say("评分标准"),
    "extra": say("附加列"),
    "subtotal": say("小计"),
    "detail": say("明细"),
    **BLOCKS,
}

_TOTAL: Mapping[str, Message] = {"total": say("总分"), "subtotal": say("小计"), "grade": say("等级")}

_NOTES: Mapping[str, Message] = {
    "reason": say("全表的偏差原因"),
    "improvement": say("全表的改进措施"),
    "note": say("说明"),
}

FIELD_NAMES: Mapping[str, Mapping[str, Message]] = {
    "head": _HEAD,
    "spending": _SPENDING,
    "budget": _BUDGET,
    "tasks": _TASKS,
    "funds": _FUNDS,
    "goals": _GOALS,
    "indicators": _INDICATORS,
    "total": _TOTAL,
    "inputs": {"input": say("评分依据")},
    "notes": _NOTES,
}
"""Block → field → its name."""
