"""What is seen of imagined machines: programs, the add-in, what is in its way, and the page for the IT desk."""

from __future__ import annotations

import pytest

from tests.support.imagined import (
    CHINESE,
    EXCEL,
    HOME,
    PYTHON,
    WITH_EXCEL,
    WITH_WPS,
    WPS,
    ImaginedMachine,
    program,
    with_excel,
)
from xlperf.excel.examination import document, examine, is_hindered, narrow, render_page
from xlperf.excel.installing import install
from xlperf.excel.obstacles import OBSTACLES, zone
from xlperf.excel.offices import Office, find_excel, find_wps, server
from xlperf.excel.places import ADDIN

START = HOME + r"\AppData\Roaming\Microsoft\Excel\XLSTART\xlperf.xlam"
CONF = HOME + r"\.xlperf\xlperf.conf"
SECURITY = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"


def installed() -> ImaginedMachine:
    machine = with_excel()
    install(machine, ADDIN.read_bytes())
    return machine


def told(machine: ImaginedMachine, section: str, verdict: str) -> list[str]:
    """What is said in a section of the page with a verdict, and the remedies."""
    seen = document(examine(machine), "zh")[section]
    return [f"{each['what']} {each['remedy'] or ''}" for each in seen if each["verdict"] == verdict]


def test_excel_that_keeps_itself_up_to_date() -> None:
    assert find_excel(with_excel()) == Office("Microsoft Excel", "16.0.17928.20114", EXCEL, 64)


@pytest.mark.parametrize(("machine_type", "bits"), [(0x014C, 32), (0x8664, 64), (0xAA64, 64)])
def test_excel_2013_from_an_installer(machine_type: int, bits: int) -> None:
    folder = r"C:\Program Files (x86)\Microsoft Office\Office15"
    key = r"HKLM\SOFTWARE\WOW6432Node\Microsoft\Office\15.0\Excel\InstallRoot"
    machine = ImaginedMachine({key: {"Path": folder + "\\"}}, {folder + r"\EXCEL.EXE": program(machine_type)})
    assert find_excel(machine) == Office("Microsoft Excel", "15.0", folder + r"\EXCEL.EXE", bits)


@pytest.mark.parametrize(
    "content", [None, b"", b"MZ", b"not a program" * 20, b"MZ" + bytes(58) + b"\xff\xff\xff\xff" + bytes(300)]
)
def test_a_registration_without_its_program_is_no_excel(content: bytes | None) -> None:
    machine = ImaginedMachine(WITH_EXCEL, {} if content is None else {EXCEL: content})
    assert find_excel(machine) is None


def test_excel_s_place_taken_by_wps_is_no_excel() -> None:
    registry = {r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe": {"": WPS + r"\office6\et.exe"}}
    machine = ImaginedMachine(registry, {WPS + r"\office6\et.exe": program(0x014C)})
    assert find_excel(machine) is None


def test_wps_by_what_its_installer_noted() -> None:
    machine = ImaginedMachine(WITH_WPS, {WPS + r"\office6\et.exe": program(0x8664)})
    assert find_wps(machine) == Office("WPS 表格", "12.1.0.17147", WPS + r"\office6\et.exe", 64)
    assert any("xlperf excel attach" in each for each in told(machine, "programs", "note"))


def test_who_answers_to_excel_s_name() -> None:
    identity = "{00024500-0000-0000-C000-000000000046}"
    registry = {
        r"HKCR\Excel.Application\CLSID": {"": identity},
        rf"HKCR\CLSID\{identity}\LocalServer32": {"": WPS + r"\office6\et.exe /automation"},
    }
    machine = ImaginedMachine(WITH_EXCEL | registry, {EXCEL: program(0x8664)})
    assert server(machine, "Excel.Application").endswith("et.exe /automation")
    (taken,) = told(machine, "programs", "bad")
    assert r"%LOCALAPPDATA%\Kingsoft\WPS Office\12.1.0.17147\office6\et.exe" in taken
    assert "张三" not in taken


def test_an_installed_addin_is_well() -> None:
    machine = installed()
    assert told(machine, "addin", "good") == [r"加载项 0.1.0 装在 %APPDATA%\Microsoft\Excel\XLSTART\xlperf.xlam。 "]
    assert not is_hindered(examine(machine))


def test_no_addin_is_no_fault() -> None:
    assert told(with_excel(), "addin", "note") == ["没有装加载项。 安装：xlperf excel install。"]
    assert not is_hindered(examine(with_excel()))


def remove_addin(machine: ImaginedMachine) -> None:
    del machine.files[START]


def change_addin(machine: ImaginedMachine) -> None:
    machine.files[START] += b"?"


def remove_settings(machine: ImaginedMachine) -> None:
    del machine.files[CONF]


def remove_program(machine: ImaginedMachine) -> None:
    del machine.files[PYTHON]


def name_no_program(machine: ImaginedMachine) -> None:
    machine.files[CONF] = b'"SHOW CONSOLE","True"\r\n\r\nnonsense'


def mark_as_download(machine: ImaginedMachine) -> None:
    machine.files[START + ":Zone.Identifier"] = b"[ZoneTransfer]\r\nZoneId=3\r\n"


def remove_xlwings(machine: ImaginedMachine) -> None:
    machine.packages = frozenset()


def disable_after_crash(machine: ImaginedMachine) -> None:
    noted = b"\x01\0\0\0" + START.encode("utf-16-le") + b"\0\0"
    machine.registry = machine.registry | {
        r"HKCU\Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems": {"A1B2C3": noted}
    }


def put_a_copy_among_addins(machine: ImaginedMachine) -> None:
    machine.files[HOME + r"\AppData\Roaming\Microsoft\AddIns\XLPERF.xlam"] = b"old"


def register_a_copy(machine: ImaginedMachine) -> None:
    options = {"OPEN": '/R "C:\\共享\\xlperf.xlam"', "Font": "宋体,10"}
    machine.registry = machine.registry | {r"HKCU\Software\Microsoft\Office\16.0\Excel\Options": options}


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (remove_addin, "不见了，可能被杀毒软件删除"),
        (change_addin, "不是同一份"),
        (remove_settings, "设置文件不见了"),
        (remove_program, r"%LOCALAPPDATA%\xlperf\python\python.exe 不在了"),
        (name_no_program, "没有写程序在哪里"),
        (mark_as_download, "解除锁定"),
        (remove_xlwings, "没有安装 xlwings"),
        (disable_after_crash, "禁用项目"),
        (put_a_copy_among_addins, r"%APPDATA%\Microsoft\AddIns 里另有一份"),
        (register_a_copy, r"C:\共享\xlperf.xlam"),
    ],
)
def test_what_is_wrong_with_the_addin_is_told(harm: object, said: str) -> None:
    machine = installed()
    harm(machine)
    (line,) = told(machine, "addin", "bad")
    assert said in line
    assert is_hindered(narrow(examine(machine)))


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (None, None),
        (b"", None),
        (b"ZoneId=3", 3),
        (b"[ZoneTransfer]\r\nZoneId=0\r\nHostUrl=x", 0),
        (b"ZoneId=\xff", None),
    ],
)
def test_zones(note: bytes | None, expected: int | None) -> None:
    machine = ImaginedMachine(files={} if note is None else {"x:Zone.Identifier": note})
    assert zone(machine, "x") == expected


