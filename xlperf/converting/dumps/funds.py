"""A fund line of a text: its label, and its figures below their headers."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.converting.dumps.fitting import Placed
from xlperf.form import NIL_MARKS

_SHIFTS = (0, -1, 1, -2, 2, -3, 3)


def fit_funds(texts: Sequence[Placed], headers: Sequence[tuple[int, str]]) -> dict[str, str]:
    """Field → text. As many figures as headers stand below them in their order; fewer, where the whole line fits best.

    It may have lost cells at its beginning.
    """
    (_, label), *figures = texts
    if len(figures) == len(headers):
        return {"label": label, **{name: text for (_, text), (_, name) in zip(figures, headers, strict=True)}}
    columns = dict(headers)
    shift = min(_SHIFTS, key=lambda shift: (_ill(figures, columns, shift), abs(shift)))
    placed = {columns[place + shift]: text for place, text in figures if place + shift in columns}
    return {"label": label, **placed}


def _ill(figures: Sequence[Placed], columns: dict[int, str], shift: int) -> int:
    """Figures below no header, rates elsewhere than below the rate, dashes below amounts."""
    ill = 0
    for place, text in figures:
        name = columns.get(place + shift)
        ill += 4 if name is None else 0
        ill += 2 * (("%" in text) != (name == "execution_rate")) if "%" in text else 0
        ill += text in NIL_MARKS and name in ("initial_budget", "full_year_budget", "executed")
    return ill
