"""How a rule is written: a small function of a view that yields what it misses, registered under its code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pmi_desktop.domain.checks.table import ROWS
from pmi_desktop.domain.checks.view import View
from pmi_desktop.domain.records import Ident, Record


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing missing: the sentence, the record (or its kind and key while it does not exist), the field to go to.

    ``step`` is needed only where the code has several.
    """

    message: str
    about: Record | Ident | None = None
    field: str | None = None
    step: str = ""

    @property
    def ident(self) -> Ident | None:
        """Kind and key of what it is about."""
        return self.about.ident if isinstance(self.about, Record) else self.about


Rule = Callable[[View], Iterator[Miss]]

RULES: dict[str, Rule] = {}
"""Every rule by its code, filled as the modules of the phases are imported."""


def rule(code: str) -> Callable[[Rule], Rule]:
    """Registers a function as the rule for a code of the table."""
    assert code in ROWS, code
    assert code not in RULES, code

    def register(function: Rule) -> Rule:
        RULES[code] = function
        return function

    return register
