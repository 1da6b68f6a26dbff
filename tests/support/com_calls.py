# ruff: noqa: N802 (the names of Excel's members)
"""Objects whose members with a capital letter are calls, each of them counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MethodType
from typing import Any

from tests.support.pywin32 import REJECTED, ComError, Dispatch, Names

_REFUSED = (0, "Microsoft Excel", "", None, 0, -2146827284)


class Traffic:
    """The calls made so far. `busy`: so many of the next ones are turned away, all of them after `busy_after` more;
    `lacks`: members that are not there.
    """

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.busy = 0
        self.busy_after: int | None = None
        self.lacks: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.calls)

    def note(self, owner: object, name: str) -> None:
        self.calls.append(f"{type(owner).__name__}.{name}")
        if self.busy_after is not None:
            self.busy_after -= 1
            if self.busy_after < 0:
                self.busy, self.busy_after = 10, None
        if self.busy:
            self.busy -= 1
            raise ComError(REJECTED, "Call was rejected by callee.")


class ComObject(Dispatch):
    """Properties and methods with a capital letter are calls."""

    traffic: Traffic
    _oleobj_ = Names()

    def __getattribute__(self, name: str) -> Any:
        if not name[0].isupper():
            return object.__getattribute__(self, name)
        if name in object.__getattribute__(self, "traffic").lacks:
            raise AttributeError(name)
        member = getattr(type(self), name, None)
        if callable(member):
            return MethodType(_counted(name, member), self)
        if name in object.__getattribute__(self, "__dict__") or member is not None:
            object.__getattribute__(self, "traffic").note(self, name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name[0].isupper():
            if name in self.traffic.lacks:
                raise ComError(-2147352570, f"Unknown name {name}")
            self.traffic.note(self, f"{name}=")
        object.__setattr__(self, name, value)


def _counted(name: str, member: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: ComObject, *args: Any, **named: Any) -> Any:
        self.traffic.note(self, f"{name}()")
        return member(self, *args, **named)

    return call


def refuse() -> None:
    raise ComError(-2147352567, "Exception occurred.", _REFUSED)


class Child(ComObject):
    """An object that belongs to an application."""

    def __init__(self, app: Any) -> None:
        self.app, self.traffic = app, app.traffic

    @property
    def Application(self) -> Any:
        return self.app


class Collection(Child):
    def items(self) -> list[Any]:
        raise NotImplementedError

    @property
    def Count(self) -> int:
        return len(self.items())

    def __iter__(self) -> Iterator[Any]:
        self.traffic.note(self, "_NewEnum")
        for item in self.items():
            self.traffic.note(self, "Next")
            yield item

    def __call__(self, key: Any) -> Any:
        self.traffic.note(self, "Item")
        items = self.items()
        if isinstance(key, int | float) and 1 <= key <= len(items):
            return items[int(key) - 1]
        for item in items:
            if getattr(item, "named", None) == key:
                return item
        return refuse()


class Plain(Child):
    """An object whose properties are only set."""

    def __init__(self, app: Any, *names: str) -> None:
        super().__init__(app)
        self.__dict__.update(dict.fromkeys(names))


class Counted(Child):
    """Rows or columns of a range."""

    def __init__(self, app: Any, count: int) -> None:
        super().__init__(app)
        self.count = count

    @property
    def Count(self) -> int:
        return self.count


def bare(item: Any) -> Any:
    """An object without the wrapper that xlwings puts around it."""
    return item.__dict__.get("_inner", item) if hasattr(item, "__dict__") else item
