"""Plans with and without what is missing in verification, follow-up, concept and attached files."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.catalog import Criterion
from pmi_desktop.domain.followup import ActionProgress, Evaluation, GoalReview, IndicatorMeasure
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Concept, Delivery, Evidence, Observation, Review
from pmi_desktop.domain.plan import Plan
from tests.domain.checks.making import CONTEXT, Broken, Case, PlanMaker, also, changed, every, without
from tests.samples import example_plan, reference


def _a7(*states: str) -> PlanMaker:
    """The example with the states of a7, an action that had to end in May, at its two cuts."""
    return also(*(ActionProgress(checkpoint=f"c{i}", action="a7", state=one) for i, one in enumerate(states, start=1)))


def _all_ended() -> Plan:
    return every(ActionProgress, state="FIN")()


_DELIVERY = Delivery(id="d")
_CONCEPT = Concept(id="k", delivery="d", number="12")
_FILE = Evidence(id="e", name="Acta 3.pdf", sha256="bb")
CRITERIA = (Criterion("20", "Se relaciona con el PEI"), Criterion("1", "Datos completos", ("school-field-missing",)))

CASES: Mapping[str, Case] = {
    "verification-unanswered": Case(
        "a - -",
        (
            Broken(example_plan, "review:20/school/1", "result", "«Se relaciona con el PEI» no tiene respuesta"),
            Broken(
                also(Review(criterion="20", by="sed", version=1, result="cumple")),
                "review:20/school/1",
                "result",
                "no tiene respuesta",
            ),
        ),
        (also(Review(criterion="20", by="school", version=1, result="parcial")),),
        replace(CONTEXT, reference=replace(reference(), criteria=CRITERIA)),
    ),
    "progress-missing": Case(
        "- B -",
        (
            Broken(
                also(ActionProgress(checkpoint="c1", action="a4", percent=40)),
                "action_progress:c1/a4",
                "state",
                "ya comenzó y no tiene estado en el corte «Corte 1».",
            ),
            Broken(without(ActionProgress, "c1/a4"), "action_progress:c1/a4", "state", "«Planilla única de asistencia"),
        ),
        (without(ActionProgress, "c1/a5"), changed(Action, "a4", start_on=None)),
    ),
    "measure-missing": Case(
        "- B -",
        (
            Broken(
                without(IndicatorMeasure, "c1/i21"),
                "indicator_measures:c1/i21",
                "value",
                "«Inasistencia media mensual»",
            ),
        ),
        (
            also(IndicatorMeasure(checkpoint="c1", indicator="i21", note="No se midió por el invierno.")),
            without(IndicatorMeasure, "c2/i21"),
        ),
    ),
    "action-late": Case(
        "- a a",
        (
            Broken(_a7("EJ", "EJ"), "action_progress:c1/a7", "state", "debía terminar el 29/05/2026"),
            Broken(_a7("", ""), "action_progress:c1/a7", "state", "debía terminar el 29/05/2026"),
        ),
        (_all_ended, every(ActionProgress, state="CANC")),
    ),
    "evaluation-missing": Case(
        "- - B",
        (
            Broken(without(Evaluation), None, None, "Falta la evaluación de resultados de 2026"),
            Broken(changed(Evaluation, "e1", text=" "), "evaluations:e1", "text", "de 2026"),
            Broken(changed(Evaluation, "e1", year=2025), None, None, "de 2026"),
        ),
    ),
    "goal-review-missing": Case(
        "- - B",
        (
            Broken(
                without(GoalReview, "m21/2026"), "goal_reviews:m21/2026", "judgement", "no tiene juicio de cumplimiento"
            ),
            Broken(
                changed(GoalReview, "m21/2026", judgement=""), "goal_reviews:m21/2026", "judgement", "vencía en 2026"
            ),
        ),
        (lambda: Plan.of([*without(GoalReview, "m21/2026")(), _goal("m21", due_on=dt.date(2027, 3, 1))]),),
    ),
    "observation-open": Case(
        "a a a",
        (
            Broken(
                also(_DELIVERY, _CONCEPT, Observation(id="ob", concept="k", text="Falta la línea base.")),
                "observations:ob",
                "response",
                "La observación «Falta la línea base.» no tiene respuesta",
            ),
            Broken(
                also(_DELIVERY, _CONCEPT, Observation(id="ob", concept="k")),
                "observations:ob",
                "response",
                "La observación del concepto técnico «12» no tiene",
            ),
        ),
        (also(_DELIVERY, _CONCEPT, Observation(id="ob", concept="k", text="Falta", response="Se agregó.")),),
    ),
    "evidence-file-missing": Case(
        "a a a",
        (Broken(also(_FILE), "evidences:e", None, "El archivo adjunto «Acta 3.pdf» no está en este computador"),),
        (also(_FILE.but(sha256="aa")),),
    ),
}


def _goal(key: str, **values: Any) -> Goal:
    found = example_plan().get(Goal, key)
    assert found is not None
    return found.but(**values)
