"""Bends a file at random: its bytes, the parts of its package, the elements and values of its XML."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from tests.support.hostile import pack

Parts = dict[str, bytes]

ODD = (
    *(b"", b" ", b"0", b"-1", b"1E308", b"1E999", b"NaN", b"-Infinity", b"9" * 40, b"99999999999999999999"),
    *(b"A1:XFD1048576", b"XFD1048576", b"A0", b"1:1", b"A1:", b"#REF!", b"#DIV/0!", b"97.00%", b"=1+1", b"(" * 300),
    *(b"_xD800_", b"_x0000_", b"&#xD800;", b"&#x202e;", b"&amp;lt;", b"&undefined;", b"\xff\xfe", b"\0"),
    *(b"../../../x.xml", b"/xl/workbook.xml", b"rId1", b"shared", b"array", b"str", b"e", b"b", b"d", b"inlineStr"),
    *(b"true", b"General;;;@", b'[$-804]yyyy"', b"0.00%;[Red]"),
    *(word.encode() for word in ("≥90%", "12月底前", "分值", "得分", "总分", "不适用", "产出指标（50分）")),
)
"""Values that stand for what an attribute, a text or a number may be instead."""

_VALUE = re.compile(rb'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)')
_ELEMENT = re.compile(rb"<(\w[\w:]*)(?:\s[^<>]*)?(?:/>|>[^<>]*</\1>)")
_TAG = re.compile(rb"</?\w[^<>]*>")


def bend(data: bytes, chance: random.Random) -> bytes:
    """The file with one to six faults."""
    for _ in range(chance.randint(1, 6)):
        data = _bend_once(data, chance)
    return data


def _bend_once(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.1 or not data.startswith(b"PK"):
        return bend_bytes(data, chance)
    try:
        parts = unpack(data)
    except Exception:  # earlier faults may have made it none
        return bend_bytes(data, chance)
    return pack(bend_parts(parts, chance)) if parts else data


def unpack(data: bytes) -> Parts:
    """The parts of a package. Raises what zipfile raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def bend_bytes(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, a stretch taken out, or the end."""
    changed = bytearray(data)
    if not changed:
        return data
    at = chance.randrange(len(changed))
    way = chance.randrange(4)
    if way == 0:
        changed[at] = chance.randrange(256)
    elif way == 1:
        del changed[at : at + chance.randint(1, 200)]
    elif way == 2:
        del changed[at:]
    else:
        changed[at:at] = chance.choice(ODD)
    return bytes(changed)


def bend_parts(parts: Parts, chance: random.Random) -> Parts:
    """One part bent, lost, or in another's place."""
    name = chance.choice(sorted(parts))
    way = chance.random()
    if way < 0.04:
        return {other: content for other, content in parts.items() if other != name}
    if way < 0.08:
        return {**parts, name: parts[chance.choice(sorted(parts))]}
    bend_xml = chance.choices((replace_value, repeat_element, drop_element, drop_tag, bend_bytes), (60, 12, 12, 4, 4))[
        0
    ]
    sheets = sorted(part for part in parts if "sheet" in part.lower() or "content" in part or "document" in part)
    name = chance.choice(sheets) if sheets and chance.random() < 0.6 else name
    return {**parts, name: bend_xml(parts[name], chance)}


def replace_value(xml: bytes, chance: random.Random) -> bytes:
    """One attribute or text becomes an odd value, or one that stands elsewhere."""
    other = _picked(_VALUE, xml, chance)
    value = chance.choice(ODD) if other is None or chance.random() < 0.7 else other[0]
    return _replaced(_VALUE, xml, chance, lambda _: value)


def repeat_element(xml: bytes, chance: random.Random) -> bytes:
    return _replaced(_ELEMENT, xml, chance, lambda element: element * chance.choice((2, 2, 3, 40)))


def drop_element(xml: bytes, chance: random.Random) -> bytes:
    return _replaced(_ELEMENT, xml, chance, lambda _: b"")


def drop_tag(xml: bytes, chance: random.Random) -> bytes:
    return _replaced(_TAG, xml, chance, lambda _: b"")


def _picked(pattern: re.Pattern[bytes], xml: bytes, chance: random.Random) -> re.Match[bytes] | None:
    """A match at a random place, which is found without looking at all of them."""
    return pattern.search(xml, chance.randrange(len(xml) + 1)) or pattern.search(xml)


def _replaced(pattern: re.Pattern[bytes], xml: bytes, chance: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    found = _picked(pattern, xml, chance)
    return xml if found is None else xml[: found.start()] + change(found[0]) + xml[found.end() :]
