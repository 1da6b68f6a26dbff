"""Everything that is seen of a machine, in the order of the page for the IT desk; and the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from xlperf import __version__
from xlperf.excel.addin_state import observe_addin, observe_obstacles
from xlperf.excel.installing import digest
from xlperf.excel.machine import Machine
from xlperf.excel.observations import Observation, Verdict
from xlperf.excel.places import ADDIN
from xlperf.excel.surroundings import observe_console, observe_elsewhere, observe_fonts, observe_programs
from xlperf.messages import Message, say


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its id, its title, and what was seen."""

    id: str
    title: Message
    observations: tuple[Observation, ...]


_Look = tuple[str, Message, Callable[[Machine], Iterable[Observation]]]

_ON_WINDOWS: tuple[_Look, ...] = (
    ("programs", say("系统和程序"), observe_programs),
    ("addin", say("加载项"), observe_addin),
    ("obstacles", say("信任设置"), observe_obstacles),
    ("console", say("命令行"), observe_console),
    ("fonts", say("字体"), observe_fonts),
)
_ELSEWHERE: tuple[_Look, ...] = (
    ("programs", say("系统和程序"), observe_elsewhere),
    ("fonts", say("字体"), observe_fonts),
)
_STATUS = ("addin", "obstacles")

_MARKS = {Verdict.GOOD: say("[正常]"), Verdict.NOTE: say("[注意]"), Verdict.BAD: say("[不行]")}
"""Signs that a console of any code page can show."""


def examine(machine: Machine) -> tuple[Section, ...]:
    """All that is seen of the machine."""
    looks = _ON_WINDOWS if machine.system == "Windows" else _ELSEWHERE
    return tuple(Section(name, title, tuple(look(machine))) for name, title, look in looks)


def narrow(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections that tell whether the add-in works; all of them where there is no Windows."""
    sections = tuple(sections)
    return tuple(each for each in sections if each.id in _STATUS) or sections


def is_hindered(sections: Iterable[Section]) -> bool:
    """Something is in the way."""
    return any(each.verdict is Verdict.BAD for section in sections for each in section.observations)


def render_page(sections: Iterable[Section], lang: str) -> str:
    """The page for the IT desk: what was seen, and what the add-in does on a machine."""
    sections = tuple(sections)
    head = say("xlperf {version} 体检单，可转给信息技术人员", version=__version__).text(lang)
    page = f"{head}\n\n{render_sections(sections, lang)}"
    if any(each.id in _STATUS for each in sections):
        about = [say("xlperf 在电脑上做什么").text(lang), *(f"  - {line.text(lang)}" for line in _about())]
        page += "\n".join([*about, ""])
    return page


def render_sections(sections: Iterable[Section], lang: str) -> str:
    """The sections as lines, the remedy below what is in the way."""
    return "".join(f"{line}\n" for section in sections for line in _lines(section, lang))


def _lines(section: Section, lang: str) -> Iterator[str]:
    yield section.title.text(lang)
    for each in section.observations:
        yield f"  {_MARKS[each.verdict].text(lang)} {each.what.text(lang)}"
        if each.remedy is not None:
            yield f"         {each.remedy.text(lang)}"
    yield ""


def document(sections: Iterable[Section], lang: str) -> Mapping[str, object]:
    """The sections as plain values."""
    return {
        section.id: [
            {
                "verdict": each.verdict.value,
                "what": each.what.text(lang),
                "remedy": each.remedy.text(lang) if each.remedy else None,
            }
            for each in section.observations
        ]
        for section in sections
    }


def _about() -> Iterator[Message]:
    yield say(
        "只写当前用户自己的文件夹：{places}。",
        places="、".join(
            (
                r"%APPDATA%\Microsoft\Excel\XLSTART\xlperf.xlam",
                r"%APPDATA%\Microsoft\Windows\SendTo",
                r"%USERPROFILE%\.xlperf",
                r"%LOCALAPPDATA%\xlperf",
            )
        ),
    )
    yield say("不要管理员权限，不改注册表，不联网，不开端口，没有常驻进程，不自动更新。")
    yield say("点按钮时 Excel 里的 VBA 经 cmd.exe 启动上面的程序，程序读写当前工作簿后即退出，不保存工作簿。")
    yield say("防护软件若禁止 Office 启动子进程，请放行 EXCEL.EXE → cmd.exe → python.exe。")
    yield say("加载项没有签名，SHA-256：{digest}", digest=digest(ADDIN.read_bytes()))
    yield say(
        "许可证：xlperf 为 MIT；加载项内含 xlwings 的开源部分（BSD）和 VBA-Dictionary（MIT），没有用 xlwings PRO。"
    )
