"""Finds in the source what is told though nothing has failed: what was left out, set aside, not done or done anew.

Which sentences these are is known by types, not by names. Whoever does something gives back what is to be told of it
as a finished collection of messages (`tuple[Message, ...]`, `list[Message]`), or puts it into a field of that type; the
lines of a page are an `Iterator[Message]` that nobody but the page asks for. Beside these stands what is written to
standard error. From there the sentences are followed back to where they are made.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

SOURCES = Path(__file__).parents[1] / "xlperf"

_TOLD = re.compile(r"(tuple\[Message, \.\.\.\]|list\[Message\])")
"""The type of what is to be told."""

_PRINTING = ("echo", "print_text")
"""What writes to standard error where `err` is said: click's own, and ours (xlperf/cli/printing.py)."""

_SAID = re.compile(r"\bMessage\b")

_OF_THE_FORM = ("scores.py", "scoring/", "sheets.py", "pages/", "reports/", "checks/")
"""Rooms whose collections are about the form: steps of a working, lines and choices of a page."""


class Notice(NamedTuple):
    """A sentence, and the module below xlperf that makes it."""

    path: str
    text: str


@dataclass(frozen=True)
class Module:
    """A module: its functions by name, and the modules from which it has the names that it imports."""

    path: str
    tree: ast.Module
    functions: dict[str, list[ast.FunctionDef]]
    imported: dict[str, str]


Site = tuple[Module, ast.FunctionDef, ast.Call]
"""A call, with the function and the module around it."""


def find_notices() -> list[Notice]:
    """Every such sentence, in the order of the modules."""
    texts = {path: path.read_text("utf-8") for path in sorted(SOURCES.rglob("*.py"))}
    modules = (_read(path, text) for path, text in texts.items() if "Message" in text or "say(" in text)
    return sorted(set(_Search({module.path: module for module in modules}).all()))


def _read(path: Path, text: str) -> Module:
    tree = ast.parse(text)
    functions: dict[str, list[ast.FunctionDef]] = {}
    for node in _walk(tree):
        if isinstance(node, ast.FunctionDef):
            functions.setdefault(node.name, []).append(node)
    imports = [node for node in _walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    imported = {alias.asname or alias.name: _path_of(str(node.module)) for node in imports for alias in node.names}
    return Module(path.relative_to(SOURCES).as_posix(), tree, functions, imported)


@cache
def _walk(node: ast.AST) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(node))


@cache
def _path_of(dotted: str) -> str:
    """The file of a module of ours below xlperf; empty for others."""
    path = dotted.removeprefix("xlperf.").replace(".", "/") if dotted.startswith("xlperf.") else ""
    return f"{path}/__init__.py" if (SOURCES / path / "__init__.py").is_file() and path else f"{path}.py"


