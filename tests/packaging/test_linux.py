"""The desktop entry and the scripts for Kylin and UOS."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.stand_ins import make_wheel

LINUX = Path(__file__).parents[2] / "packaging" / "linux"
SCRIPTS = ("install.sh", "uninstall.sh", "xlperf-open")
PROGRAM = (
    "import sys\n\ndef main():\n    print('xlperf', *sys.argv[1:])\n    return 1 if 'bad.xlsx' in sys.argv else 0\n"
)


def tool(name: str) -> str:
    """A tool of the system; where the whole of the project is tried it must be there."""
    found = shutil.which(name)
    if found is None and not os.environ.get("XLPERF_CI"):
        pytest.skip(f"{name} is not installed")
    return found or name


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_scripts_have_no_known_trap(script: str) -> None:
    done = subprocess.run([tool("shellcheck"), LINUX / script], capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 0


def test_the_desktop_entry_is_valid(tmp_path: Path) -> None:
    text = (LINUX / "xlperf.desktop").read_text("utf-8").replace("@PREFIX@", "/home/张 三/.local/share/xlperf")
    (entry := tmp_path / "xlperf.desktop").write_text(text, "utf-8")
    done = subprocess.run([tool("desktop-file-validate"), entry], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_desktop_entry_speaks_chinese_and_takes_several_files() -> None:
    entry = configparser.RawConfigParser(delimiters="=")
    entry.optionxform = str
    entry.read(LINUX / "xlperf.desktop", "utf-8")
    main = entry["Desktop Entry"]
    assert main["Name[zh_CN]"] == "绩效自评校验"
    assert main["Exec"].endswith("%F")
    assert "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" in main["MimeType"].split(";")
    for name in filter(None, main["Actions"].split(";")):
        assert entry[f"Desktop Action {name}"]["Exec"].endswith("%F")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (home := tmp_path / "张 三").mkdir()
    return home


def run(home: Path, *command: object, text: str = "\n") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"HOME": str(home), "PYTHONPATH": ""}
    environment.pop("XDG_DATA_HOME", None)
    return subprocess.run(
        list(map(str, command)), env=environment, input=text, capture_output=True, text=True, check=False
    )


def wheels(folder: Path, program: str = PROGRAM) -> Path:
    files = {
        "xlperf/__main__.py": program,
        "xlperf-1.0.dist-info/entry_points.txt": "[console_scripts]\nxlperf = xlperf.__main__:main\n",
    }
    make_wheel(folder, "xlperf", needs=['abacus; extra == "beads"'], extras=["beads"], files=files)
    make_wheel(folder, "abacus")
    (folder / "requirements.txt").write_text("xlperf[beads]==1.0\n")
    return folder


def test_installing_using_and_removing(home: Path, tmp_path: Path) -> None:
    done = run(home, "sh", LINUX / "install.sh", wheels(tmp_path / "安装 包"))
    assert done.returncode == 0, done.stderr
    share = home / ".local" / "share"
    assert list((share / "xlperf").glob("lib/python3*/site-packages/abacus")), "what the wheelhouse names is installed"
    assert f'Exec="{share}/xlperf/bin/xlperf-open" %F\n' in (share / "applications" / "xlperf.desktop").read_text()
    assert run(home, home / ".local" / "bin" / "xlperf", "--version").stdout == "xlperf --version\n"
    opened = run(home, share / "xlperf" / "bin" / "xlperf-open", "/tmp/表 一.xlsx", "bad.xlsx")
    assert opened.stdout == "xlperf /tmp/表 一.xlsx bad.xlsx\n\n按回车键关闭。"
    assert opened.returncode == 1
    assert "右键工作簿" in run(home, share / "xlperf" / "bin" / "xlperf-open", "check").stdout
    assert run(home, "sh", LINUX / "uninstall.sh").returncode == 0
    assert [path for path in home.rglob("*") if path.is_file() and "xlperf" in str(path)] == []


def test_an_installation_that_fails_leaves_the_one_before(home: Path, tmp_path: Path) -> None:
    assert run(home, "sh", LINUX / "install.sh", wheels(tmp_path / "good")).returncode == 0
    broken = wheels(tmp_path / "broken", "raise SystemExit(7)\n")
    assert run(home, "sh", LINUX / "install.sh", broken).returncode != 0
    assert run(home, home / ".local" / "bin" / "xlperf", "x").stdout == "xlperf x\n"
    assert run(home, "sh", LINUX / "install.sh", tmp_path / "nothing").returncode == 3
    assert run(home, home / ".local" / "bin" / "xlperf", "x").stdout == "xlperf x\n"
    assert sorted(path.name for path in (home / ".local" / "share").glob("xlperf*")) == ["xlperf"]
