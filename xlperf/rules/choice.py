"""Which pack a form is judged by, and why: a sentence that names what was found on the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import reduce

from xlperf.form import Entry, Form
from xlperf.messages import Message, say
from xlperf.rules.library import load, load_packs
from xlperf.rules.notes import Settles, Statement, is_sound, read_statements, settle, with_statements
from xlperf.rules.pack import RulePack
from xlperf.rules.points import Points, are_compatible, are_own, pack_points, printed_points, show_points
from xlperf.rules.regions import Witness, find_regions, is_older

NATIONAL = ("cn-2020", "cn-2021")
"""The packs of the national forms: their own where they print their points; the first is the fallback."""


def choose_pack(form: Form, form_rules: str, wanted: str | None) -> tuple[RulePack, Message]:
    """The pack for a form, and why this one. Raises UsageError and DefinitionError as `load` does.

    Asked for (`wanted`, an id or a file), the form definition's (`form_rules`), the region's where the points agree,
    the national one's where they are its own, else the national one as a fallback. What the form itself prints about
    its rules settles clauses of any but the one asked for.
    """
    if form.table is not None:
        return load(NATIONAL[0]), say("预算表不计分，没有用到规则包")
    if wanted:
        pack = load(wanted)
        return pack, say("按命令行 --rules 的指定，用规则包 {pack}", pack=pack.id)
    pack, reason = _choose(form, form_rules)
    return _with_notes(form, pack, reason)


def _choose(form: Form, form_rules: str) -> tuple[RulePack, Message]:
    if form_rules:
        pack = load(form_rules)
        reason = say("识别为表单 {form}，用它的规则包 {pack}", form=form.definition, pack=pack.id)
        return _for_year(form, pack, reason)
    printed = printed_points(form)
    found = find_regions(form, _packs_for(form))
    own = next((witness for witness in found if are_compatible(printed, witness.pack)), None)
    if own is not None:
        return _for_year(form, own.pack, _explain_region(own, printed))
    pack, reason = _choose_national(printed)
    return pack, say(
        "{region}；{reason}", region=_explain_mismatch(found[0], printed), reason=reason
    ) if found else reason


def _packs_for(form: Form) -> Iterator[RulePack]:
    """A rubric's packs for a rubric, the others for any other form."""
    return (pack for pack in load_packs().values() if bool(pack.criteria) == bool(form.criteria))


def _for_year(form: Form, pack: RulePack, reason: Message) -> tuple[RulePack, Message]:
    """The pack, a fallback for a form of a year before it is known."""
    year = form.head.year
    if not is_older(year, pack):
        return pack, reason
    template = "{reason}；但规则包自 {since} 年度起，本表为 {year} 年度，只作后备、只作提醒"
    return replace(pack, is_fallback=True), say(template, reason=reason, since=pack.since, year=year)


def _choose_national(printed: Points) -> tuple[RulePack, Message]:
    shown = show_points(printed)
    for pack in map(load, NATIONAL):
        if are_own(printed, pack):
            return pack, say("表上分值 {points} 是全国表样的分值，用规则包 {pack}", points=shown, pack=pack.id)
    fallback = replace(load(NATIONAL[0]), is_fallback=True)
    template = "看不出是哪个地区的表，表上也没有分值，以全国规则 {pack} 作后备，只作提醒"
    if printed:
        template = "看不出用哪个地区的规则，分值 {points} 也不是全国表样的，以全国规则 {pack} 作后备，只作提醒"
    return fallback, say(template, points=shown, pack=fallback.id)


def _explain_region(witness: Witness, printed: Points) -> Message:
    template = "{place}“{text}”中有“{word}”，表上没有与之不合的分值，用规则包 {pack}"
    if printed:
        template = "{place}“{text}”中有“{word}”，分值 {points} 与之相合，用规则包 {pack}"
    return _say_region(template, witness, printed)


def _explain_mismatch(witness: Witness, printed: Points) -> Message:
    template = "{place}“{text}”中有“{word}”，但分值 {points} 与规则包 {pack} 的 {own} 不合"
    return _say_region(template, witness, printed)


def _say_region(template: str, witness: Witness, printed: Points) -> Message:
    return say(
        template,
        place=witness.place,
        text=_shorten(witness.text),
        word=witness.word,
        points=show_points(printed),
        pack=witness.pack.id,
        own=show_points(pack_points(witness.pack)),
    )


_SETTLED: Mapping[Settles, Message] = {
    "execution": say("预算执行得分"),
    "quantitative": say("定量指标得分"),
    "inverse": say("反向指标得分"),
    "qualitative": say("定性指标各档"),
    "grades": say("等级"),
}


def _with_notes(form: Form, pack: RulePack, reason: Message) -> tuple[RulePack, Message]:
    """The pack with what the form states about its rules, and the reason with the notes that state it."""
    notes = (note for note in form.notes if form.reason is None or note.ref != form.reason.ref)
    agreed, contradicting = settle(statement for statement in read_statements(notes) if is_sound(statement, pack))
    if agreed:
        reason = say("{reason}；并依表上的说明：{notes}", reason=reason, notes=_list(_explain_notes(agreed)))
    if contradicting:
        quoted = "、".join(dict.fromkeys(_quote(statement.note) for statement in contradicting))
        reason = say("{reason}；表上的说明互相矛盾，不据以计分：{notes}", reason=reason, notes=quoted)
    return with_statements(pack, agreed), reason


def _explain_notes(statements: Iterable[Statement]) -> Iterator[Message]:
    """Each note with all that it settles."""
    settled: dict[Entry, list[Message]] = {}
    for statement in statements:
        settled.setdefault(statement.note, []).append(_SETTLED[statement.rule.settles])
    for note, clauses in settled.items():
        yield say("{note}（{clauses}）", note=_quote(note), clauses=_list(clauses))


def _list(items: Iterable[Message]) -> Message:
    return reduce(lambda one, other: say("{one}、{other}", one=one, other=other), items)


def _quote(note: Entry) -> str:
    return f"{note.ref.address}“{_shorten(note.text)}”"


LONGEST_QUOTE = 30
"""Characters of what is quoted in a reason."""


def _shorten(text: str) -> str:
    plain = "".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1] + "…"
