"""What a check says and what it needs to know beside the plan."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.records import Ident


@dataclass(frozen=True, slots=True)
class Finding:
    """Something missing or doubtful: never a reason not to save, only, where ``blocking``, not to hand in.

    ``step`` is where to mend it. ``record`` is ``kind:key`` (``school`` alone for the objects of which a plan has one),
    and need not exist yet: a component without rating, a goal without review. ``field`` is the input to go to, if there
    is one. ``message`` is Spanish and complete.
    """

    step: str
    code: str
    record: str | None
    field: str | None
    message: str
    blocking: bool

    @property
    def ident(self) -> Ident | None:
        """Kind and key of the record."""
        if self.record is None:
            return None
        kind, _, key = self.record.partition(":")
        return kind, key


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks must be told: what is the same for every plan, today's date, and which files are there.

    ``evidence`` holds the SHA-256 of the attached files whose bytes are beside the plan; ``None`` when nobody looked.
    """

    reference: Reference
    today: date
    evidence: Set[str] | None = None
