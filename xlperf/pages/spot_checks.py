"""抽查建议, the sheet of the forms that a reviewer looks at first, with reasons and the cells to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xlperf.across.spot_checks import Suspect
from xlperf.cells import CellRef, parse_address
from xlperf.messages import Message, say
from xlperf.pages.links import output_spot, place_spot
from xlperf.pages.overview import Overview
from xlperf.pages.table import Column, LongPage, table_frame, table_lines, table_row
from xlperf.pages.wording import chained
from xlperf.sheets import Spot

NAME = "抽查建议"

_LINKED = 4
"""Cells of evidence that have a column of their own, with a link."""


def spot_checks_page(overview: Overview) -> LongPage | None:
    """The sheet 抽查建议; None where nothing speaks for any form."""
    suspects = overview.suspects
    if not suspects:
        return None
    columns = _columns(overview.names)
    rows = (table_row(columns, suspect) for suspect in suspects)
    remark = say(
        "按线索多少、轻重排的先后，供安排抽查：分数是本工具的取舍，只比先后，不是评价。点证据的地址可打开校验后的工作簿。"
    )
    lines = table_lines(say("抽查建议"), remark, columns, rows)
    return LongPage(table_frame(NAME, columns, len(suspects), 3), lines)


def _columns(names: Mapping[str, str | None]) -> tuple[Column[Suspect], ...]:
    def file(suspect: Suspect) -> Spot:
        return output_spot(suspect.place.path, names.get(suspect.place.path))

    return (
        Column(say("实施单位"), 26, lambda suspect: Spot(suspect.unit or "—")),
        Column(say("项目名称"), 30, lambda suspect: Spot(suspect.project or "—")),
        Column(say("线索分"), 7, lambda suspect: Spot(suspect.points, "integer")),
        Column(say("为什么"), 60, lambda suspect: Spot(clue_message(suspect))),
        Column(say("文件"), 30, file),
        Column(say("工作表"), 12, lambda suspect: Spot(suspect.sheet)),
        *(Column(say("证据{number}", number=at + 1), 7, _evidence(names, at)) for at in range(_LINKED)),
        Column(say("其余证据"), 20, lambda suspect: Spot("、".join(evidence_cells(suspect)[_LINKED:]) or "—")),
    )


def _evidence(names: Mapping[str, str | None], at: int) -> Callable[[Suspect], Spot]:
    def cell(suspect: Suspect) -> Spot:
        cells = evidence_cells(suspect)
        if at >= len(cells):
            return Spot("—")
        ref = CellRef(suspect.sheet, *parse_address(cells[at]))
        return place_spot(names.get(suspect.place.path), ref)

    return cell


def evidence_cells(suspect: Suspect) -> list[str]:
    """The cells of all clues, each once: the first of every clue, then the others."""
    firsts = [clue.cells[0] for clue in suspect.clues if clue.cells]
    others = [cell for clue in suspect.clues for cell in clue.cells[1:]]
    return list(dict.fromkeys((*firsts, *others)))


def clue_message(suspect: Suspect) -> Message:
    """All that speaks for looking at a form, in a sentence."""
    return chained([clue.message for clue in suspect.clues])
