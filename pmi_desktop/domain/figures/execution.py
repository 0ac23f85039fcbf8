"""The execution of goals, objectives and plan at a cut, from how far their actions have got."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.figures.ratios import halves_up, mean
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.plan import Plan

CANCELLED = "CANC"
ENDED = frozenset({"FIN", CANCELLED})


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an action has got: the last state and the last percent reported, each on its own."""

    state: str = ""
    percent: int = 0


NOT_REPORTED = Standing()


@dataclass(frozen=True, slots=True)
class Execution:
    """Percentages of one decimal at a cut; ``None`` where there is no action that was not cancelled."""

    checkpoint: Checkpoint
    plan: Decimal | None
    objectives: Mapping[str, Decimal | None]
    goals: Mapping[str, Decimal | None]


def cuts_by_date(plan: Plan) -> tuple[Checkpoint, ...]:
    """The cuts from first to last; one without date comes right after the one listed before it."""
    dated: list[tuple[date, Checkpoint]] = []
    last = date.min
    for cut in plan.all(Checkpoint):
        last = cut.date or last
        dated.append((last, cut))
    return tuple(cut for _, cut in sorted(dated, key=lambda one: one[0]))


def cuts_until(plan: Plan, checkpoint: Checkpoint) -> tuple[Checkpoint, ...]:
    """The cuts up to this one, from first to last."""
    ordered = cuts_by_date(plan)
    return ordered[: [cut.id for cut in ordered].index(checkpoint.id) + 1]


def standings_after(plan: Plan, cuts: Sequence[Checkpoint]) -> dict[str, Standing]:
    """How far each action had got after these cuts, by its id; an action that none of them reports is not in it."""
    standings: dict[str, Standing] = {}
    for cut in cuts:
        for one in plan.where(ActionProgress, "checkpoint", cut.id):
            before = standings.get(one.action, NOT_REPORTED)
            percent = before.percent if one.percent is None else one.percent
            standings[one.action] = Standing(one.state or before.state, percent)
    return standings


def execution_at(plan: Plan, checkpoint: Checkpoint) -> Execution:
    """The execution at a cut: weights within a goal, plain means of goals and of objectives."""
    standings = standings_after(plan, cuts_until(plan, checkpoint))
    goals = {goal.id: _of_goal(plan.where(Action, "goal", goal.id), standings) for goal in plan.all(Goal)}
    objectives = {
        objective.id: mean(goals[goal.id] for goal in plan.where(Goal, "objective", objective.id))
        for objective in plan.all(Objective)
    }
    return Execution(
        checkpoint,
        _shown(mean(objectives.values())),
        {key: _shown(value) for key, value in objectives.items()},
        {key: _shown(value) for key, value in goals.items()},
    )


def _of_goal(actions: Sequence[Action], standings: Mapping[str, Standing]) -> Fraction | None:
    """Weighted by what the actions still in the plan weigh; equally when none of these weighs anything."""
    counted = [
        (action.weight or 0, standing.percent)
        for action in actions
        if (standing := standings.get(action.id, NOT_REPORTED)).state != CANCELLED
    ]
    total = sum(weight for weight, _ in counted)
    if not total:
        return mean(Fraction(percent) for _, percent in counted)
    return Fraction(sum(weight * percent for weight, percent in counted), total)


def _shown(value: Fraction | None) -> Decimal | None:
    return None if value is None else halves_up(value, 1)
