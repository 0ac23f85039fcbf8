"""Where the rows of tables come from: a kind's records, or one of a few lists that forms need besides.

A source gives, for what is already in scope, one small scope per row. The records of a kind are those that hang from
the records in scope (the goals of the objective being printed); without one in scope, all of them. The last entry of a
row's scope is what the row is about.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from pmi_desktop.domain.actions import Action, Checkpoint, Outreach, Resource
from pmi_desktop.domain.catalog import Area, Component, Process
from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.goals import Goal, Indicator
from pmi_desktop.domain.handing_in import Concept, Observation
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.records import Record
from pmi_desktop.official.computed import planning
from pmi_desktop.official.computed.people import signers
from pmi_desktop.official.computed.scoped import found
from pmi_desktop.official.values import resolve
from pmi_desktop.official.view import Scope, View

Source = Callable[[View, Scope], Iterable[Scope]]

_IN_TREE_ORDER = frozenset(kind.KIND for kind in (Goal, Indicator, Action, Resource))
"""Kinds that are printed parent by parent and not in the order in which they were added."""


def source_of(name: str) -> Source | None:
    """The source of that name: a kind, a list inside a record (``plan.deadlines``), or one declared below."""
    if name in SOURCES:
        return SOURCES[name]
    if name in KINDS:
        return partial(_records, kind=name)
    kind, _, field = name.partition(".")
    if kind in KINDS and any(one.name == field and one.holds is Type.ROWS for one in fields_of(KINDS[kind])):
        return partial(_rows, kind=kind, field=field)
    return None


def _records(view: View, scope: Scope, *, kind: str) -> Iterable[Scope]:
    return ({kind: one} for one in _under(view, scope, kind))


def _under(view: View, scope: Scope, kind: str) -> Iterable[Record]:
    """The records of a kind that hang from those in scope."""
    cls = KINDS[kind]
    parents = {
        field.name: parent.key
        for field in fields_of(cls)
        if field.holds is Type.PARENT and isinstance(parent := scope.get(field.target), Record)
    }
    if not parents:
        return getattr(view, kind) if kind in _IN_TREE_ORDER else view.plan.all(cls)
    first, *others = parents.items()
    return [one for one in view.plan.where(cls, *first) if all(getattr(one, name) == key for name, key in others)]


def _rows(view: View, scope: Scope, *, kind: str, field: str) -> Iterable[Scope]:
    owner = resolve(kind, view, scope)
    rows: tuple[Any, ...] = () if owner is None else getattr(owner, field)
    return ({f"{kind}.{field}": row} for row in rows)


def _areas(view: View, _: Scope) -> Iterable[Scope]:
    return ({"area": area} for area in view.catalog.areas)


def _processes(view: View, scope: Scope) -> Iterable[Scope]:
    area = found(scope, "area", Area)
    for one in view.catalog.areas if area is None else (area,):
        yield from ({"area": one, "process": process} for process in one.processes)


def _components(view: View, scope: Scope) -> Iterable[Scope]:
    process = found(scope, "process", Process)
    for inside in _processes(view, scope) if process is None else ({"process": process},):
        group = inside["process"]
        assert isinstance(group, Process)
        for component in group.components:
            yield {**inside, "component": component}


def _written(field: str) -> Source:
    """The components of what is in scope whose rating says something in a field."""

    def source(view: View, scope: Scope) -> Iterable[Scope]:
        for inside in _components(view, scope):
            component = inside["component"]
            assert isinstance(component, Component)
            rating = view.ratings.get(component.id)
            if rating is not None and getattr(rating, field):
                yield {**inside, "ratings": rating}

    return source


def _factors(view: View, _: Scope) -> Iterable[Scope]:
    """Every factor of the plan, of whatever year's assessment."""
    return ({"factors": factor} for factor in view.plan.all(Factor))


def _factor_groups(view: View, _: Scope) -> Iterable[Scope]:
    return ({"factors": group} for group in view.factor_groups)


def _objectives(view: View, scope: Scope) -> Iterable[Scope]:
    group = scope.get("factors")
    under = view.objectives_under(group) if isinstance(group, tuple) else view.objectives
    return ({"objectives": objective} for objective in under)


def _years(view: View, _: Scope) -> Iterable[Scope]:
    return ({"year": year} for year in view.plan.years)


def _scheduled(view: View, scope: Scope) -> Iterable[Scope]:
    """The actions that run in the year in scope; those that run in no year of the plan stand in its first."""
    year = found(scope, "year", int)
    for action in view.actions:
        within = [one for one in view.plan.years if runs_in(action, one)] or [view.plan.info.start_year]
        if year in within:
            yield {"actions": action}


def runs_in(action: Action, year: int) -> bool:
    """Whether an action has a day in that year; with one date only, that day."""
    start, end = action.start_on or action.end_on, action.end_on or action.start_on
    return start is not None and end is not None and start.year <= year <= end.year


def _cuts(view: View, _: Scope) -> Iterable[Scope]:
    return ({"checkpoints": cut} for cut in view.cuts)


def _outreach(topics: tuple[str, ...]) -> Source:
    return lambda view, _: ({"outreach": one} for one in view.plan.all(Outreach) if one.topic in topics)


def _signers(view: View, _: Scope) -> Iterable[Scope]:
    return ({"signers": one} for one in signers(view.plan))


def _budget(lines: Callable[[View], Iterable[planning.BudgetLine]]) -> Source:
    return lambda view, _: ({"budget": line} for line in lines(view))


def _resources(view: View, scope: Scope) -> Iterable[Scope]:
    for resource in _under(view, scope, Resource.KIND):
        assert isinstance(resource, Resource)
        yield {Action.KIND: view.plan.get(Action, resource.action), Resource.KIND: resource}


def _resourced(view: View, _: Scope) -> Iterable[Scope]:
    return ({Action.KIND: one} for one in view.actions if view.plan.where(Resource, "action", one.id))


def _with_trouble(view: View, scope: Scope) -> Iterable[Scope]:
    """The actions of which a cut tells a difficulty or an adjustment."""
    cut = found(scope, Checkpoint.KIND, Checkpoint)
    for action in view.actions:
        progress = view.plan.get(ActionProgress, f"{cut.id}/{action.id}") if cut else None
        if progress is not None and (progress.difficulty or progress.adjustment):
            yield {Action.KIND: action}


def _criteria(view: View, _: Scope) -> Iterable[Scope]:
    return ({"criterion": one} for one in view.reference.criteria)


def _observations(view: View, scope: Scope) -> Iterable[Scope]:
    """The observations of the concept in scope; none without one."""
    concept = found(scope, Concept.KIND, Concept)
    return ({Observation.KIND: one} for one in view.plan.where(Observation, "concept", concept.id)) if concept else ()


SOURCES: Mapping[str, Source] = {
    "areas": _areas,
    "processes": _processes,
    "components": _components,
    "strengths": _written("strength"),
    "opportunities": _written("opportunity"),
    "factors": _factors,
    "factor_groups": _factor_groups,
    "objectives": _objectives,
    "resources": _resources,
    "years": _years,
    "scheduled_actions": _scheduled,
    "resourced_actions": _resourced,
    "troubled_actions": _with_trouble,
    "criteria": _criteria,
    "observations": _observations,
    "cuts": _cuts,
    "plan_outreach": _outreach(("plan", "")),
    "followup_outreach": _outreach(("seguimiento", "resultados")),
    "signers": _signers,
    "budget_by_source": _budget(planning.budget_by_source),
    "budget_by_year": _budget(planning.budget_by_year),
    "budget_by_objective": _budget(planning.budget_by_objective),
}
