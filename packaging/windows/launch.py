"""What drop.cmd starts: reads the line that Explorer gave to cmd.exe, and works on the files and folders in it.

cmd.exe splits its arguments at & and eats ^ and %, and Explorer quotes only names with blanks. The line is whole.
"""

from __future__ import annotations

import os
import re
import sys

_TOKEN = re.compile(r'"([^"]*)"|([^\s"]+)')


def read_line(line: str, launcher: str) -> list[str]:
    """The paths behind the launcher's name in the line of cmd.exe; none where it was not started by dropping.

    >>> read_line('cmd.exe /c ""C:\\\\x y\\\\drop.cmd" "C:\\\\a b.xlsx" C:\\\\c&d.xlsx"', "drop.cmd")
    ['C:\\\\a b.xlsx', 'C:\\\\c&d.xlsx']
    """
    at = line.lower().find(launcher.lower())
    if at < 0:
        return []
    rest = line[at + len(launcher) :].removeprefix('"').rstrip()
    if rest.count('"') % 2:  # the sign that closes the whole of what stands behind /c
        rest = rest.removesuffix('"')
    return [quoted or plain for quoted, plain in _TOKEN.findall(rest)]


def main() -> int:
    """Runs xlperf on what was dropped; without anything, says what to do."""
    from xlperf.cli import main as run

    paths = read_line(os.environ.get("XLPERF_LINE", ""), os.environ.get("XLPERF_LAUNCHER", ""))
    if not paths:
        print("请把工作簿或文件夹拖到这个图标上。结果另存在旁边，名字带“_已校验”，原件不改。")
        return 2
    return run(paths)


if __name__ == "__main__":
    sys.exit(main())
