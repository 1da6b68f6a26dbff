"""What the add-in lives among: system, spreadsheet programs, console, fonts; and a machine without Windows."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.excel.machine import Machine
from xlperf.excel.observations import BAD, GOOD, NOTE, Observation, shown
from xlperf.excel.offices import Office, find_excel, find_wps, server
from xlperf.excel.places import code_page
from xlperf.messages import say

_CHINESE = ("936", "54936", "65001")
"""Code pages that know Chinese: GBK, GB 18030, UTF-8."""

_FONTS = {"宋体": ("宋体", "simsun"), "黑体": ("黑体", "simhei"), "等线": ("等线", "dengxian")}
"""The fonts of the sheets that xlperf draws, and what systems call them."""

_FONT_KEYS = tuple(rf"{hive}\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts" for hive in ("HKLM", "HKCU"))


def observe_programs(machine: Machine) -> Iterator[Observation]:
    """System, our own program, Excel and WPS, and who answers to Excel's name."""
    yield from _observe_system(machine)
    excel, wps = find_excel(machine), find_wps(machine)
    yield _observe_office(machine, excel) if excel else Observation(NOTE, say("没有找到 Microsoft Excel。"))
    yield _observe_office(machine, wps) if wps else Observation(NOTE, say("没有找到 WPS 表格。"))
    if excel is None and wps is not None:
        yield Observation(NOTE, say("加载项只装进 Excel；WPS 里请用 xlperf excel attach，或文件方式。"))
    program = server(machine, "Excel.Application")
    if excel and program and "excel.exe" not in program.lower():
        yield Observation(
            BAD,
            say("程序名 Excel.Application 被别的软件接管：{program}。", program=shown(machine, program)),
            say("在 WPS 的“配置工具”里取消兼容第三方系统和软件，或用 Office 的“快速修复”。"),
        )


def _observe_system(machine: Machine) -> Iterator[Observation]:
    yield Observation(GOOD, say("系统：{release}。", release=machine.release()))
    yield Observation(GOOD, say("运行 xlperf 的程序：{path}。", path=shown(machine, machine.python)))


def _observe_office(machine: Machine, office: Office) -> Observation:
    values = {"name": office.name, "version": office.version, "bits": office.bits, "path": shown(machine, office.path)}
    return Observation(GOOD, say("{name} {version}，{bits} 位，{path}。", **values))


def observe_console(machine: Machine) -> Iterator[Observation]:
    """The code pages of programs and consoles, and the encoding of what is printed."""
    pages = {"system": code_page(machine), "console": code_page(machine, "oemcp"), "encoding": machine.encoding()}
    what = say("代码页：系统 {system}，命令行 {console}，输出编码 {encoding}。", **pages)
    if pages["system"] in _CHINESE:
        yield Observation(GOOD, what)
    else:
        remedy = say("不是中文代码页：命令行和对话框里的中文可能显示为问号，工作簿不受影响。")
        yield Observation(NOTE, what, remedy)


def observe_fonts(machine: Machine) -> Iterator[Observation]:
    """Which of the fonts of our sheets are there."""
    there = [*(name for key in _FONT_KEYS for name in machine.key(key) or {}), *machine.fonts()]
    names = "\n".join(there).lower()
    missing = [font for font, words in _FONTS.items() if not any(word in names for word in words)]
    if missing:
        what = say("缺少字体：{names}，会用别的字体代替，列宽可能略有出入。", names="、".join(missing))
        yield Observation(NOTE, what)
    else:
        yield Observation(GOOD, say("宋体、黑体、等线都有。"))


def observe_elsewhere(machine: Machine) -> Iterator[Observation]:
    """What can be done where there is no Windows."""
    yield from _observe_system(machine)
    yield Observation(NOTE, say("加载项只能装进 Windows 上的 Excel。"))
    yield Observation(
        GOOD, say("文件方式可用：xlperf fill 表.xlsx，xlperf batch 文件夹 -o 结果，或在文件管理器里打开方式选 xlperf。")
    )
    if "et" in machine.names("/opt/kingsoft/wps-office/office6"):
        yield Observation(GOOD, say("装有 WPS：校验副本可直接用它打开。"))
