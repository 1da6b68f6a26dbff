"""What is not passed on: extras, and others' files whose licence does not allow it; and that nothing is missed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

import pytest
from leaving_out import SETTINGS, is_left_out, lighten, wanted
from wheels import read_wheel

from tests.excel.test_addin_vba import INSTALLED
from tests.support.stand_ins import make_wheel, make_windows_wheels
from tests.support.vba import Control, click

ROOT = Path(__file__).parents[2]


def test_everything_that_is_left_out_has_a_reason() -> None:
    rules = [*SETTINGS["files"], *SETTINGS["files_of_zip"]]
    assert all(len(rule["why"]) > 5 for rule in rules)
    assert all(len(why) > 5 for why in [*SETTINGS["extras"].values(), *SETTINGS["extras_of_windows"].values()])


def test_what_is_left_out_is_an_extra_of_the_project() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert {*SETTINGS["extras"], *SETTINGS["extras_of_windows"]} <= set(extras)


def test_which_extras_a_desk_gets(tmp_path: Path) -> None:
    own = read_wheel(make_wheel(tmp_path, "xlperf", "2.0", extras=["excel", "speed", "pictures", "test", "dev"]))
    assert str(wanted(own, windows=True)) == "xlperf[excel,pictures,speed]==2.0"
    assert str(wanted(own, windows=False)) == "xlperf[pictures,speed]==2.0"
    assert str(wanted(own, windows=False, extras=frozenset({"speed", "excel"}))) == "xlperf[speed]==2.0"


@pytest.fixture
def light(tmp_path: Path) -> Path:
    return lighten(next(make_windows_wheels(tmp_path).glob("xlwings-*")))


def test_a_lighter_wheel_has_another_name_and_takes_the_place(light: Path) -> None:
    assert light.name == "xlwings-0.37.8-1xlperf-cp311-cp311-win_amd64.whl"
    assert [path.name for path in light.parent.glob("xlwings-*")] == [light.name]
    assert read_wheel(light).name == "xlwings"


def test_a_lighter_wheel_holds_the_rest_and_lists_it(light: Path) -> None:
    with zipfile.ZipFile(light) as wheel:
        names = set(wheel.namelist())
        record = wheel.read("xlwings-0.37.8.dist-info/RECORD").decode().splitlines()
        listed = {name: digest for name, digest, _ in (line.split(",") for line in record)}
        assert "Build: 1xlperf" in wheel.read("xlwings-0.37.8.dist-info/WHEEL").decode()
        for name in names - {"xlwings-0.37.8.dist-info/RECORD"}:
            digest = urlsafe_b64encode(sha256(wheel.read(name)).digest()).rstrip(b"=").decode()
            assert listed[name] == f"sha256={digest}"
    assert set(listed) == names
    assert not any("/pro/" in name or "PRO" in name for name in names)
    assert names >= {"xlwings/__init__.py", "xlwings-0.37.8.dist-info/LICENSE.txt"}


def test_a_wheel_with_nothing_to_leave_out_stays_as_it_is(tmp_path: Path) -> None:
    path = make_wheel(tmp_path, "click")
    before = path.read_bytes()
    assert lighten(path) == path
    assert path.read_bytes() == before


def test_a_licence_that_is_not_there_is_not_named(tmp_path: Path) -> None:
    licences = ["LICENSE.txt", "LICENSE_PRO.txt"]
    files = {f"xlwings-1.0.dist-info/{name}": "" for name in licences}
    path = make_wheel(tmp_path, "xlwings", licences=licences, files=files)
    with zipfile.ZipFile(lighten(path)) as wheel:
        metadata = wheel.read("xlwings-1.0.dist-info/METADATA").decode()
    assert [line for line in metadata.splitlines() if "License" in line] == ["License-File: LICENSE.txt"]


@pytest.fixture(scope="module")
def without_pro(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The xlwings that is installed here as a wheel, made lighter, and installed from there by pip."""
    folder, found = tmp_path_factory.mktemp("wheel"), distribution("xlwings")
    tag = re.findall(r"^Tag: (.+)$", str(found.read_text("WHEEL")), re.MULTILINE)[0]
    path = folder / f"xlwings-{found.version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file in found.files or ():
            if ".." not in file.parts and file.suffix != ".pyc" and file.name not in ("INSTALLER", "REQUESTED"):
                wheel.write(str(file.locate()), file.as_posix())
    with zipfile.ZipFile(path) as wheel:
        assert any(is_left_out(f"Lib/site-packages/{name}") for name in wheel.namelist())
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--target", folder / "installed", lighten(path)], check=True)
    return folder / "installed"


BUTTONS = """
import sys, pathlib
from tests.excel import test_live_buttons as live
import xlwings
assert not xlwings.__pro__ and "{folder}" in xlwings.__file__, xlwings.__file__
home = pathlib.Path(sys.argv[1])
com, _ = live.application(live.FAULTY)
for button in ("check", "fill", "next", "previous", "explain", "result", "clear", "undo"):
    print(live.press(button, com, home).splitlines()[0])
"""


def run(without_pro: Path, code: str, *args: object) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": f"{without_pro}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_every_button_works_without_the_folder_pro(without_pro: Path, tmp_path: Path) -> None:
    done = run(without_pro, BUTTONS.replace("{folder}", str(without_pro)), tmp_path)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 8
    assert lines[0].startswith("03-2020年国际交流与合作项目.xlsx：1 张表，发现 3 处错误")
    assert lines[-2:] == ["标记已清除；填入的数保留。", "已撤销上一次操作。"]


def test_the_command_that_a_button_starts_runs_without_the_folder_pro(without_pro: Path) -> None:
    """It is taken from the VBA as it was run. Here is no Windows, and that is what it says."""
    (command,) = click(Control("check"), INSTALLED).commands
    code = command.partition(' -c "')[2].partition('"  --wb=')[0].replace('\\"', '"')
    done = run(without_pro, code, "--wb=x", "--from_xl=1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("只有在 Windows 上才能接上打开的工作簿。")
