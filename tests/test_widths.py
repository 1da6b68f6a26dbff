"""Widths: the shorter way gives what Unicode's own form gives."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.widths import fold_widths

_MIXED = st.text(st.sampled_from("甲（）９％：　ｱﾞａか\u3099e\u0301\u0323①…㎡ﬁ［】\u200b\u00ad\ud800") | st.characters())


@given(_MIXED)
def test_it_is_the_form_of_unicode(text: str) -> None:
    assert fold_widths(text) == normalize("NFKC", text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("执行率（Ｂ／Ａ×１００％）：", "执行率(B/A×100%):"),
        ("一、　指标［５０分］", "一、 指标[50分]"),
        ("“２０２１年”", "“2021年”"),
    ],
)
def test_wide_signs_become_narrow_ones(text: str, folded: str) -> None:
    assert fold_widths(text) == folded
