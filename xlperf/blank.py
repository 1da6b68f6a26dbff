"""A blank workbook of a form as a file: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from xlperf.disk import explain, is_folder, is_there
from xlperf.errors import UnwritableError, UsageError
from xlperf.messages import say
from xlperf.templates import build_template, template_file


def make_blank(form_id: str, target: Path, *, force: bool = False) -> Path:
    """Writes the blank workbook of a form to `target`, or into it where that is a folder; gives the file's path.

    Raises UsageError (unknown form, a file in the way without `force`, a suffix other than .xlsx), UnwritableError.
    """
    path = target / template_file(form_id) if is_folder(target) else target
    _refuse(path, force)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent, prefix=".xlperf-") as made:
            build_template(form_id, Path(made, "blank.xlsx"))
            os.replace(Path(made, "blank.xlsx"), path)
    except OSError as error:
        raise UnwritableError(
            say("{path} 写不进去：{why}。", path=path, why=explain(error)), say("请确认文件夹可写、磁盘未满后重试。")
        ) from error
    return path


def _refuse(path: Path, force: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            say("输出 {path} 的后缀不是 .xlsx。", path=path), say("请写 .xlsx 文件名，或一个已有的文件夹。")
        )
    if is_there(path) and not force:
        raise UsageError(say("{target} 已经存在。", target=path), say("请另写一个文件名，或加 --force 覆盖。"))
