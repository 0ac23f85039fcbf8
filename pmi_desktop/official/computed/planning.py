"""Of objectives, goals, indicators, actions and the budget."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pmi_desktop.domain.actions import Action, Fund, Resource
from pmi_desktop.domain.fields import Type
from pmi_desktop.domain.figures.budget import amount_of, same_source, year_of
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.numbers import show_date, show_number
from pmi_desktop.domain.records import Record
from pmi_desktop.domain.school import Member, Site
from pmi_desktop.official.computed.scoped import found, of
from pmi_desktop.official.values import SEPARATOR, Computed
from pmi_desktop.official.view import Scope, View

ALL_SITES = "Todas"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A group of the budget: ``available`` is the money that its source declared, ``None`` if it declared none."""

    name: str
    planned: int
    available: int | None = None


def budget_by_source(view: View) -> tuple[BudgetLine, ...]:
    """What each source is asked for; a source that declared money and is asked for none too."""
    given: dict[str, int] = {}
    spelling: dict[str, str] = {}
    for fund in view.plan.all(Fund):
        source = same_source(fund.source)
        spelling.setdefault(source, fund.source.strip())
        given[source] = given.get(source, 0) + (fund.available or 0)
    lines = [
        BudgetLine(name or "Sin fuente", planned, given.pop(same_source(name), None))
        for name, planned in view.budget.by_source.items()
    ]
    return (*lines, *(BudgetLine(spelling[source], 0, available) for source, available in given.items()))


def budget_by_year(view: View) -> tuple[BudgetLine, ...]:
    """What each year costs."""
    return tuple(BudgetLine(str(year or "Sin año"), planned) for year, planned in view.budget.by_year.items())


def budget_by_objective(view: View) -> tuple[BudgetLine, ...]:
    """What each objective costs."""
    lines = []
    for objective in view.objectives:
        if objective.id in view.budget.by_objective:
            name = view.labelled(objective.ident, objective.text)
            lines.append(BudgetLine(name, view.budget.by_objective[objective.id]))
    return tuple(lines)


def _people(view: View, action: Action) -> str:
    names = [one.name or one.position for key in action.responsible if (one := view.plan.get(Member, key))]
    return SEPARATOR.join(name for name in (*names, action.responsible_other) if name)


def _places(view: View, action: Action) -> str:
    sites = [one for key in action.sites if (one := view.plan.get(Site, key))]
    return SEPARATOR.join(site.name for site in sites) if action.sites else ALL_SITES


def _tasks(_: View, action: Action) -> str:
    return "\n".join(f"• {task.description}" for task in action.tasks if task.description)


def _targets(_: View, indicator: Indicator) -> str:
    return SEPARATOR.join(
        f"{one.year}: {show_number(one.value)}" for one in indicator.targets if one.year and one.value is not None
    )


def _due(_: View, goal: Goal) -> str:
    return "\n".join(text for text in (goal.text, f"Fecha: {show_date(goal.due_on)}" if goal.due_on else "") if text)


def _label(name: str, kind: type[Record]) -> Callable[[View, Scope], Any]:
    return of(name, kind, lambda view, one: view.labels.get(one.ident))


def _labelled(name: str, kind: type[Record], text: str) -> Callable[[View, Scope], Any]:
    return of(name, kind, lambda view, one: view.labelled(one.ident, getattr(one, text)))


def _goal_of(view: View, scope: Scope) -> Goal | None:
    one = found(scope, "indicators", Indicator) or found(scope, "actions", Action)
    return found(scope, "goals", Goal) or view.plan.get(Goal, one.goal if one else None)


def _goal_label(view: View, scope: Scope) -> str | None:
    goal = _goal_of(view, scope)
    return None if goal is None else view.labels.get(goal.ident)


def _goal_labelled(view: View, scope: Scope) -> str | None:
    goal = _goal_of(view, scope)
    return None if goal is None else view.labelled(goal.ident, goal.text)


def _action_of(view: View, scope: Scope) -> Action | None:
    resource = found(scope, "resources", Resource)
    return found(scope, "actions", Action) or view.plan.get(Action, resource.action if resource else None)


def _action_labelled(view: View, scope: Scope) -> str | None:
    action = _action_of(view, scope)
    return None if action is None else view.labelled(action.ident, action.description)


def _line(value: Callable[[BudgetLine], Any]) -> Callable[[View, Scope], Any]:
    return of("budget", BudgetLine, lambda _, one: value(one))


VALUES: Mapping[str, Computed] = {
    "objectives.label": Computed("Objetivo", Type.TEXT, _label("objectives", Objective)),
    "objectives.labelled": Computed(
        "Objetivo", Type.PROSE, _labelled("objectives", Objective, "text"), stands_for="objectives.text"
    ),
    "goals.label": Computed("Meta", Type.TEXT, _goal_label),
    "goals.labelled": Computed("Meta", Type.PROSE, _goal_labelled, stands_for="goals.text"),
    "goals.with_date": Computed("Meta y fecha", Type.PROSE, of("goals", Goal, _due), stands_for="goals.text"),
    "indicators.label": Computed("Indicador", Type.TEXT, _label("indicators", Indicator)),
    "indicators.labelled": Computed(
        "Indicador", Type.TEXT, _labelled("indicators", Indicator, "name"), stands_for="indicators.name"
    ),
    "indicators.yearly": Computed(
        "Metas por año", Type.TEXT, of("indicators", Indicator, _targets), stands_for="indicators.targets"
    ),
    "actions.label": Computed("Acción", Type.TEXT, _label("actions", Action)),
    "actions.labelled": Computed("Acción", Type.PROSE, _action_labelled, stands_for="actions.description"),
    "actions.people": Computed(
        "Responsables", Type.TEXT, of("actions", Action, _people), stands_for="actions.responsible"
    ),
    "actions.places": Computed("Sedes", Type.TEXT, of("actions", Action, _places), stands_for="actions.sites"),
    "actions.task_list": Computed("Tareas", Type.PROSE, of("actions", Action, _tasks), stands_for="actions.tasks"),
    "resources.cost": Computed(
        "Valor total", Type.MONEY, of("resources", Resource, lambda _, one: amount_of(one)),
        stands_for="resources.amount",
    ),
    "resources.spent_in": Computed(
        "Año", Type.INTEGER, of("resources", Resource, lambda view, one: year_of(view.plan, one)),
        stands_for="resources.year",
    ),
    "budget.name": Computed("Concepto", Type.TEXT, _line(lambda one: one.name)),
    "budget.planned": Computed("Presupuestado", Type.MONEY, _line(lambda one: one.planned)),
    "budget.available": Computed("Disponible", Type.MONEY, _line(lambda one: one.available)),
    "budget.excess": Computed(
        "Excede",
        Type.MONEY,
        _line(lambda one: None if one.available is None else max(one.planned - one.available, 0) or None),
    ),
    "budget.total": Computed("Total del plan", Type.MONEY, lambda view, _: view.budget.total),
}  # fmt: skip
