"""The same amount in several tables of one workbook, where the tables leave no doubt that it is the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from xlperf.budget import EXPENDITURE, INCOME, BudgetRow, MainTask
from xlperf.checks.budget_lists import AMOUNT
from xlperf.checks.budget_rows import name_amount
from xlperf.checks.sums import Sum, Term
from xlperf.form import Form
from xlperf.messages import Message, say
from xlperf.recognition.folding import bare, fold
from xlperf.recognition.reading import MONEY

F212 = "F212"
_BY_FUND = {"general": "general", "funds": "funds", "capital": "capital"}
"""Table of one fund's expenditure → the item of income that the fund is."""
_TOTAL, _BASIC, _PROJECT = "total", "basic", "project_spending"


class _Book(NamedTuple):
    """The tables of a workbook by subject, each only once, and the department's statement of targets."""

    tables: Mapping[str, Form]
    statement: Form | None


def sums_across(forms: Sequence[Form]) -> Iterator[Sum]:
    """Every amount that the tables say more than once; nothing where a subject comes more than once."""
    book = _open(forms)
    if book is not None:
        yield from _funds_together(book)
        yield from _appropriation_alone(book)
        yield from _items_by_code(book)
        yield from _spending(book)
        yield from _projects(book)
        yield from _tasks(book)


def _open(forms: Sequence[Form]) -> _Book | None:
    tables = [form for form in forms if form.table is not None]
    subjects = Counter(form.table.subject for form in tables if form.table is not None)
    statements = [form for form in forms if form.kind == "department-targets"]
    if max(subjects.values(), default=0) > 1 or len(statements) > 1:
        return None
    by_subject = {form.table.subject: form for form in tables if form.table is not None}
    return _Book(by_subject, statements[0] if statements else None)


def _same(one: Term, law: Message, *others: Term) -> Sum:
    return Sum(F212, law, one, others)


def _term(form: Form, row: BudgetRow, field: str) -> Term:
    """An amount, named with its table, in 元."""
    assert form.table is not None
    name = say("《{table}》{name}", table=form.table.title.text, name=name_amount(form.table, row, field))
    return Term(name, row.amounts[field], MONEY[form.money_unit])


def _agrees(other: Message) -> Message:
    return say("应与{other}一致", other=other)


def _item(book: _Book, subject: str, side: str, field: str) -> Term | None:
    form = book.tables.get(subject)
    row = form.table.item(side, field) if form is not None and form.table is not None else None
    return _term(form, row, AMOUNT) if form is not None and row is not None and AMOUNT in row.amounts else None


def _sum_term(book: _Book, subject: str, field: str) -> Term | None:
    form = book.tables.get(subject)
    row = form.table.sum_row if form is not None and form.table is not None else None
    return _term(form, row, field) if form is not None and row is not None and field in row.amounts else None


def _funds_together(book: _Book) -> Iterator[Sum]:
    """本年支出合计 of the appropriation against the tables of the funds; one without a table must have no income."""
    whole = _item(book, "appropriation", EXPENDITURE, "year")
    parts = [_sum_term(book, subject, _TOTAL) for subject in _BY_FUND]
    missing = [item for (_, item), part in zip(_BY_FUND.items(), parts, strict=True) if part is None]
    incomes = [_item(book, "appropriation", INCOME, item) for item in missing]
    told = [part for part in parts if part is not None]
    if whole is not None and told and all(income is not None and income.amount == 0 for income in incomes):
        names = "、".join(_title(book, subject) for subject in _BY_FUND if subject in book.tables)
        yield _same(whole, say("应等于{tables}的支出总计之和", tables=names), *told)


def _title(book: _Book, subject: str) -> str:
    table = book.tables[subject].table
    return f"《{table.title.text}》" if table is not None else ""


def _is_all_appropriated(book: _Book) -> bool:
    """The department has no money but what is appropriated, as its income says."""
    given, year = _item(book, "balance", INCOME, "appropriation"), _item(book, "balance", INCOME, "year")
    return given is not None and year is not None and given.amount == year.amount and given.amount > 0


def _appropriation_alone(book: _Book) -> Iterator[Sum]:
    """Item by item, the table of all money against that of what is appropriated, where there is no other money."""
    if not _is_all_appropriated(book) or "appropriation" not in book.tables:
        return
    for side, field in ((INCOME, "appropriation"), (EXPENDITURE, "year")):
        yield from _pair(_item(book, "balance", side, field), _item(book, "appropriation", side, field))
    yield from _named_alike(book.tables["balance"], book.tables["appropriation"], AMOUNT)


def _items_by_code(book: _Book) -> Iterator[Sum]:
    """Items of expenditure against the rows of the general budget, where no other fund spends anything."""
    if _is_general_alone(book) and {"appropriation", "general"} <= book.tables.keys():
        yield from _named_alike(book.tables["appropriation"], book.tables["general"], _TOTAL)


def _is_general_alone(book: _Book) -> bool:
    """Nothing is spent from government funds and state capital, as their tables say."""
    others = [_sum_term(book, subject, _TOTAL) for subject in ("funds", "capital")]
    return all(other is not None and other.amount == 0 for other in others)


