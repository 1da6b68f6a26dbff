"""Builds xlperf.xlam: ribbon, a few lines of VBA of our own, and xlwings' RunPython from its wheel.

The same sources give the same bytes, on any machine: members are stored, not deflated, and dated 1980-01-01.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from xlperf.errors import XlperfError
from xlperf.excel.customui import PARTS, render_custom_ui
from xlperf.excel.ribbon import Ribbon, load_ribbon
from xlperf.excel.vba_project import read_modules, write_project
from xlperf.extras import own_pip
from xlperf.messages import say

_RELATIONS = "_rels/.rels"
_CORE = "docProps/core.xml"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{label} xlperf</dc:title><dc:creator>xlperf</dc:creator>'
    "<dc:description>{tips}</dc:description></cp:coreProperties>"
)
"""Title and description are what Excel's list of add-ins shows."""


def build_addin() -> bytes:
    """The add-in as a file's content. Raises XlperfError where pyOpenVBA or xlwings is missing or another."""
    try:
        return _put_members(write_project(read_modules()), render_members(load_ribbon()))
    except ModuleNotFoundError as error:
        raise XlperfError(
            say("生成加载项需要 {name}，没有安装。", name=error.name),
            say('请运行 {pip} install "xlperf[addin]"，再试一次。', pip=own_pip()),
        ) from error


def render_members(ribbon: Ribbon) -> dict[str, str]:
    """The members that are added to the package or replaced: both copies of the ribbon, the properties."""
    named = {part.name: render_custom_ui(ribbon, part.namespace) for part in PARTS}
    tips = "；".join(control.tip for control in ribbon.controls())
    return {**named, _CORE: _PROPERTIES.format(label=ribbon.label, tips=tips)}


def _put_members(package: bytes, members: Mapping[str, str]) -> bytes:
    """The package with the members, and the relationships to the ribbon."""
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(buffer, "w") as target:
        contents = {name: source.read(name) for name in source.namelist()}
        contents[_RELATIONS] = _relate(contents[_RELATIONS].decode()).encode()
        contents |= {name: text.encode() for name, text in members.items()}
        for name, content in contents.items():
            target.writestr(_member(name), content)
    return buffer.getvalue()


def _relate(relations: str) -> str:
    """The relationships of the package, with those to the ribbon."""
    added = "".join(
        f'<Relationship Id="xlperf{number}" Type="{part.relationship}" Target="{part.name}"/>'
        for number, part in enumerate(PARTS, 1)
    )
    return relations.replace("</Relationships>", f"{added}</Relationships>")


def _member(name: str) -> ZipInfo:
    """A stored member whose header says nothing of the machine or the day."""
    info = ZipInfo(name)
    info.create_system = 0
    return info
