"""Values as report.json has them: decimal strings, null for a blank, {"text": …} for what cannot be read."""

from __future__ import annotations

from decimal import Decimal

from xlperf.evaluation import Evaluation
from xlperf.form import Entry, Figure
from xlperf.messages import Message
from xlperf.quantity import Unparsed

Number = str | dict[str, str] | None


def number_of(figure: Figure | None, evaluation: Evaluation, mark_is_zero: bool) -> Number:
    """A figure as it stands after the run; None where nothing stands there."""
    if figure is None or (not mark_is_zero and figure.is_mark):
        return None
    if isinstance(figure.value, Unparsed):
        return {"text": figure.text}
    return plain(evaluation.standing(figure))


def plain(number: Decimal | None) -> str | None:
    """A number in plain digits, never with an exponent.

    >>> plain(Decimal("1.2E+3")), plain(Decimal("9.70"))
    ('1200', '9.70')
    """
    return None if number is None else f"{number:f}"


def words_of(entry: Entry | None) -> str | None:
    """A text, None for a blank."""
    return (entry.text.strip() or None) if entry is not None else None


def text_of(message: Message | None, lang: str) -> str | None:
    """A message in a language, None where there is none."""
    return message.text(lang) if message is not None else None
