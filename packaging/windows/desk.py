"""What install.cmd and uninstall.cmd start: the unpacked folder in its place, the entry in 发送到, the add-in in Excel.

Nothing needs an administrator. The new program is complete under a passing name before the old one gives way.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

LAUNCHER = "把文件拖到这里.cmd"
SEND_TO = "xlperf 校验.cmd"
"""The entry's name in the menu 发送到."""

_NOT_STARTED = 3
_EXCEL_MISSING = 2
"""The exit status of `xlperf excel install` where there is no Excel."""


def program_folder(environ: Mapping[str, str]) -> Path:
    """Where the program stands for this user."""
    return Path(environ["LOCALAPPDATA"], "xlperf", "program")


def send_to_file(environ: Mapping[str, str]) -> Path:
    """The entry in 发送到."""
    return Path(environ["APPDATA"], "Microsoft", "Windows", "SendTo", SEND_TO)


def place(source: Path, environ: Mapping[str, str]) -> Path:
    """Copies the unpacked folder to its place, whole or not at all. Raises OSError."""
    target = program_folder(environ)
    new, old = target.with_name("program.new"), target.with_name("program.old")
    for each in (new, old):
        shutil.rmtree(each, ignore_errors=True)
    try:
        shutil.copytree(source, new, copy_function=shutil.copyfile)  # contents only: not the mark of the web
        if target.exists():
            os.replace(target, old)
        os.replace(new, target)
    except OSError:
        if old.exists() and not target.exists():
            os.replace(old, target)
        shutil.rmtree(new, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return target


def place_entry(program: Path, environ: Mapping[str, str]) -> None:
    """Puts the launcher into 发送到."""
    entry = send_to_file(environ)
    entry.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(program / LAUNCHER, entry)


def remove_entry(environ: Mapping[str, str]) -> None:
    """Takes the launcher out of 发送到."""
    with suppress(FileNotFoundError):
        send_to_file(environ).unlink()


def install(source: Path, environ: Mapping[str, str]) -> int:
    """Installs the program, the entry and, where there is Excel, the add-in."""
    print("正在安装，请稍候……")
    try:
        program = source if source == program_folder(environ) else place(source, environ)
        place_entry(program, environ)
    except OSError as error:
        print(f"没有装成：{error.strerror or error}。请关闭 Excel 和正在运行的 xlperf 后重试；原来的程序没有动。")
        return 3
    print("正在准备，第一次要半分钟左右……")
    compileall.compile_dir(program / "python", quiet=2)
    status = run_xlperf(program, "install")
    if status not in (0, _EXCEL_MISSING):
        print("程序已装好，加载项没有装上，原因见上；处理之后再双击一次“安装.cmd”。文件方式已经能用。")
        return status
    print(f"已安装：{program}")
    print("文件方式：右键工作簿或文件夹→发送到→xlperf 校验。")
    return 0


def uninstall(program: Path, environ: Mapping[str, str]) -> int:
    """Takes out the add-in and the entry; the folder itself goes by uninstall.cmd."""
    status = run_xlperf(program, "uninstall")
    if status not in (0, _EXCEL_MISSING):
        return status
    remove_entry(environ)
    print("已卸载。校验过的文件都还在。")
    return 0


def run_xlperf(program: Path, command: str) -> int:
    """Runs `xlperf excel` with the program that is installed, so that the add-in is told that one; its exit status."""
    python = program / "python" / "python.exe"
    try:
        return subprocess.run([python, "-I", "-m", "xlperf", "excel", command], check=False).returncode
    except OSError as error:  # as where antivirus software lets no new program run, or has taken it away
        print(f"启动不了 {python}：{error.strerror or error}。可能被杀毒软件拦截，请信息技术人员放行后重试。")
        return _NOT_STARTED


def main(args: list[str]) -> int:
    """Installs from, or uninstalls, the folder that this file stands in."""
    here = Path(__file__).resolve().parent
    return (install if args == ["install"] else uninstall)(here, os.environ)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
