"""The words of the page: those of its template, and those that its scripts fill with figures."""

from __future__ import annotations

from collections.abc import Mapping

from xlperf.messages import Message, say

PAGE: Mapping[str, Message] = {
    "title": say("绩效自评校验报告"),
    "skip": say("跳到问题清单"),
    "figures": say("总览"),
    "charts": say("统计"),
    "findings": say("问题清单"),
    "forms": say("自评表"),
    "failures": say("未处理文件"),
    "repeats": say("重复报送"),
    "file": say("文件"),
    "state": say("情况"),
    "reason": say("原因"),
    "remedy": say("怎么办"),
    "summary": say("汇总表（Excel）"),
    "report": say("report.json（供程序读取）"),
    "click": say("点条形可筛选下面的清单。"),
    "no_script": say("浏览器禁用了脚本，清单显示不出来；请允许本页脚本，或打开 汇总.xlsx。"),
    "sealed": say("本页不联网，全部内容都在这一个文件里。副本的链接以本页所在的文件夹为准，请与它一起移动。"),
    "search": say("查找"),
    "search_hint": say("单位、项目、文件、问题，几个词用空格隔开"),
    "unit": say("实施单位"),
    "severity": say("级别"),
    "check": say("检查"),
    "grade": say("等级"),
    "every": say("全部"),
    "reset": say("清除筛选"),
    "print": say("打印"),
}  # fmt: skip
"""What stands in the template."""

SCRIPT: Mapping[str, Message] = {
    "error": say("错误"),
    "warning": say("提醒"),
    "info": say("提示"),
    "severity": say("级别"),
    "check": say("检查"),
    "where": say("单位、项目"),
    "place": say("位置"),
    "actual": say("表中数"),
    "expected": say("应为"),
    "problem": say("问题"),
    "remedy": say("怎么办"),
    "source": say("依据"),
    "sends": say("是否下发"),
    "unit": say("实施单位"),
    "project": say("项目名称"),
    "year": say("年度"),
    "budget": say("全年预算数（元）"),
    "executed": say("全年执行数（元）"),
    "rate": say("执行率"),
    "submitted": say("自评得分"),
    "recomputed": say("重算得分"),
    "grade": say("等级"),
    "unjudged": say("无法判断"),
    "copy": say("校验后的工作簿"),
    "matched": say("符合的 {found} 条，共 {all} 条"),
    "cut": say("问题太多，本页只有最重的 {all} 条，共 {count} 条；全部见 汇总.xlsx 和 report.json。"),
    "cut_forms": say("表太多，本页只有前 {all} 张，共 {count} 张；全部见 汇总.xlsx。"),
    "pages": say("第 {page} 页，共 {pages} 页"),
    "before": say("上一页"),
    "after": say("下一页"),
    "first": say("第一页"),
    "last": say("最后一页"),
    "nothing": say("没有符合的。"),
    "printed": say("纸上只有前 {printed} 条，共 {found} 条；请先筛选再打印。"),
    "filtered": say("筛选：{filters}"),
    "further": say("{name}：{text}"),
    "counted": say("{name}（{count}）"),
    "show_findings": say("看这个工作簿的问题"),
}  # fmt: skip
"""What the scripts say; they put the figures in themselves."""


def word(words: Mapping[str, Message], lang: str) -> dict[str, str]:
    """The words in a language, with the places for figures left open."""
    return {name: message.text(lang) for name, message in words.items()}
