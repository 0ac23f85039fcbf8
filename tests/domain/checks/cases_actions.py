"""Plans with and without what is missing in actions, budget, outreach and cuts."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pmi_desktop.domain.actions import Action, Checkpoint, Fund, Outreach, Resource
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import PlanInfo
from tests.domain.checks.making import Broken, Case, changed, every, without
from tests.samples import example_plan

CASES: Mapping[str, Case] = {
    "goal-without-action": Case(
        "B - -", (Broken(without(Action, "a3"), "goals:m11", None, "no tiene acciones. Agregue al menos una."),)
    ),
    "action-incomplete": Case(
        "B - -",
        (
            Broken(
                changed(Action, "a2", description=""), "actions:a2", "description", "La segunda acción de la meta «A a"
            ),
            Broken(changed(Action, "a2", responsible=()), "actions:a2", "responsible", "no tiene responsable."),
            Broken(changed(Action, "a2", start_on=None), "actions:a2", "start_on", "no tiene fecha de inicio."),
            Broken(changed(Action, "a2", end_on=None), "actions:a2", "end_on", "no tiene fecha de terminación."),
        ),
        (changed(Action, "a2", responsible=(), responsible_other="Microcentro rural"),),
    ),
    "action-dates-reversed": Case(
        "B - -",
        (
            Broken(
                changed(Action, "a2", end_on=dt.date(2026, 3, 1)), "actions:a2", "end_on", "termina (01/03/2026) antes"
            ),
        ),
        (changed(Action, "a2", end_on=dt.date(2026, 3, 2)),),
    ),
    "action-outside-plan": Case(
        "B - -",
        (
            Broken(changed(Action, "a2", start_on=dt.date(2025, 12, 1)), "actions:a2", "start_on", "comienza en 2025"),
            Broken(changed(Action, "a2", end_on=dt.date(2027, 1, 1)), "actions:a2", "end_on", "termina en 2027"),
        ),
        (
            lambda: Plan.of(
                [*changed(Action, "a2", end_on=dt.date(2027, 1, 1))(), example_plan().info.but(end_year=2028)]
            ),
        ),
    ),
    "action-after-goal": Case(
        "a - -",
        (
            Broken(
                changed(Action, "a2", end_on=dt.date(2026, 5, 1)),
                "actions:a2",
                "end_on",
                "termina el 01/05/2026, después de la fecha de su meta (30/04/2026)",
            ),
        ),
        (changed(Goal, "m12", due_on=None),),
    ),
    "weights-not-100": Case(
        "a - -",
        (
            Broken(changed(Action, "a2", weight=30), "goals:m12", None, "suman 90 %"),
            Broken(changed(Action, "a2", weight=None), "goals:m12", None, "suman 60 %"),
        ),
        (every(Action, weight=None),),
    ),
    "academic-area-absent": Case(
        "a - -",
        (
            Broken(without(Action, "a1", "a2", "a3", "a4", "a5", "a6"), None, None, "del área «Gestión académica»"),
            Broken(lambda: Plan.of([*without(Objective, "o1")(), _objective_2()]), None, None, "«Gestión académica»"),
        ),
        (without(Action, "a1", "a2", "a3"), without(Action)),
    ),
    "site-never-reached": Case(
        "a - -",
        (Broken(every(Action, sites=("s1", "s2", "s3", "s4", "s5")), "sites:s6", None, "llega a la sede «El Zarzal»"),),
        (
            lambda: Plan.of([*every(Action, sites=("s1",))(), *_actions("a1", sites=())]),
            lambda: Plan.of([*every(Action, sites=("s1", "s2"))(), *_actions("a1", sites=("s3", "s4", "s5", "s6"))]),
            without(Action),
        ),
    ),
    "resource-incomplete": Case(
        "a - -",
        (
            Broken(changed(Resource, "r1", source=""), "resources:r1", "source", "no tiene fuente de financiación."),
            Broken(
                changed(Resource, "r1", description=""),
                "resources:r1",
                "description",
                "El recurso de la acción «Instalar",
            ),
        ),
        (changed(Resource, "r1", amount=None),),
    ),
    "fund-exceeded": Case(
        "a - -",
        (
            Broken(
                changed(Fund, "u1", available=1_600_000), "funds:u1", "available", "faltan $\N{NO-BREAK SPACE}60.000"
            ),
        ),
        (changed(Fund, "u1", available=1_660_000), without(Fund), changed(Fund, "u1", year=2027)),
    ),
    "outreach-missing": Case(
        "a - -",
        (
            Broken(without(Outreach), None, None, "No hay socialización del plan"),
            Broken(every(Outreach, topic="seguimiento"), None, None, "No hay socialización del plan"),
        ),
    ),
    "approval-missing": Case(
        "a - -",
        (
            Broken(
                changed(PlanInfo, "", approval_act=""), "plan", "approval_act", "Falta el acta del Consejo Directivo"
            ),
            Broken(changed(PlanInfo, "", approved_on=None), "plan", "approved_on", "Falta la fecha de aprobación"),
            Broken(
                changed(PlanInfo, "", approved_on=None, approval_act=""),
                "plan",
                "approval_act",
                "Faltan el acta del Consejo Directivo y la fecha de aprobación",
            ),
        ),
    ),
    "no-checkpoint": Case(
        "a - -",
        (
            Broken(changed(PlanInfo, "", end_year=2027), None, None, "en 2027"),
            Broken(every(Checkpoint, date=None), None, None, "en 2026"),
        ),
    ),
}


def _objective_2() -> Objective:
    """The second objective, answering a factor of another area."""
    found = example_plan().get(Objective, "o2")
    assert found is not None
    return found.but(factors=("f3",))


def _actions(key: str, **values: Any) -> list[Action]:
    return [one.but(**values) for one in example_plan().all(Action) if one.id == key]