class Doors:
    """Where what is to be told goes through: fields of the classes of some modules, and standard error."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self.places: dict[str, list[int]] = {}
        self.names: set[str] = set()
        for module in modules:
            for owner in (node for node in _walk(module.tree) if isinstance(node, ast.ClassDef)):
                fields = [node for node in owner.body if isinstance(node, ast.AnnAssign)]
                told = [at for at, node in enumerate(fields) if _TOLD.fullmatch(ast.unparse(node.annotation))]
                self.places[owner.name] = told
                self.names |= {_name(fields[at].target) for at in told}

    def through(self, function: ast.FunctionDef) -> Iterator[ast.expr]:
        """What a function puts through them."""
        for node in _walk(function):
            if isinstance(node, ast.AugAssign) and self._is_door(node.target):
                yield node.value
            elif isinstance(node, ast.Call):
                yield from self._through_call(node)

    def _through_call(self, call: ast.Call) -> Iterator[ast.expr]:
        name, keywords = _name(call.func), {each.arg: each.value for each in call.keywords}
        if name != "say":
            yield from (value for given, value in keywords.items() if given in self.names)
        yield from (call.args[at] for at in self.places.get(name, ()) if at < len(call.args))
        if (name in _PRINTING and "err" in keywords) or (name in _ADDING and self._is_door(_owner(call))):
            yield from call.args[:1]

    def _is_door(self, target: ast.expr) -> bool:
        return isinstance(target, ast.Attribute) and target.attr in self.names


class _Search:
    """Follows sentences back; every function and every name in it is looked at once."""

    def __init__(self, modules: dict[str, Module]) -> None:
        self.modules = modules
        self.doors = Doors(filter(_is_of_the_run, modules.values()))
        self.calls: dict[str, list[Site]] = {}
        for module in modules.values():
            for function, call in _calls(module.tree):
                self.calls.setdefault(_name(call.func), []).append((module, function, call))
        self.seen: set[tuple[int, str]] = set()

    def all(self) -> Iterator[Notice]:
        """What is told in all modules."""
        for module in filter(_is_of_the_run, self.modules.values()):
            for function in (each for found in module.functions.values() for each in found):
                if _says(function.returns, _TOLD):
                    yield from self._of_function(module, function)
                for expression in self.doors.through(function):
                    yield from self._of(module, function, expression)

    def _of_function(self, module: Module, function: ast.FunctionDef) -> Iterator[Notice]:
        if self._is_new(function, ""):
            for node in _walk(function):
                if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom) and node.value is not None:
                    yield from self._of(module, function, node.value)

    def _of(self, module: Module, function: ast.FunctionDef, expression: ast.AST) -> Iterator[Notice]:
        """The sentences of an expression, of the names in it, and of what the functions give that it calls."""
        if isinstance(expression, ast.Call) and _name(expression.func) == "say":
            yield from self._of_sentence(module, function, expression)
            return
        if isinstance(expression, ast.Name) and self._is_new(function, expression.id):
            for value in (*_put_into(function, expression.id), *_put_at_top(module.tree, expression.id)):
                yield from self._of(module, function, value)
            for home, caller, value in self._given(module, function, expression.id):
                yield from self._of(home, caller, value)
        called = list(self._called(module, expression)) if isinstance(expression, ast.Call) else []
        for home, each in called:
            yield from self._of_function(home, each)
        for child in ast.iter_child_nodes(expression) if not called else ():
            yield from self._of(module, function, child)

    def _of_sentence(self, module: Module, function: ast.FunctionDef, said: ast.Call) -> Iterator[Notice]:
        """The sentence; of a mere frame such as {cell}：{reason}, those that it frames."""
        template = said.args[0]
        found = list(_put_into(function, template.id)) if isinstance(template, ast.Name) else [template]
        for each in (node for expression in found for node in ast.walk(expression)):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                if re.search(r"\w", re.sub(r"\{\w+\}", "", each.value)):
                    yield Notice(module.path, each.value)
                else:
                    for keyword in said.keywords:
                        yield from self._of(module, function, keyword.value)

    def _called(self, module: Module, call: ast.Call) -> Iterator[tuple[Module, ast.FunctionDef]]:
        """Our functions of the name that is called, as far as they say something."""
        name = _name(call.func)
        homes = {module.path} | ({module.imported[name]} if name in module.imported else set())
        if isinstance(call.func, ast.Attribute):
            homes |= set(module.imported.values())
        for home in (self.modules[path] for path in sorted(homes & set(self.modules))):
            if name in home.imported and name not in home.functions:  # a package passes it on
                home = self.modules.get(home.imported[name], home)
            yield from ((home, each) for each in home.functions.get(name, ()) if _says(each.returns))

    def _given(
        self, module: Module, function: ast.FunctionDef, name: str
    ) -> Iterator[tuple[Module, ast.FunctionDef, ast.expr]]:
        """What a function gets for a parameter, wherever it is called."""
        parameters = [each for each in function.args.args if each.arg not in ("self", "cls")]
        at = next((at for at, each in enumerate(parameters) if each.arg == name and _says(each.annotation)), None)
        for home, caller, call in self.calls.get(function.name, ()):
            if at is not None and (home is module or module.path in home.imported.values()):
                yield from ((home, caller, value) for value in call.args[at : at + 1])
                yield from ((home, caller, each.value) for each in call.keywords if each.arg == name)

    def _is_new(self, function: ast.FunctionDef, name: str) -> bool:
        key = id(function), name
        is_new = key not in self.seen
        self.seen.add(key)
        return is_new


def _is_of_the_run(module: Module) -> bool:
    return not module.path.startswith(_OF_THE_FORM)


@cache
def _says(annotation: ast.expr | None, kind: re.Pattern[str] = _SAID) -> bool:
    """A type is that of a message, or of what is to be told, or has one in it."""
    return annotation is not None and bool(kind.search(ast.unparse(annotation)))


_ADDING = ("append", "extend")
_ASSIGNMENTS = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.NamedExpr)


def _put_into(function: ast.FunctionDef, name: str) -> Iterator[ast.expr]:
    """What is assigned, added or appended to a name, and what it runs through."""
    for node in _walk(function):
        if isinstance(node, _ASSIGNMENTS) and name in _assigned(node):
            yield from [node.value] if node.value is not None else ()
        elif isinstance(node, ast.For | ast.comprehension) and name in _names(node.target):
            yield node.iter
        elif isinstance(node, ast.Call) and _name(node.func) in _ADDING and _name(_owner(node)) == name:
            yield from node.args


def _calls(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    """Each call with the innermost function around it."""
    inner: dict[ast.AST, ast.FunctionDef] = {}
    for node in _walk(tree):
        if isinstance(node, ast.FunctionDef):
            inner |= dict.fromkeys(_walk(node), node)
    yield from ((inner[node], node) for node in inner if isinstance(node, ast.Call))


def _put_at_top(tree: ast.Module, name: str) -> Iterator[ast.expr]:
    """What is assigned to a name of the module."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and name in _assigned(node):
            yield node.value


def _assigned(node: ast.Assign | ast.AugAssign | ast.AnnAssign | ast.NamedExpr) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {name for target in targets for name in _names(target)}


def _owner(call: ast.Call) -> ast.expr:
    return call.func.value if isinstance(call.func, ast.Attribute) else call.func


def _names(target: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _name(expression: ast.expr) -> str:
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else ""
