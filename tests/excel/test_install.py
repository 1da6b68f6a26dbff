"""Installing on an imagined Windows machine: all or nothing, and what stood there comes back."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.imagined import CHINESE, HOME, ImaginedMachine, with_excel
from xlperf.errors import UnwritableError, UsageError, XlperfError
from xlperf.excel.installing import install, read_installation, uninstall

ADDIN = HOME + r"\AppData\Roaming\Microsoft\Excel\XLSTART\xlperf.xlam"
CONF = HOME + r"\.xlperf\xlperf.conf"
MACHINE = with_excel().files
RECEIPT = HOME + r"\AppData\Local\xlperf\installed.json"


def settings(machine: ImaginedMachine, encoding: str = "cp936") -> dict[str, str]:
    return dict(csv.reader(machine.files[CONF].decode(encoding).splitlines()))


def test_the_addin_goes_where_excel_opens_it() -> None:
    machine = with_excel()
    install(machine, b"addin")
    assert set(machine.files) == {*MACHINE, ADDIN, CONF, RECEIPT}
    assert machine.files[ADDIN] == b"addin"


def test_the_settings_name_the_program_without_the_user_s_name() -> None:
    machine = with_excel()
    install(machine, b"addin")
    assert settings(machine) == {
        "INTERPRETER_WIN": r"%LOCALAPPDATA%\xlperf\python\python.exe",
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "SHOW CONSOLE": "False",
        "USE UDF SERVER": "False",
    }
    assert machine.files[CONF].isascii()
    assert b"\r\n" in machine.files[CONF]


def test_a_program_elsewhere_is_named_in_the_code_page_that_vba_reads() -> None:
    machine = with_excel(python=r"D:\软件\python.exe")
    install(machine, b"addin")
    assert settings(machine)["INTERPRETER_WIN"] == r"D:\软件\python.exe"
    assert r"D:\软件".encode("gbk") in machine.files[CONF]


def test_a_path_that_the_code_page_cannot_spell_is_refused_before_anything_is_written() -> None:
    machine = with_excel(python="D:\\软件\U00020000\\python.exe")
    with pytest.raises(XlperfError, match="代码页"):
        install(machine, b"addin")
    assert set(machine.files) == set(MACHINE)


def test_uninstalling_leaves_nothing() -> None:
    machine = with_excel()
    install(machine, b"addin")
    removal = uninstall(machine)
    assert set(machine.files) == set(MACHINE)
    assert removal.undone == (ADDIN, CONF)
    assert removal.left == ()


def test_what_stood_there_comes_back_after_two_installations() -> None:
    machine = with_excel()
    machine.files |= {ADDIN: b"somebody else's", CONF: b"theirs"}
    install(machine, b"old version")
    install(machine, b"new version")
    assert machine.files[ADDIN] == b"new version"
    uninstall(machine)
    assert machine.files[ADDIN] == b"somebody else's"
    assert machine.files[CONF] == b"theirs"


def test_a_file_changed_since_is_left() -> None:
    machine = with_excel()
    install(machine, b"addin")
    machine.files[CONF] = b'"INTERPRETER_WIN","C:\\other\\python.exe"'
    removal = uninstall(machine)
    assert removal.left == (CONF,)
    assert set(machine.files) == {*MACHINE, CONF}


@pytest.mark.parametrize("locked", [ADDIN, CONF, RECEIPT])
@pytest.mark.parametrize("before", [{}, {ADDIN: b"theirs", CONF: b"theirs"}])
def test_nothing_is_half_installed(locked: str, before: dict[str, bytes]) -> None:
    machine = with_excel(locked=frozenset({locked}))
    machine.files |= before
    with pytest.raises(UnwritableError, match="关闭 Excel"):
        install(machine, b"addin")
    assert machine.files == MACHINE | before


@pytest.mark.parametrize("locked", [ADDIN, CONF, RECEIPT])
def test_nothing_is_half_uninstalled(locked: str) -> None:
    machine = with_excel()
    install(machine, b"addin")
    installed = dict(machine.files)
    machine.locked = frozenset({locked})
    with pytest.raises(UnwritableError):
        uninstall(machine)
    assert machine.files == installed


def test_excel_closed_in_between_lets_it_through() -> None:
    machine = with_excel(locked=frozenset({ADDIN}))
    with pytest.raises(UnwritableError):
        install(machine, b"addin")
    machine.locked = frozenset()
    install(machine, b"addin")
    uninstall(machine)
    assert set(machine.files) == set(MACHINE)


@pytest.mark.parametrize(
    ("machine", "said"),
    [
        (ImaginedMachine(system="Linux"), "本机是 Linux"),
        (ImaginedMachine(system="Darwin"), "本机是 Darwin"),
        (ImaginedMachine(CHINESE), "没有找到 Microsoft Excel"),
        (with_excel(packages=frozenset()), "没有安装 xlwings"),
    ],
)
def test_where_it_cannot_be_installed_it_says_so(machine: ImaginedMachine, said: str) -> None:
    before = dict(machine.files)
    with pytest.raises(UsageError, match=said):
        install(machine, b"addin")
    assert machine.files == before


@pytest.mark.parametrize("installation", [None, b"", b"{}", b"[1]", b'{"version": "1", "files": [{"path": "x"}]}'])
def test_without_a_receipt_nothing_is_touched(installation: bytes | None) -> None:
    machine = with_excel()
    machine.files |= {ADDIN: b"theirs"} | ({} if installation is None else {RECEIPT: installation})
    before = dict(machine.files)
    assert read_installation(machine) is None
    with pytest.raises(UsageError, match="没有装过"):
        uninstall(machine)
    assert machine.files == before


@given(
    st.dictionaries(st.sampled_from([ADDIN, CONF]), st.binary(max_size=9)), st.lists(st.binary(max_size=9), min_size=1)
)
def test_installing_any_number_of_times_and_uninstalling_changes_nothing(
    before: dict[str, bytes], versions: list[bytes]
) -> None:
    machine = with_excel()
    machine.files |= before
    for version in versions:
        install(machine, version)
    uninstall(machine)
    assert machine.files == MACHINE | before
