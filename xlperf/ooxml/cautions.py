"""What a clerk should know before a workbook is written: protection, signatures, macros."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.messages import Message, say
from xlperf.ooxml.ground import Ground
from xlperf.ooxml.package import Package


def name_cautions(ground: Ground) -> Iterator[Message]:
    """Each of them, with what becomes of it in a copy. Raises UnreadableError."""
    for part in ground.parts.values():
        if part.scan.protection.get("sheet") in ("1", "true"):
            yield say("工作表“{sheet}”受保护；保护原样保留。", sheet=part.name)
    package = ground.package
    yield from _file_cautions(package)
    names = [info.filename.lower().replace("\\", "/") for info in package.members]
    # The folder is a habit of Office; what counts is the relationship .../digital-signature/origin.
    is_signed = any(relation.kind == "origin" for relation in package.relations(""))
    if is_signed or any(name.startswith("_xmlsignatures/") for name in names):
        yield say("工作簿带有数字签名，任何改动都会使副本中的签名失效。")
    if any(name.endswith("vbaproject.bin") for name in names):
        yield say("工作簿含宏；宏和宏的签名原样保留，从不运行。")


def _file_cautions(package: Package) -> Iterator[Message]:
    """What the workbook part asks of those who open it."""
    sharing = package.outline(package.workbook()).child("fileSharing")
    if sharing is None:
        return
    if sharing.attributes.get("readOnlyRecommended") in ("1", "true"):
        yield say("工作簿建议以只读方式打开；副本也一样。")
    if any(key in sharing.attributes for key in ("reservationPassword", "hashValue")):
        yield say("工作簿设有修改密码；副本也设有，要在 Excel 或 WPS 中改动须输入密码。")
