"""The ribbon's table as customUI XML, once for each of the two namespaces that Excel and WPS know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlperf.excel.ribbon import Control, Group, Ribbon

ON_ACTION = "XlperfOnAction"
"""The callback of every button, in the module XlperfRibbon; no other add-in has one of that name."""


class Part(NamedTuple):
    """Where a copy of the ribbon stands in the package, its namespace, and the relationship that leads to it."""

    name: str
    namespace: str
    relationship: str


PARTS = (
    Part(
        "customUI/customUI14.xml",
        "http://schemas.microsoft.com/office/2009/07/customui",
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    ),
    Part(
        "customUI/customUI.xml",
        "http://schemas.microsoft.com/office/2006/01/customui",
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
    ),
)
"""Office 2010 and later take the first, Office 2007 the second. Source: [MS-CUSTOMUI2] 2.1, [MS-CUSTOMUI] 2.1."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;"})


def render_custom_ui(ribbon: Ribbon, namespace: str) -> str:
    """The ribbon as an XML document of a namespace."""
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            _open("customUI", xmlns=namespace),
            "<ribbon><tabs>",
            _open("tab", id=ribbon.tab, label=ribbon.label),
            *(line for group in ribbon.group for line in _group(group)),
            "</tab></tabs></ribbon></customUI>\n",
        ]
    )


def _group(group: Group) -> Iterator[str]:
    yield _open("group", id=group.id, label=group.label)
    yield from map(_button, group.control)
    yield "</group>"


def _button(control: Control) -> str:
    return _open(
        "button",
        "/>",
        id=control.id,
        label=control.label,
        imageMso=control.icon,
        size="large" if control.is_large else "normal",
        screentip=control.tip,
        supertip=control.detail,
        onAction=ON_ACTION,
    )


def _open(element: str, end: str = ">", **attributes: str) -> str:
    """A start tag.

    >>> _open("tab", label="A & B")
    '<tab label="A &amp; B">'
    """
    given = "".join(f' {name}="{value.translate(_ESCAPES)}"' for name, value in attributes.items())
    return f"<{element}{given}{end}"
