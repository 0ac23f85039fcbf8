"""What falls due in a span of days, for the home page and the schedule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.figures.execution import ENDED, NOT_REPORTED, cuts_by_date, standings_after
from pmi_desktop.domain.followup import GoalReview
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Concept, Delivery, Meeting, Observation
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due: the day, ``Vence la meta`` and the like, the record's own text, where it is edited."""

    day: date
    what: str
    text: str
    ident: Ident
    step: str


def due_between(plan: Plan, first: date, last: date) -> tuple[Due, ...]:
    """What falls due from the first to the last of these days, both included, by day and then in wizard order.

    What is done does not fall due any more: ended or cancelled actions, tasks marked as done, goals already judged,
    cuts handed in. An observation of the Secretaría has no date of its own: it is due until it is answered, from the
    day its concept came, and so stands on the first day of the span.
    """
    found = [one for one in _all(plan, first) if first <= one.day <= last]
    return tuple(sorted(found, key=lambda one: one.day))


def _all(plan: Plan, first: date) -> Iterator[Due]:
    yield from _deadlines(plan)
    yield from _goals(plan)
    yield from _actions(plan)
    yield from _cuts(plan)
    yield from _commitments(plan)
    yield from _observations(plan, first)


def _deadlines(plan: Plan) -> Iterator[Due]:
    for one in plan.info.deadlines:
        if one.date:
            yield Due(one.date, "Plazo", one.what, plan.info.ident, "schedule")


def _goals(plan: Plan) -> Iterator[Due]:
    for goal in plan.all(Goal):
        if goal.due_on is None:
            continue
        review = plan.get(GoalReview, f"{goal.id}/{goal.due_on.year}")
        if review is None or not review.judgement:
            yield Due(goal.due_on, "Vence la meta", goal.text, goal.ident, Goal.STEP)


def _actions(plan: Plan) -> Iterator[Due]:
    standings = standings_after(plan, cuts_by_date(plan))
    for action in plan.all(Action):
        standing = standings.get(action.id, NOT_REPORTED)
        if standing.state not in ENDED:
            if action.start_on and standing.state in ("", "SIN"):
                yield Due(action.start_on, "Comienza la acción", action.description, action.ident, Action.STEP)
            if action.end_on:
                yield Due(action.end_on, "Termina la acción", action.description, action.ident, Action.STEP)
        for task in action.tasks:
            if task.due_on and not task.done:
                yield Due(task.due_on, "Tarea", task.description, action.ident, Action.STEP)


def _cuts(plan: Plan) -> Iterator[Due]:
    handed_in = {one.checkpoint for one in plan.all(Delivery) if one.moment == "checkpoint"}
    for cut in plan.all(Checkpoint):
        if cut.date and cut.id not in handed_in:
            yield Due(cut.date, "Corte de seguimiento", cut.label, cut.ident, "progress")


def _commitments(plan: Plan) -> Iterator[Due]:
    for meeting in plan.all(Meeting):
        for one in meeting.commitments:
            if one.due_on:
                text = f"{one.text} ({one.responsible})" if one.responsible else one.text
                yield Due(one.due_on, "Compromiso", text, meeting.ident, Meeting.STEP)


def _observations(plan: Plan, first: date) -> Iterator[Due]:
    for observation in plan.all(Observation):
        concept = plan.get(Concept, observation.concept)
        came = (concept.received_on or concept.issued_on) if concept else None
        if not observation.response.strip():
            day = max(came, first) if came else first
            yield Due(day, "Responder a la Secretaría", observation.text, observation.ident, Observation.STEP)
