"""Numbers by the digit places of a format section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from xlperf.numberformats.sections import Token

_HUNDRED, _THOUSAND = Decimal(100), Decimal(1000)
_ROUNDING = Context(prec=64, rounding=ROUND_HALF_UP)


def show_digits(value: Decimal, tokens: Sequence[Token]) -> str:
    """A number from zero upwards by digit places, with the literals before, between and after them.

    Raises ArithmeticError for more than 64 digits.

    >>> from xlperf.numberformats.sections import parse_format
    >>> show_digits(Decimal(12345), parse_format('0!.0,"万元"')[0].tokens)
    '1.2万元'
    """
    kinds = [token.kind for token in tokens]
    point = kinds.index("point") if "point" in kinds else len(tokens)
    last = len(kinds) - 1 - kinds[::-1].index("place")
    whole, fraction = tokens[:point], tokens[point + 1 :]
    thousands = sum(token.kind == "comma" for token in tokens[last + 1 :])
    number = value * _HUNDRED ** kinds.count("percent") / _THOUSAND**thousands
    places = sum(token.kind == "place" for token in fraction)
    digits, _, decimals = f"{number.quantize(Decimal(1).scaleb(-places), context=_ROUNDING):f}".partition(".")
    is_grouped = any(token.kind == "comma" for token in tokens[: min(point, last)])
    return _show_whole(digits, whole, is_grouped) + _show_fraction(decimals, fraction)


def _show_whole(digits: str, tokens: Sequence[Token], is_grouped: bool) -> str:
    """Places are served from the right; the leftmost one shows all digits that are left."""
    shown: list[str] = []
    places = sum(token.kind == "place" for token in tokens)
    rest, count = digits.lstrip("0"), 0
    for token in reversed(tokens):
        if token.kind != "place":
            shown.append("" if token.kind == "comma" else token.text)
            continue
        places -= 1
        taken, rest = (rest[-1:], rest[:-1]) if places else (rest, "")
        for digit in reversed(taken or ("0" if token.text == "0" else "")):
            shown.append("," if is_grouped and count and count % 3 == 0 else "")
            shown.append(digit)
            count += 1
    return "".join(reversed(shown))


def _show_fraction(decimals: str, tokens: Sequence[Token]) -> str:
    needed = max((i for i, place in enumerate(_places(tokens), 1) if place == "0"), default=0)
    kept = decimals[:needed] + decimals[needed:].rstrip("0")
    shown, at = "." if kept else "", 0
    for token in tokens:
        if token.kind == "place":
            shown, at = shown + kept[at : at + 1], at + 1
        elif token.kind != "comma":
            shown += token.text
    return shown


def _places(tokens: Sequence[Token]) -> Iterator[str]:
    return (token.text for token in tokens if token.kind == "place")
