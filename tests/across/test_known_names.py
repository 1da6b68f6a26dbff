"""Names found in texts: from left to right, the longest at each place, none within another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xlperf.across.known_names import KnownNames

WORDS = st.text("甲乙2年", min_size=0, max_size=9)


@given(st.lists(WORDS, max_size=12), st.text("甲乙2年", max_size=40))
def test_found_as_by_looking_for_each_name_at_each_place(names: list[str], text: str) -> None:
    known, expected, place = KnownNames(), [], 0
    for name in names:
        known.add(name)
    while place < len(text):
        here = [name for name in names if len(name) >= 4 and text.startswith(name, place)]
        longest = max(here, key=len, default="")
        if longest:
            expected.append((longest, place + len(longest)))
        place += len(longest) or 1
    assert list(known.find(text)) == expected
