"""Across workbooks a finding is numbered from what the journal keeps; that names cells as the form itself does."""

from __future__ import annotations

import pytest

from tests.support.evaluations import book_of, evaluation_of, published_form
from xlperf.across.detailing import gather_details
from xlperf.across.folder import Told
from xlperf.across.numbering import identities, name_details, number_across
from xlperf.across.repeats import Place
from xlperf.cells import CellRef, parse_address
from xlperf.findings import Finding, Severity
from xlperf.messages import say
from xlperf.numbering import identify
from xlperf.numbering.subjects import name_subjects
from xlperf.outcomes import judged


@pytest.mark.parametrize("name", ["shenzhen-2021/01", "shanghai-2020/01"])
def test_forms_and_their_details_name_the_same_cells_alike(name):
    form = published_form(name)
    (details,) = gather_details(judged("表.xlsx", None, book_of(evaluation_of(form, name.split("/")[0]))))
    told = [(CellRef(form.sheet, *parse_address(each.cell)), its) for each, its in name_details(details) if each]
    assert len(told) > 30
    assert dict(reversed(told)) == dict(name_subjects(form, [ref for ref, _ in told]))
    assert identities((details,), "区/表.xlsx") == [(*identify(form, "表.xlsx"), "1")]


def test_findings_across_have_a_number_each():
    form = published_form("shenzhen-2021/01")
    details = gather_details(judged("表.xlsx", None, book_of(evaluation_of(form, "shenzhen-2021"))))
    places = [form.indicators[0].target.ref, form.indicators[1].target.ref, form.indicators[1].target.ref, None]
    at = Place("表.xlsx", 0)
    found = [Told(at, Finding("X602", Severity.ERROR, say("与批复的绩效目标不同"), ref)) for ref in places]
    numbers = [told.finding.number for told in number_across(found, details, "表.xlsx")]
    assert len(set(numbers)) == 4
    assert [told.finding.number for told in number_across(found[1:2], details, "另一名称.xlsx")] == numbers[1:2]