@pytest.mark.parametrize("obstacle", OBSTACLES, ids=lambda each: each.name)
@pytest.mark.parametrize("root", [r"HKCU\Software", r"HKCU\Software\Policies", r"HKLM\SOFTWARE\Policies"])
def test_each_obstacle_is_told_with_its_place(obstacle: object, root: str) -> None:
    key = obstacle.key.format(software=root, version="16.0")
    machine = installed()
    machine.registry = machine.registry | {key: {obstacle.name: 1}}
    (line,) = told(machine, "obstacles", "bad")
    assert obstacle.what.text() in line
    assert obstacle.remedy.text() in line
    assert rf"{key}\{obstacle.name}" in line
    assert ("组策略" in line) == ("Policies" in key)
    machine.registry = machine.registry | {key: {obstacle.name: 0}}
    assert told(machine, "obstacles", "bad") == []


def test_code_pages() -> None:
    assert told(with_excel(), "console", "good") == ["代码页：系统 936，命令行 936，输出编码 utf-8。 "]
    (western,) = told(ImaginedMachine(), "console", "note")
    assert "系统 1252" in western
    assert "问号" in western


def test_fonts_by_the_names_of_the_registry() -> None:
    fonts = {"SimSun & NSimSun (TrueType)": "simsun.ttc", "SimHei (TrueType)": "simhei.ttf"}
    key = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
    (missing,) = told(ImaginedMachine(CHINESE | {key: fonts}), "fonts", "note")
    assert missing.startswith("缺少字体：等线，")
    complete = CHINESE | {key: fonts | {"DengXian (TrueType)": "Deng.ttf"}}
    assert told(ImaginedMachine(complete), "fonts", "good") == ["宋体、黑体、等线都有。 "]


def test_a_machine_without_windows_says_what_is_possible() -> None:
    files = {"/opt/kingsoft/wps-office/office6/et": b""}
    machine = ImaginedMachine({}, files, "Linux", "/usr/bin/python3", installed_fonts=("宋体,SimSun",))
    said = "\n".join(told(machine, "programs", "good") + told(machine, "programs", "note"))
    assert "xlperf fill" in said
    assert "Windows 上的 Excel" in said
    assert set(document(narrow(examine(machine)), "zh")) == {"programs", "fonts"}
    assert "缺少字体：黑体、等线" in render_page(examine(machine), "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_one_page_and_names_no_user(lang: str) -> None:
    machine = installed()
    machine.registry = WITH_EXCEL | WITH_WPS
    machine.files |= {WPS + r"\office6\et.exe": program(0x014C)}
    page = render_page(examine(machine), lang)
    assert r"%LOCALAPPDATA%\Kingsoft\WPS Office\12.1.0.17147\office6\et.exe" in page
    assert len(page.splitlines()) <= 50
    assert "张三" not in page
    assert PYTHON.removeprefix(HOME + r"\AppData\Local") in page
    assert page.count("SHA-256") == 1


def test_the_page_reads_on_a_console_of_gbk() -> None:
    page = render_page(examine(installed()), "zh")
    assert page.encode("gbk").decode("gbk") == page
