"""Forms and packages as hypothesis draws them, so that what fails is made small."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from tests.fuzzing.bending import bend, pack
from tests.support.broken import GOOD
from tests.support.small_packages import parts_of, sheet_xml
from tests.support.snapshots import make_snapshot, project_rows
from xlperf.cells import Snapshot

ODD = (
    *("", "0", "-", "—", "无", "不适用", "≥90%", "97.00%", "1E308", "NaN", "9" * 40, "12月底前", "优", "100%以上"),
    *(
        "3.5万元",
        "产出指标（50分）",
        "合计",
        "总分",
        "其中：",
        "=1+1",
        "#DIV/0!",
        "\u202e",
        "１２．５",
        "1,2345",
        "得分",
    ),
)
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.text(max_size=40),
    st.text("≥≤<>=0123456789.%万元个人次-~至", max_size=12),
)
"""What may stand in a cell of a form."""


@st.composite
def forms(draw: st.DrawFn) -> Snapshot:
    """A project's form, some of whose cells hold anything, and of whose rows some are gone, doubled or elsewhere."""
    indicator = ("产出指标（50分）", "数量指标", "培训人数", "≥90人", "95人", "10", "10", "")
    rows = [list(row) for row in project_rows(indicators=[indicator] * 3)]
    for _ in range(draw(st.integers(0, 8))):
        row = draw(st.integers(0, len(rows) - 1))
        way = draw(st.integers(0, 9))
        if way == 0 and len(rows) > 1:
            del rows[row]
        elif way == 1:
            rows.insert(draw(st.integers(0, len(rows))), list(rows[row]))
        elif rows[row]:
            rows[row][draw(st.integers(0, len(rows[row]) - 1))] = draw(TEXTS)
    return make_snapshot(rows)


@st.composite
def packages(draw: st.DrawFn) -> bytes:
    """A workbook with faults: a form of an office's, or a small one of drawn cells."""
    source = draw(st.sampled_from([GOOD.read_bytes(), small(draw(st.lists(TEXTS, max_size=6)))]))
    return bend(source, random.Random(draw(st.integers(0, 1 << 32))))


def small(texts: list[str]) -> bytes:
    """A package of one row of texts."""
    cells = "".join(f'<c t="inlineStr"><is><t>{_escaped(text)}</t></is></c>' for text in texts)
    parts = parts_of(sheet_xml(f"<row>{cells}</row>"))
    return pack({name: part.encode() if isinstance(part, str) else part for name, part in parts.items()})


def _escaped(text: str) -> str:
    """As XML can hold it: control characters and halves of pairs it cannot."""
    kept = "".join(sign for sign in text if sign >= " " and not "\ud800" <= sign <= "\udfff" and sign < "\ufffe")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
