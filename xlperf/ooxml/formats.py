"""The number formats of a styles part, by cell format index."""

from __future__ import annotations

from xlperf.ooxml.outline import Element, whole_number

GENERAL = "General"

_BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
# 27 to 36 and 50 to 58 are the dates of East Asian Excel.
_EAST_ASIAN = dict.fromkeys((*range(27, 37), *range(50, 59)), 'yyyy"年"m"月"d"日"')
_IDS = {**_BUILT_IN, **_EAST_ASIAN, 57: 'yyyy"年"m"月"', 27: 'yyyy"年"m"月"'}


def read_formats(root: Element) -> tuple[str, ...]:
    """Number format code of each cell format of a styles part, in order."""
    codes = {**_IDS, **_own_codes(root)}
    cell_formats = root.child("cellXfs")
    if cell_formats is None:
        return (GENERAL,)
    return tuple([codes.get(_number(xf, "numFmtId"), GENERAL) for xf in _formats_in(cell_formats)])


def _formats_in(element: Element) -> list[Element]:
    """The xf elements; of an mc:AlternateContent its fallback counts, else its choice."""
    found: list[Element] = []
    for child in element.children:
        if child.name == "xf":
            found.append(child)
        elif child.name == "AlternateContent":
            chosen = child.child("Fallback") or child.child("Choice")
            found += _formats_in(chosen) if chosen else []
    return found


def _own_codes(root: Element) -> dict[int, str]:
    listed = root.child("numFmts")
    formats = listed.all("numFmt") if listed else ()
    return {_number(f, "numFmtId"): f.attributes.get("formatCode", GENERAL) for f in formats}


def _number(element: Element, name: str) -> int:
    return whole_number(element.attributes.get(name, ""), -1)
