"""A named variation: what it does to a form's plan, page or sheets, and what of the form differs then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.recognition.variations.drawing import draw
from tests.recognition.variations.facts import Facts
from tests.recognition.variations.page import Page, make_sheet
from tests.recognition.variations.plan import Plan
from xlperf.cells import Snapshot

Pages = tuple[Page, ...]
KINDS = ("shenzhen", "shanghai", "national", "xiangyang")
PROJECTS = KINDS[:3]


def same(facts: Facts) -> Facts:
    """Nothing differs."""
    return facts


@dataclass(frozen=True, slots=True, eq=False)
class Variation:
    """One of `plan`, `page`, `pages` changes the form; `expect` says what of the plain form's facts is otherwise then.

    `unsaid`: fields that are not compared; `copies`: how many times the form comes out; `unknown`: a text that must be
    named as not understood; `kinds`: the forms that it is meant for; `clashes`: families that it is not mixed with,
    since what is expected of both together is another matter.
    """

    name: str
    plan: Callable[[Plan], Plan] | None = None
    page: Callable[[Page], Page] | None = None
    pages: Callable[[Pages], Pages] | None = None
    expect: Callable[[Facts], Facts] = same
    unsaid: frozenset[str] = frozenset()
    copies: int = 1
    unknown: str = ""
    kinds: tuple[str, ...] = KINDS
    family: str = ""
    clashes: frozenset[str] = frozenset()


def make_snapshot(plan: Plan, variations: Iterable[Variation] = ()) -> Snapshot:
    """The plan as a workbook, laid out as the variations say."""
    chosen = tuple(variations)
    for variation in chosen:
        plan = variation.plan(plan) if variation.plan else plan
    page = draw(plan)
    for variation in chosen:
        page = variation.page(page) if variation.page else page
    pages: Pages = (page,)
    for variation in chosen:
        pages = variation.pages(pages) if variation.pages else pages
    return Snapshot("variation.xlsx", tuple(make_sheet(page) for page in pages))
