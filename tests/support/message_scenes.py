"""The scenes in which messages are met: commands on the files of `message_files`, in this order, then acts."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from tests.rules.test_broken import BROKEN as BROKEN_PACKS
from tests.rules.test_broken_criteria import BROKEN as BROKEN_RUBRICS
from tests.support import (
    message_absent,
    message_clusters,
    message_copies,
    message_desks,
    message_harm,
    message_machines,
    message_marks,
    message_places,
    message_proofs,
    message_resumed,
)
from tests.support.message_telling import without
from xlperf.cli import main

STAND_INS = ("win32com", "win32com.client", "pythoncom", "pywintypes")
"""Modules of Windows that no command here has; other tests of the process may have left theirs."""

BROKEN_FORMS = sorted((Path(__file__).parents[1] / "recognition" / "broken_forms").iterdir())

MAKERS = (message_harm.make_harm, message_places.make_places, message_clusters.make_addresses)
ACTS = (
    *message_places.ACTS,
    *message_absent.ACTS,
    *message_proofs.ACTS,
    *message_copies.ACTS,
    *message_resumed.ACTS,
    *message_clusters.ACTS,
    *message_desks.ACTS,
    *message_machines.ACTS,
    *message_marks.ACTS,
)

COMMANDS = """

check ""
check 不是.pdf 长文.txt 没有表.xlsx
clear 自评表.xlsx 又一个.xlsx 再一个.xlsx
check 没有.xlsx text.xlsx empty.xlsx truncated.xlsx encrypted.xlsx document.xlsx folder.xlsx formless.xlsx
check 网页.xlsx 标记.xlsx 网页.xls 空.json 旧.xlsx 旧文档.xlsx 别的.xlsx
check 旧.xls 空的.xls 密码.xls 空文件.xls 坏文件.ods 编码.csv
check 改了后缀.xls 旧文档.doc 说明.pages 有实体.xlsx 少部件.xlsx 坏部件.xlsx
check /dev/null
check 太大.xlsx 太大.csv 太远.xlsx 成员太多.xlsx 加密.xlsx 压缩法.xlsx 扫描.pdf 套装.pdf
fill 重名.xlsx
check
check 自评表.xlsx --nosuch
check 自评表.xlsx --format xml
check 自评表.xlsx --format
explain 自评表.xlsx
batch 收件箱 -o 出 -j 0
没有这个命令
excel 没有
excel install
excel uninstall
excel attach check
check 自评表.xlsx --rules 没有的
check 自评表.xlsx --rules 坏.toml
check 自评表.xlsx --rules 规则.toml
check 自评表.xlsx --forms 没有的文件夹
check 自评表.xlsx --settings 设置.toml
check 自评表.xlsx --settings 关闭.toml
check 自评表.xlsx --settings 界限.toml
check 自评表.xlsx --settings 没有.toml
check 自评表.xlsx --settings 错键.toml
check 自评表.xlsx --set 乱写
check 自评表.xlsx --set F204.nosuch=1
fill 自评表.xlsx --clean --show
fill 自评表.xlsx -o 自评表.xlsx
fill 自评表.xlsx -o 副本.docx
fill 坏文件.ods -o 副本.docx
fill 自评表.xlsx 应报单位.xlsx -o 一个.xlsx
fill 自评表.xlsx 收件箱/某市图书馆/免费开放.xlsx -o 同名
fill 收件箱/某市文化馆/群众文化活动.xlsx 报回/某市文化馆/群众文化活动.xlsx -o 空文件夹
fill 受保护.xlsx
check 校验和.xlsx 旁有实体.xlsx 二进制.xlsx
fill 自评表.xlsx -o 新的文件夹/副本.xlsx
fill 自评表.xlsx
fill 自评表.xlsx
clear 自评表.xlsx
clear 自评表_已校验.xlsx -o 清除.docx
clear 自评表_已校验.xlsx -o 原样.xlsx
clear 自评表_已校验.xlsx -o 原样.xlsx
verify 自评表.xlsx
explain 自评表.xlsx 第一格
explain 自评表.xlsx Z99
explain formless.xlsx A1
new 没有的表 空白.xlsx
new project 空白.docx
new project 空白.xlsx
new project 空白.xlsx
new department-rubric 空白2.xlsx
forms 没有
rules 没有
forms learn formless.xlsx -o 学.toml
forms learn 预算.xlsx -o 学.toml
forms learn 自评表.xlsx -o 学.txt
forms learn 自评表.xlsx -o project.toml
forms learn 自评表.xlsx -o 学.toml --sheet 没有
convert formless.xlsx 转.docx
convert 自评表.xlsx 转.pptx
convert 自评表.xlsx 转.docx
convert 自评表.xlsx 转.docx
convert 空.json 转.xlsx
convert 自评表.xlsx 转夹
convert 自评表.xlsx 转夹
batch 自评表.xlsx -o 出1
batch 没有的文件夹 -o 出2
batch 空文件夹 -o 出3
batch 收件箱 -o 自评表.xlsx
batch 收件箱 -o 收件箱
batch 收件箱 -o 有东西
batch 收件箱 -o 有东西 --resume
batch 收件箱 -o 出4 --roster 没有表头.xlsx
batch 收件箱 -o 出5 --roster 空名单.xlsx
batch 收件箱 -o 出6 --roster 没有.xlsx
batch 收件箱 -o 出6 --roster 没有.docx
batch 收件箱 -o 出7 --budget 没有金额单位.xlsx
batch 收件箱 -o 出8 --budget 没有表头.xlsx
batch 收件箱 -o 出9 --targets 没有表头.xlsx
batch 收件箱 -o 出10 --targets 空文件夹
batch 收件箱 -o 出11 --previous 没有
batch 收件箱 -o 出12 --previous 空文件夹
batch 收件箱 -o 出13 --previous 坏上年
batch 收件箱 -o 出14 --decisions 没有.xlsx
batch 收件箱 -o 出15 --before 空文件夹
batch 收件箱 -o 出16 --summary-template 没有表头.xlsx
batch 杂项 -o 杂项出 --roster 杂项/应报单位.xlsx
batch 收件箱 -o 出 --force
batch 收件箱 -o 出 --before 出 --force
batch 收件箱 -o 开着 --force
batch 有东西 -o 有东西/里面 --force
batch 有东西 -o 有东西/里面 --resume
batch 收件箱 -o 另 --decisions 坏汇总
batch 收件箱 -o 填一 --summary-template 没有单位.xlsx
batch 收件箱 -o 填二 --summary-template 没有空行.xlsx
letters
letters 空文件夹
letters 坏报告
letters 出 --deadline 下周
letters 出 --template 模板.docx
letters 出 --template 空模板.docx
letters 出 --template 错模板.docx
letters 出 --template 没有.docx
letters 出 -o 自评表.xlsx
letters 出
letters 出
letters --export-template 自评表.xlsx
diff 没有 出
check 自评表.xlsx --forms 同名定义
check 自评表.xlsx --forms 同叫法定义
forms learn 预算.xlsx -o 学.toml --sheet 文字-运行
"""


def play(folder: Path) -> None:
    """Plays all of them in a folder with the files of `message_files`: what they tell, they show."""
    for make in MAKERS:
        make(folder)
    with without(*STAND_INS):
        for arguments in _commands(folder):
            main(arguments)
    for act in ACTS:
        act(folder)


def _commands(folder: Path) -> Iterator[list[str]]:
    """The arguments of each; files that one needs beside the common ones are written into the folder."""
    rooms = (message_harm.COMMANDS, message_places.COMMANDS, message_clusters.COMMANDS)
    yield from (shlex.split(line) for room in (COMMANDS, *rooms) for line in room.removeprefix("\n").splitlines())
    for path in BROKEN_FORMS:
        yield ["check", "自评表.xlsx", "--forms", str(path)]
    rubric = ((case[0], case[1]) for case in BROKEN_RUBRICS.values())
    packs = [*((case[0], case[1], case[2]) for case in BROKEN_PACKS.values())]
    packs += [("shenzhen-dept-2020", stands, instead) for stands, instead in rubric]
    for number, (pack, stands, instead) in enumerate(packs):
        text = files("xlperf.rules").joinpath("packs", f"{pack}.toml").read_text("utf-8")
        (folder / f"规则{number}.toml").write_text(text.replace(stands, instead), "utf-8")
        yield ["check", "自评表.xlsx", "--rules", f"规则{number}.toml"]
