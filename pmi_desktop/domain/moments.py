"""The three moments of handing in: the plan, a cut, a year's closing."""

from dataclasses import dataclass
from typing import Literal

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.plan import Plan


class UnknownMoment(PmiError):
    """What was given after ``--for`` is no moment of this plan; ``moment`` is what was given."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is handed in, written ``plan``, ``checkpoint:<id>`` or ``closing:<year>``."""

    kind: Literal["plan", "checkpoint", "closing"]
    checkpoint: str = ""
    year: int = 0

    def __str__(self) -> str:
        if self.kind == "checkpoint":
            return f"checkpoint:{self.checkpoint}"
        return f"closing:{self.year}" if self.kind == "closing" else "plan"


PLAN = Moment("plan")


def read_moment(text: str, plan: Plan) -> Moment:
    """The moment that a text names; raises :class:`UnknownMoment` when the plan has no such cut or year."""
    kind, _, rest = text.partition(":")
    if kind == "plan" and not rest:
        return PLAN
    if kind == "checkpoint" and plan.get(Checkpoint, rest) is not None:
        return Moment("checkpoint", checkpoint=rest)
    if kind == "closing" and rest.isdecimal() and int(rest) in plan.years:
        return Moment("closing", year=int(rest))
    raise UnknownMoment(moment=text)


def moments_of(plan: Plan) -> tuple[Moment, ...]:
    """Every moment of a plan: the plan itself, its cuts, the closing of each of its years."""
    cuts = tuple(Moment("checkpoint", checkpoint=cut.id) for cut in plan.all(Checkpoint))
    return (PLAN, *cuts, *(Moment("closing", year=year) for year in plan.years))
