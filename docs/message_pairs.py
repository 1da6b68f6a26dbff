"""Finds in the source every message that has a remedy, with it; reads the code, runs none of it.

An error, a fault of a file, an observation of a machine: whatever has a remedy is built from a problem and that, often
by a function that gets one or both: then what its callers give counts. What cannot be followed (a message of another
error passed on, values made elsewhere) is left out, since it is found where it is made.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple

SOURCES = Path(__file__).parents[1] / "xlperf"

_MESSAGE = re.compile(r"Message( \| None)?")
"""The type of a problem, and of a remedy."""

_OF_THE_FORM = ("Finding",)
"""Classes with a remedy that the pages of the checks tell of."""

_DEEPEST = 2
"""Functions that a message may be handed through."""


class Pair(NamedTuple):
    """A problem and its remedy as templates. `path` is the module below xlperf."""

    path: str
    problem: str
    remedy: str


@dataclass(frozen=True)
class Scope:
    """Where an expression stands: its module, the function around it, and what the caller gave for its parameters."""

    path: str
    tree: ast.Module
    function: ast.FunctionDef | None = None
    given: Mapping[str, tuple[ast.expr, Scope]] = field(default_factory=dict)


Assigned = tuple[str, ast.expr]
Calls = list[tuple[ast.FunctionDef | None, ast.Call]]
Makers = dict[str, tuple[int, int]]
"""Name of a class → the places of problem and remedy among what it is built from."""

Sites = dict[str, list[tuple[Scope, ast.Call]]]
"""Name of what is called → where."""


def find_pairs() -> list[Pair]:
    """Every pair, in the order of the modules."""
    texts = {path: path.read_text("utf-8") for path in sorted(SOURCES.rglob("*.py"))}
    saying = {
        path.relative_to(SOURCES).as_posix(): text for path, text in texts.items() if "say(" in text or "remedy" in text
    }
    modules = [Scope(name, ast.parse(text)) for name, text in saying.items()]
    calls = {module.path: list(_calls(module.tree)) for module in modules}
    by_name: Sites = {}
    for module in modules:
        for function, call in calls[module.path]:
            by_name.setdefault(_name(call.func), []).append((Scope(module.path, module.tree, function), call))
    makers = _find_makers(modules)
    found = [pair for module in modules for pair in _pairs_of(module, calls[module.path], by_name, makers)]
    return sorted(dict.fromkeys(found))


def _pairs_of(module: Scope, calls: Calls, by_name: Sites, makers: Makers) -> Iterator[Pair]:
    for function, call in calls:
        is_own = _name(call.func) == "__init__" and module.path == "errors.py"
        at = makers.get(_name(call.func)) if not is_own else None
        if at is not None and len(call.args) > at[1]:
            told, done = (call.args[each] for each in at)
            scope = Scope(module.path, module.tree, function)
            for each in _as_called(scope, [told, done], by_name, 0):
                for problem, remedy in product(_templates(told, each), _templates(done, each)):
                    yield Pair(module.path, problem, remedy)


def _find_makers(modules: list[Scope]) -> Makers:
    """Whatever has a remedy has the problem before it: errors by what they inherit, records by their fields."""
    classes = [node for module in modules for node in module.tree.body if isinstance(node, ast.ClassDef)]
    makers: Makers = {"XlperfError": (0, 1), "__init__": (0, 1)}
    for each in classes * _DEEPEST:  # an error of an error
        if any(makers.get(_name(base)) == (0, 1) for base in each.bases):
            makers[each.name] = (0, 1)
    for each in classes:
        fields = [node for node in each.body if isinstance(node, ast.AnnAssign)]
        told = [at for at, node in enumerate(fields) if _MESSAGE.fullmatch(ast.unparse(node.annotation))]
        pairs = [pair for pair in pairwise(told) if _name(fields[pair[1]].target) == "remedy"]
        if pairs and each.name not in _OF_THE_FORM:
            makers[each.name] = pairs[0]
    return makers


def _as_called(scope: Scope, used: list[ast.expr], by_name: Sites, depth: int) -> Iterator[Scope]:
    """The scope as it stands, or, where parameters are used, once for each call of the function."""
    function = scope.function
    names = {node.id for expression in used for node in ast.walk(expression) if isinstance(node, ast.Name)}
    local = [value for name in names for value in _values(name, scope)]
    names |= {node.id for value in local for node in ast.walk(value) if isinstance(node, ast.Name)}
    if function is None or not names & set(_parameters(function)) or depth >= _DEEPEST:
        yield scope
        return
    sites = [(site, call) for site, call in by_name.get(function.name, ()) if _may_call(site, call, scope)]
    if not sites:
        yield scope
    for site, call in sites:
        for caller in _as_called(site, list(call.args), by_name, depth + 1):
            given = dict(zip(_parameters(function), ((each, caller) for each in call.args), strict=False))
            yield Scope(scope.path, scope.tree, function, given)


def _may_call(site: Scope, call: ast.Call, scope: Scope) -> bool:
    """Whether a call stands in the function's own module, or in one that imports it from there.

    Of a method, in one that imports anything from there: its object may come from anywhere.
    """
    dotted = "xlperf." + scope.path.removesuffix(".py").replace("/", ".")
    imported = [node for node in site.tree.body if isinstance(node, ast.ImportFrom) and node.module == dotted]
    if isinstance(call.func, ast.Name):
        imported = [node for node in imported if call.func.id in {alias.name for alias in node.names}]
    return site.path == scope.path or bool(imported)


def _templates(expression: ast.expr, scope: Scope) -> Iterator[str]:
    """The templates that an expression may be; of a mere frame such as {name}：{what}, those of what it frames."""
    if isinstance(expression, ast.Call) and _name(expression.func) == "say":
        for text in _texts(expression.args[0], scope):
            framed = [keyword.value for keyword in expression.keywords]
            inner = [found for value in framed for found in _templates(value, scope)] if _is_frame(text) else []
            yield from inner or ([] if _is_frame(text) else [text])
    elif isinstance(expression, ast.IfExp):
        yield from (found for each in (expression.body, expression.orelse) for found in _templates(each, scope))
    elif isinstance(expression, ast.Name) and expression.id in scope.given:
        given, caller = scope.given[expression.id]
        yield from _templates(given, caller)
    elif isinstance(expression, ast.Name):
        yield from (found for value in _values(expression.id, scope, expression) for found in _templates(value, scope))
    elif isinstance(expression, ast.Call):
        yield from (found for value in _returned(_name(expression.func), scope) for found in _templates(value, scope))


def _texts(expression: ast.expr, scope: Scope) -> Iterator[str]:
    if isinstance(expression, ast.Name):
        yield from (text for value in _values(expression.id, scope) for text in _texts(value, scope))
        return
    yield from (
        each.value for each in ast.walk(expression) if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def _is_frame(text: str) -> bool:
    """A template that says nothing itself."""
    return not re.search(r"\w", re.sub(r"\{\w+\}", "", text))


def _values(name: str, scope: Scope, at: ast.expr | None = None) -> Iterator[ast.expr]:
    """What is assigned to a name, in the function (as far as it may stand at `at`), else in the module."""
    if scope.function is not None:
        found = [node for node in _assignments(scope.function) if node[0] == name]
        if found:
            yield from (value for _, value in (found if at is None else _reaching(found, at, scope.function)))
            return
    yield from (value for target, value in _assignments(scope.tree) if target == name)


def _reaching(found: list[Assigned], at: ast.expr, function: ast.FunctionDef) -> Iterator[Assigned]:
    """From the use upward: those in deeper blocks may hold, the first that is not deeper hides all before it."""
    around = [node for node in ast.walk(function) if isinstance(node, ast.stmt) and node.lineno <= at.lineno]
    depth = max(around, key=lambda node: (node.lineno, -node.col_offset)).col_offset
    for target, value in sorted(found, key=lambda each: -each[1].lineno):
        if value.lineno < at.lineno:
            yield target, value
            if _depth(value, function) <= depth:
                return


def _depth(value: ast.expr, function: ast.FunctionDef) -> int:
    assignments = (node for node in ast.walk(function) if isinstance(node, ast.Assign))
    return next((node.col_offset for node in assignments if value in ast.walk(node)), 0)


@cache
def _assignments(tree: ast.AST) -> tuple[Assigned, ...]:
    return tuple(_assigned(tree))


def _assigned(tree: ast.AST) -> Iterator[Assigned]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            target = node.targets[0]
            if isinstance(target, ast.Name):
                yield target.id, node.value
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                yield from ((_name(each), value) for each, value in zip(target.elts, node.value.elts, strict=True))


def _returned(name: str, scope: Scope) -> Iterator[ast.expr]:
    """What a function of the module returns."""
    for node in ast.walk(scope.tree):
        if isinstance(node, ast.FunctionDef) and node.name == name and node is not scope.function:
            yield from (
                each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value is not None
            )


def _parameters(function: ast.FunctionDef | None) -> list[str]:
    if function is None:
        return []
    return [each.arg for each in (*function.args.posonlyargs, *function.args.args) if each.arg not in ("self", "cls")]


def _calls(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    """Each call with the innermost function around it."""
    inner: dict[ast.AST, ast.FunctionDef] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            inner |= dict.fromkeys(ast.walk(node), node)
    yield from ((inner.get(node), node) for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(expression: ast.expr) -> str:
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else ""
