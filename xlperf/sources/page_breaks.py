"""A table that goes on over a page, one of its rows broken in the middle: its texts are put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.sources.laying import Piece

Rows = list[list[Piece]]


def join_pages(above: Rows, below: Rows, breadth: int) -> Rows:
    """The rows of both; where the first row below only goes on with the last one above, its texts go there.

    A row that begins on its own has most of what the row above has; one that goes on has at most half of it, and
    nothing where that has none.
    """
    if not above or len(below) < 2 or not _goes_on(above, below[0], breadth):
        return [*above, *below]
    owners = _owners(above, breadth)
    for column, piece in _placed(below[0], set()):
        if piece.text:
            row, number = owners[column]
            whole = above[row][number]
            above[row][number] = whole._replace(text=whole.text + piece.text)
    return [*above, *_without_first(below, breadth)]


def _goes_on(above: Rows, first: Sequence[Piece], breadth: int) -> bool:
    owners = _owners(above, breadth)
    said = [column for column, piece in _placed(first, set()) if piece.text]
    own = [at for at, piece in enumerate(above[-1]) if piece.text]
    return 0 < 2 * len(said) <= len(own) and all(column in owners and _text(above, owners[column]) for column in said)


def _text(rows: Rows, owner: tuple[int, int]) -> str:
    return rows[owner[0]][owner[1]].text


def _owners(rows: Rows, breadth: int) -> dict[int, tuple[int, int]]:
    """Column → (row, number) of the piece that covers it in the last row."""
    owners: dict[int, tuple[int, int]] = {}
    open_until: dict[int, int] = {}
    for row, pieces in enumerate(rows):
        taken = {column for column, until in open_until.items() if until > row}
        for number, (column, piece) in enumerate(_placed(pieces, taken)):
            for covered in range(column, min(column + piece.columns, breadth)):
                open_until[covered] = row + piece.rows
                owners[covered] = row, number
    return {column: owner for column, owner in owners.items() if open_until[column] >= len(rows)}


def _placed(pieces: Sequence[Piece], taken: set[int]) -> Iterator[tuple[int, Piece]]:
    """(column from 0, piece), each in the first column that none from above covers."""
    column = 0
    for piece in pieces:
        while column in taken:
            column += 1
        yield column, piece
        column += piece.columns


def _without_first(rows: Rows, breadth: int) -> Rows:
    """The rows below the first; what that has over several rows goes on, blank, in the next one."""
    going = [(column, piece) for column, piece in _placed(rows[0], set()) if piece.rows > 1]
    taken = {column + step for column, piece in going for step in range(piece.columns)}
    next_row = list(_placed(rows[1], taken))
    next_row += [(column, Piece("", piece.columns, piece.rows - 1)) for column, piece in going]
    return [[piece for _, piece in sorted(next_row, key=lambda placed: placed[0])], *rows[2:]]