def _named_alike(one: Form, other: Form, field: str) -> Iterator[Sum]:
    """Rows of the same name, the first with the first; not where a name stands more often in one than in the other."""
    first, second = (_by_name(form) for form in (one, other))
    for name in first.keys() & second.keys():
        if len(first[name]) == len(second[name]):
            for mine, theirs in zip(first[name], second[name], strict=True):
                if AMOUNT in mine.amounts and field in theirs.amounts:
                    yield from _pair(_term(one, mine, AMOUNT), _term(other, theirs, field))


def lonely_items(forms: Sequence[Form]) -> Iterator[tuple[Term, str]]:
    """Items with money for which the table by codes has no row of that name, where no other fund spends anything."""
    book = _open(forms)
    if book is None or not {"appropriation", "general"} <= book.tables.keys() or not _is_general_alone(book):
        return
    known, form = _by_name(book.tables["general"]).keys(), book.tables["appropriation"]
    for name, rows in _by_name(form).items():
        for row in rows if name not in known and known else ():
            if row.amounts[AMOUNT].amount and row.code == "" and row.number < _year_row(form):
                yield _term(form, row, AMOUNT), _title(book, "general")


def _year_row(form: Form) -> int:
    """The row of 本年支出合计; items below it are no spending of the year."""
    row = form.table.item(EXPENDITURE, "year") if form.table is not None else None
    return row.number if row is not None else 0


def _by_name(form: Form) -> dict[str, list[BudgetRow]]:
    """Items of expenditure that have words of their own, or rows with a code, by name."""
    found: dict[str, list[BudgetRow]] = {}
    for row in form.table.rows if form.table is not None else ():
        if (row.side == EXPENDITURE and not row.field) or row.kind == "code":
            found.setdefault(bare(row.label.text), []).append(row)
    return found


def _pair(one: Term | None, other: Term | None) -> Iterator[Sum]:
    if one is not None and other is not None:
        yield _same(one, _agrees(other.name), other)


def _spending(book: _Book) -> Iterator[Sum]:
    """Basic and project spending of the department against the general budget, where there is no other money."""
    if _is_all_appropriated(book) and _is_general_alone(book):
        for field in (_TOTAL, _BASIC, _PROJECT):
            yield from _pair(_sum_term(book, "expenditure", field), _sum_term(book, "general", field))
    if _is_all_appropriated(book):
        yield from _pair(_item(book, "balance", EXPENDITURE, "year"), _sum_term(book, "expenditure", _TOTAL))
    yield from _pair(_item(book, "text", EXPENDITURE, _TOTAL), _sum_term(book, "expenditure", _TOTAL))
    yield from _pair(_item(book, "text", EXPENDITURE, _PROJECT), _sum_term(book, "expenditure", _PROJECT))
    yield from _pair(_item(book, "text", INCOME, _TOTAL), _item(book, "balance", INCOME, "total"))


def _projects(book: _Book) -> Iterator[Sum]:
    """A project's budget in the tables of projects and among the department's tasks, by its name without remarks."""
    listed = [_named(book.tables[subject]) for subject in ("projects", "text_projects") if subject in book.tables]
    if book.statement is not None:
        listed.append(_named_tasks(book.statement))
    for at, one in enumerate(listed):
        for other in listed[at + 1 :]:
            for name in one.keys() & other.keys():
                yield from _pair(one[name], other[name])


def _named(form: Form) -> dict[str, Term]:
    rows = [row for row in form.table.of_kind("project") if AMOUNT in row.amounts] if form.table is not None else []
    return _once([(_project(row.label.text), _term(form, row, AMOUNT)) for row in rows])


def _named_tasks(form: Form) -> dict[str, Term]:
    tasks = [(task, whole) for task in form.tasks if not task.is_total and (whole := task_term(form, task)) is not None]
    return _once([(_project(task.label.text), whole) for task, whole in tasks])


def _once(named: Sequence[tuple[str, Term]]) -> dict[str, Term]:
    """By name, those whose name stands once."""
    counts = Counter(name for name, _ in named)
    return {name: found for name, found in named if counts[name] == 1}


def _project(name: str) -> str:
    """A project's name without what stands in brackets behind it."""
    return bare(fold(name))


def task_term(form: Form, task: MainTask) -> Term | None:
    """The whole budget of a task, in 元."""
    for amount in task.amounts:
        if amount.role == _TOTAL and amount.field == "full_year_budget":
            title = form.head.title.text if form.head.title else form.sheet
            name = say("《{table}》{name}", table=title, name=say("“{row}”", row=task.label.text))
            return Term(name, amount.figure, MONEY[form.money_unit])
    return None


def _tasks(book: _Book) -> Iterator[Sum]:
    """The department's tasks against its expenditure: all of them, and 基本支出 among them."""
    if book.statement is None:
        return
    for task in book.statement.tasks:
        field = _TOTAL if task.is_total else _BASIC if fold(task.label.text) == "基本支出" else ""
        if field:
            yield from _pair(task_term(book.statement, task), _sum_term(book, "expenditure", field))
