"""Known problems, each with the facts to explain it.

Everything that can go wrong and that a person can mend is a :class:`PmiError`; the sentence for each kind
is in ``services/sentences.py``. Whatever is not a ``PmiError`` is a bug.
"""

from typing import ClassVar


class PmiError(Exception):
    """A problem the user can understand and mend; ``facts`` name the file, the place or the value.

    ``data`` tells the command line that the *data* is refused (exit 1) and not that the command could not be
    done (exit 2).
    """

    data: ClassVar[bool] = False

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    def __str__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{type(self).__name__}({inside})"


class PlanIsClosed(PmiError):
    """A plan was closed before what was asked of its file (``path``) had begun."""


class StaleEdit(Exception):
    """An edit was made on another plan than the one it is applied to: a bug, never a user's mistake."""


class Refused(PmiError):
    """What was read cannot be a plan; ``place`` says where (``ratings[12].level``) and ``reason`` why.

    ``reason`` is a code of ``services/sentences.py``; further facts depend on it.
    """
