"""«Nuevo PMI a partir de este»: what a new plan takes over from an earlier one.

The school, its people and its identity come along as they are; the last self-assessment becomes «el año anterior»; and
of the chain from factor to resource comes what the reviews of the goals did not close. All that tells what happened in
the old plan (follow-up, evaluations, minutes, deliveries, attached files) stays with it, and so do its cuts, its money
available and its deadlines: those of the new years are for others to set.

Records keep their ids, so that a goal can be followed from one plan to the next.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from pmi_desktop.domain.actions import Action, Resource, Task
from pmi_desktop.domain.catalog import assessments_by_year
from pmi_desktop.domain.diagnosis import Assessment, Factor, Rating
from pmi_desktop.domain.figures.execution import CANCELLED, cuts_by_date, standings_after
from pmi_desktop.domain.followup import GoalReview, IndicatorMeasure
from pmi_desktop.domain.gestures import GAP
from pmi_desktop.domain.goals import Goal, Indicator, Objective, YearTarget
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Record
from pmi_desktop.domain.school import ContextFigure, CouncilMember, Identity, Member, PlanInfo, School, Site

_SAME = (School, Site, Member, CouncilMember, Identity, ContextFigure)


class Next(Enum):
    """What becomes of a goal; the values are those of ``goal_reviews.next``."""

    CONTINUES = "sigue"
    ADJUSTED = "se_ajusta"
    CLOSES = "se_cierra"


@dataclass(frozen=True, slots=True)
class Outlook:
    """A goal with what becomes of it, and the review that says so: ``None`` when nobody decided."""

    goal: Goal
    next: Next
    review: GoalReview | None


def outlooks(plan: Plan) -> tuple[Outlook, ...]:
    """What a new plan would make of each goal, objective by objective.

    The review of the last year that decided counts. A goal that nobody decided on continues: taking one out later is
    one click, while one that vanished by itself would not be missed until the Secretaría asks.
    """
    return tuple(
        _outlook(plan, goal)
        for objective in plan.all(Objective)
        for goal in plan.where(Goal, "objective", objective.id)
    )


def _outlook(plan: Plan, goal: Goal) -> Outlook:
    decided = [one for one in plan.where(GoalReview, "goal", goal.id) if one.next]
    if not decided:
        return Outlook(goal, Next.CONTINUES, None)
    review = max(decided, key=lambda one: one.year)
    return Outlook(goal, Next(review.next), review)


def renew(plan: Plan, years: range, new_id: Callable[[], str]) -> Plan:
    """A new plan for ``years`` (1 to 4 of them) made from an earlier one, which stays as it is.

    A goal that continues brings its indicators, actions and resources; one that is adjusted too, but with its targets
    left blank, so that the checks ask for them. The last value measured is the new baseline. Cancelled actions stay
    behind. An objective comes with the goals it still has, or if it never had any; a factor with such an objective.

    Days and years move as far as the plan does; what then lies outside ``years`` is left blank for the team to set.
    Numbers and months inside a goal's text stay as they were written.
    """
    return _Renewal(plan, years, new_id).result()


class _Renewal:
    """One renewal at work."""

    def __init__(self, plan: Plan, years: range, new_id: Callable[[], str]) -> None:
        self._old, self._years, self._new_id = plan, years, new_id
        self._next = {one.goal.id: one.next for one in outlooks(plan) if one.next is not Next.CLOSES}
        self._objectives = [one for one in plan.all(Objective) if self._goes_on(one)]
        self._factors = {key for objective in self._objectives for key in objective.factors}
        cuts = cuts_by_date(plan)
        self._cancelled = {key for key, one in standings_after(plan, cuts).items() if one.state == CANCELLED}
        self._cuts = [cut.id for cut in cuts]

    def result(self) -> Plan:
        return Plan.of(self._records())

    def _goes_on(self, objective: Objective) -> bool:
        goals = self._old.where(Goal, "objective", objective.id)
        return not goals or any(goal.id in self._next for goal in goals)

    def _records(self) -> Iterator[Record]:
        old = self._old
        yield self._frame()
        for cls in _SAME:
            yield from old.all(cls)
        yield from self._assessments()
        yield from (factor for factor in old.all(Factor) if factor.id in self._factors)
        yield from self._objectives
        yield from (goal.but(due_on=self._moved(goal.due_on)) for goal in old.all(Goal) if goal.id in self._next)
        yield from (self._indicator(one) for one in old.all(Indicator) if one.goal in self._next)
        actions = [one for one in old.all(Action) if one.goal in self._next and one.id not in self._cancelled]
        yield from (self._action(one) for one in actions)
        kept = {action.id for action in actions}
        yield from (one.but(year=self._moved_year(one.year)) for one in old.all(Resource) if one.action in kept)

    def _frame(self) -> PlanInfo:
        old = self._old.info
        return PlanInfo(
            id=self._new_id(),
            start_year=self._years[0],
            end_year=self._years[-1],
            catalog=old.catalog,
            previous=old.id or None,
            team_act=old.team_act,
            priority_threshold=old.priority_threshold,
        )

    def _assessments(self) -> Iterator[Assessment | Rating]:
        """The last one, and a blank one after it for the year before the new plan.

        Where the school has already rated that year inside the old plan, that one is the new plan's own, and the one
        before it comes along as «el año anterior». So do those that a factor hangs from.
        """
        ordered = assessments_by_year(self._old)
        own_year = self._years[0] - 1
        begun = bool(ordered) and (ordered[-1].year or 0) >= own_year
        kept = {one.id for one in ordered[-2 if begun else -1 :]}
        kept |= {one.assessment for one in self._old.all(Factor) if one.id in self._factors}
        for one in self._old.all(Assessment):
            if one.id in kept:
                yield one
        for rating in self._old.all(Rating):
            if rating.assessment in kept:
                yield rating
        if not begun:
            last = max((one.order for one in self._old.all(Assessment)), default=0)
            yield Assessment(id=self._new_id(), year=own_year, order=last + GAP)

    def _indicator(self, indicator: Indicator) -> Indicator:
        values: dict[str, object] = {"targets": tuple(self._targets(indicator.targets))}
        if self._next[indicator.goal] is Next.ADJUSTED:
            values = {"targets": (), "target": None}
        measures = [self._old.get(IndicatorMeasure, f"{cut}/{indicator.id}") for cut in reversed(self._cuts)]
        last = next((one.value for one in measures if one is not None and one.value is not None), None)
        if last is not None:
            values["baseline"] = last
        return indicator.but(**values)

    def _targets(self, targets: Iterable[YearTarget]) -> Iterator[YearTarget]:
        for one in targets:
            year = self._moved_year(one.year)
            if year is not None:
                yield replace(one, year=year)

    def _action(self, action: Action) -> Action:
        start, end = self._moved(action.start_on), self._moved(action.end_on)
        tasks = tuple(self._task(task) for task in action.tasks)
        return action.but(start_on=start, end_on=end, tasks=tasks)

    def _task(self, task: Task) -> Task:
        return replace(task, done=False, due_on=self._moved(task.due_on))

    def _moved_year(self, year: int | None) -> int | None:
        moved = None if year is None else year + self._years[0] - self._old.info.start_year
        return moved if moved in self._years else None

    def _moved(self, day: date | None) -> date | None:
        year = self._moved_year(day.year) if day else None
        if day is None or year is None:
            return None
        return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
