"""The actions at a cut as the team goes through them: what is reported, what was before, who answers, what is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.figures.execution import (
    ENDED,
    NOT_REPORTED,
    Standing,
    cuts_by_date,
    cuts_until,
    standings_after,
)
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.domain.school import Member

NOBODY = "Sin responsable"
OfGoal = TypeVar("OfGoal", Action, Indicator)
"""What hangs from a goal."""
_AHEAD = timedelta(days=30)
"""How long before its day a cut is already being prepared."""


@dataclass(frozen=True, slots=True)
class Report:
    """An action at a cut.

    ``now`` is what is reported at it, empty while the plan holds nothing; ``before`` how the action stood after the
    cuts before, ``last`` what was last told of it, both ``None`` when it had not been reported on. ``begun`` says that
    it should have a state by the day of the cut, ``late`` that it should have ended.
    """

    action: Action
    now: ActionProgress
    before: Standing | None
    last: ActionProgress | None
    begun: bool
    late: bool

    @property
    def standing(self) -> Standing:
        """How it stands with what is reported at the cut."""
        before = self.before or NOT_REPORTED
        percent = before.percent if self.now.percent is None else self.now.percent
        return Standing(self.now.state or before.state, percent)


def reports_at(plan: Plan, cut: Checkpoint, today: date) -> tuple[Report, ...]:
    """Every action at a cut, objective by objective and goal by goal; a cut without date is taken as today's."""
    earlier = cuts_until(plan, cut)[:-1]
    before = standings_after(plan, earlier)
    day = cut.date or today
    return tuple(_report(plan, cut, action, earlier, before, day) for action in in_order(plan, Action))


def _report(
    plan: Plan,
    cut: Checkpoint,
    action: Action,
    earlier: Sequence[Checkpoint],
    before: Mapping[str, Standing],
    day: date,
) -> Report:
    empty = ActionProgress(checkpoint=cut.id, action=action.id)
    now = plan.get(ActionProgress, empty.key) or empty
    last = _last_told(plan, earlier, action)
    state = now.state or before.get(action.id, NOT_REPORTED).state
    late = action.end_on is not None and action.end_on < day and state not in ENDED
    begun = action.start_on is not None and action.start_on <= day
    return Report(action, now, before.get(action.id), last, begun, late)


def goals_in_order(plan: Plan) -> list[Goal]:
    """The goals in the order of their objectives."""
    return [goal for objective in plan.all(Objective) for goal in plan.where(Goal, "objective", objective.id)]


def in_order(plan: Plan, cls: type[OfGoal]) -> list[OfGoal]:
    """The actions or the indicators in the order of their objectives and goals."""
    return [one for goal in goals_in_order(plan) for one in plan.where(cls, "goal", goal.id)]


def accepted(plan: Plan, reports: Sequence[Report]) -> Edit:
    """State and percent as they were before, for those of these actions that have no state at the cut yet."""
    edits: list[Edit] = []
    for one in reports:
        if one.now.state or one.before is None or not one.before.state:
            continue
        percent = one.before.percent if one.now.percent is None else one.now.percent
        edits.append(gestures.change(plan, one.now, state=one.before.state, percent=percent))
        plan = plan.after(edits[-1])
    return gestures.together("dejar como en el corte anterior", *edits)


def comes_along(progress: ActionProgress, state: str) -> dict[str, object]:
    """What else changes with a state: what is finished is done whole, what was not begun has no percent to tell."""
    if state == "FIN":
        return {"percent": 100}
    if state == "SIN" and progress.percent is None:
        return {"percent": 0}
    return {}


def last_before(plan: Plan, cut: Checkpoint, action: Action) -> ActionProgress | None:
    """What was last reported on an action before a cut."""
    return _last_told(plan, cuts_until(plan, cut)[:-1], action)


def _last_told(plan: Plan, cuts: Sequence[Checkpoint], action: Action) -> ActionProgress | None:
    told = (plan.get(ActionProgress, f"{one.id}/{action.id}") for one in reversed(cuts))
    return next((one for one in told if one is not None), None)


def by_responsible(plan: Plan) -> Mapping[str, Sequence[Action]]:
    """The actions of each person, in the team's order; an action of several stands with each of them."""
    people: dict[str, list[Action]] = {}
    for member in plan.all(Member):
        if actions := plan.where(Action, "responsible", member.id):
            people.setdefault(member.name or member.position or NOBODY, []).extend(actions)
    for action in plan.all(Action):
        if action.responsible_other:
            people.setdefault(action.responsible_other, []).append(action)
        elif not action.responsible:
            people.setdefault(NOBODY, []).append(action)
    return people


def current_cut(plan: Plan, today: date) -> Checkpoint | None:
    """The cut that is being worked on: the last one that has come or comes within a month, else the first."""
    cuts = cuts_by_date(plan)
    come = [one for one in cuts if one.date and one.date <= today + _AHEAD]
    return come[-1] if come else cuts[0] if cuts else None
