"""What on a Windows machine keeps Excel from loading the add-in: settings of its Trust Center and policies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlperf.excel.machine import Machine
from xlperf.excel.offices import VERSIONS
from xlperf.messages import Message, say

_ROOTS = (r"HKCU\Software", r"HKCU\Software\Policies", r"HKLM\SOFTWARE\Policies")
_OFFICE = r"{software}\Microsoft\Office\{version}"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A value 1 in the registry that blocks the add-in: in which keys, what it means, what to do; who says so."""

    key: str
    name: str
    what: Message
    remedy: Message
    source: str


@dataclass(frozen=True, slots=True)
class Found:
    """An obstacle that is there: where, and by whom it was set."""

    obstacle: Obstacle
    place: str
    by: Message


OBSTACLES = (
    Obstacle(
        rf"{_OFFICE}\Excel\Security",
        "DisableAllAddins",
        say("Excel 设为禁用所有应用程序加载项"),
        say("文件→选项→信任中心→信任中心设置→加载项，取消“禁用所有应用程序加载项”。"),
        "Microsoft Learn, Plan security settings for add-ins for Office 2010",
    ),
    Obstacle(
        rf"{_OFFICE}\Excel\Security",
        "RequireAddinSig",
        say("Excel 要求加载项有受信任的发布者签名，xlperf.xlam 没有签名；放在受信任位置也不例外"),
        say("请信息技术人员用单位的证书给 xlperf.xlam 签名，或取消这一要求。"),
        "Microsoft Learn, Plan security settings for add-ins for Office 2010",
    ),
    Obstacle(
        rf"{_OFFICE}\Excel\Security\Trusted Locations",
        "AllLocationsDisabled",
        say("Excel 的受信任位置全部停用，XLSTART 里的宏要另行许可"),
        say("请信息技术人员恢复受信任位置，或把 XLSTART 列入。"),
        "Microsoft Learn, Trusted Locations for Office files",
    ),
    Obstacle(
        rf"{_OFFICE}\Common",
        "VBAOff",
        say("Office 的 VBA 被整个关掉"),
        say("加载项靠 VBA 运行，请信息技术人员放开；文件方式不受影响。"),
        "Office administrative templates, Disable VBA for Office applications",
    ),
    Obstacle(
        rf"{_OFFICE}\Excel\Resiliency",
        "RestrictToList",
        say("只许用单位清单里的加载项"),
        say("请信息技术人员把 xlperf.xlam 列入“托管加载项列表”。"),
        "Office administrative templates, Block all unmanaged add-ins",
    ),
    Obstacle(
        r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
        "d4f940ab-401b-4efc-aadc-ad5f3c50688a",
        say("Windows 防护禁止 Office 程序启动子进程，按钮点了没有反应"),
        say("请信息技术人员为 xlperf 的 python.exe 加排除项；文件方式不受影响。"),
        "Microsoft Learn, Attack surface reduction rules reference",
    ),
)


def find_obstacles(machine: Machine) -> Iterator[Found]:
    """The obstacles that are set, for any version of Office that the registry knows."""
    for obstacle in OBSTACLES:
        for key in _keys(obstacle):
            if str((machine.key(key) or {}).get(obstacle.name.lower())) == "1":
                yield Found(obstacle, rf"{key}\{obstacle.name}", _set_by(key))


def _keys(obstacle: Obstacle) -> Iterable[str]:
    """The keys that an obstacle may stand in, each once."""
    keys = (obstacle.key.format(software=root, version=version) for root in _ROOTS for version in VERSIONS)
    return dict.fromkeys(keys)


def _set_by(key: str) -> Message:
    return say("单位的组策略") if "\\Policies\\" in key else say("本人的设置")


def is_disabled_after_crash(machine: Machine, name: str) -> bool:
    """Excel has put the file on its list of items that made it fail."""
    keys = (rf"HKCU\Software\Microsoft\Office\{version}\Excel\Resiliency\DisabledItems" for version in VERSIONS)
    values = (value for key in keys for value in (machine.key(key) or {}).values())
    return any(
        isinstance(value, bytes) and name.lower() in value.decode("utf-16-le", "ignore").lower() for value in values
    )


def zone(machine: Machine, path: str) -> int | None:
    """The zone that Windows notes on a file from elsewhere: 3 internet, 4 a distrusted site; None without a note."""
    note = (machine.read(f"{path}:Zone.Identifier") or b"").decode("utf-8", "ignore")
    zones = (line.partition("=")[2].strip() for line in note.splitlines() if line.lower().startswith("zoneid="))
    return next((int(each) for each in zones if each.isdigit()), None)
