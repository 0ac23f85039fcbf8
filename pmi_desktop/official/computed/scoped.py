"""What is in scope, by type."""

from collections.abc import Callable
from typing import Any, TypeVar

from pmi_desktop.official.view import Scope, View

T = TypeVar("T")


def found(scope: Scope, name: str, kind: type[T]) -> T | None:
    """What the scope holds under a name, if it is of that type."""
    one = scope.get(name)
    return one if isinstance(one, kind) else None


def of(name: str, kind: type[T], value: Callable[[View, T], Any]) -> Callable[[View, Scope], Any]:
    """A computed value of one thing in scope: nothing when it is not there."""

    def compute(view: View, scope: Scope) -> Any:
        one = found(scope, name, kind)
        return None if one is None else value(view, one)

    return compute
