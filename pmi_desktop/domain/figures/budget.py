"""What the plan costs, by source, year and objective, and what goes beyond the money available."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pmi_desktop.domain.actions import Action, Fund, Resource
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.numbers import rounded
from pmi_desktop.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Overrun:
    """A source that is asked for more than it gives: ``fund`` is the first one of that source and year."""

    fund: Fund
    planned: int
    available: int

    @property
    def excess(self) -> int:
        """How many pesos too many."""
        return self.planned - self.available


@dataclass(frozen=True, slots=True)
class Budget:
    """Whole pesos. Groups are those that some resource names, ``""`` or ``None`` for those without source or year.

    ``by_source`` is in order of appearance under the first spelling met, ``by_year`` from the first year with ``None``
    last, ``by_objective`` in plan order.
    """

    total: int
    by_source: Mapping[str, int]
    by_year: Mapping[int | None, int]
    by_objective: Mapping[str, int]
    overruns: tuple[Overrun, ...]


def amount_of(resource: Resource) -> int:
    """What a resource costs: the amount written, else quantity × unit cost rounded to pesos, else nothing."""
    if resource.amount is not None:
        return resource.amount
    if resource.quantity is None or resource.unit_cost is None:
        return 0
    return int(rounded(resource.quantity * Decimal(resource.unit_cost), 0))


def year_of(plan: Plan, resource: Resource) -> int | None:
    """The year a resource is spent in: its own, else that in which its action begins."""
    if resource.year is not None:
        return resource.year
    action = plan.get(Action, resource.action)
    return action.start_on.year if action and action.start_on else None


def same_source(source: str) -> str:
    """What two spellings of one source have in common, whatever their capitals, spaces and dashes."""
    return re.sub(r"\s*[-–—]\s*", "-", " ".join(source.split())).casefold()


def budget_of(plan: Plan) -> Budget:
    """The whole budget; a source is exceeded only where its money was written down, year by year."""
    by_source: dict[str, int] = {}
    by_year: dict[int | None, int] = {}
    by_objective: dict[str, int] = {}
    planned: dict[tuple[str, int | None], int] = {}
    spelling: dict[str, str] = {}
    for resource in plan.all(Resource):
        amount, year = amount_of(resource), year_of(plan, resource)
        source = same_source(resource.source)
        spelled = spelling.setdefault(source, resource.source.strip())
        objective = _objective_of(plan, resource)
        by_source[spelled] = by_source.get(spelled, 0) + amount
        by_year[year] = by_year.get(year, 0) + amount
        by_objective[objective] = by_objective.get(objective, 0) + amount
        planned[source, year] = planned.get((source, year), 0) + amount
    return Budget(
        sum(by_source.values()),
        by_source,
        dict(sorted(by_year.items(), key=lambda one: (one[0] is None, one[0] or 0))),
        by_objective,
        _overruns(plan, planned),
    )


def _objective_of(plan: Plan, resource: Resource) -> str:
    action = plan.get(Action, resource.action)
    goal = plan.get(Goal, action.goal) if action else None
    return goal.objective if goal else ""


def _overruns(plan: Plan, planned: Mapping[tuple[str, int | None], int]) -> tuple[Overrun, ...]:
    """Where more is planned than available; a fund without year answers for the years that have none of their own."""
    funds: dict[tuple[str, int | None], list[Fund]] = {}
    for fund in plan.all(Fund):
        if fund.available is not None:
            funds.setdefault((same_source(fund.source), fund.year), []).append(fund)
    asked: dict[tuple[str, int | None], int] = {}
    for (source, year), amount in planned.items():
        key = (source, year) if (source, year) in funds else (source, None)
        asked[key] = asked.get(key, 0) + amount
    overruns = []
    for key, same in funds.items():
        available = sum(fund.available or 0 for fund in same)
        if asked.get(key, 0) > available:
            overruns.append(Overrun(same[0], asked[key], available))
    return tuple(overruns)
