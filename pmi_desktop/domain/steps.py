"""The wizard's steps: their order, their names, and how far each one is, derived from the plan and what is missing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from pmi_desktop.domain.actions import Action, Checkpoint, Fund, Outreach, Resource
from pmi_desktop.domain.catalog import latest_assessment
from pmi_desktop.domain.checks.findings import Finding
from pmi_desktop.domain.checks.table import ROWS
from pmi_desktop.domain.diagnosis import Factor, Rating
from pmi_desktop.domain.fields import default_of, fields_of
from pmi_desktop.domain.followup import ActionProgress, Evaluation, GoalReview, IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.handing_in import Concept, Delivery, Observation, Review
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Record
from pmi_desktop.domain.school import ContextFigure, CouncilMember, Member, Site


class State(Enum):
    """How far a step is; its sign and word on screen are the window's."""

    EMPTY = "empty"
    STARTED = "started"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the wizard.

    ``begun`` tells whether anything is written there; ``ended`` whether a step that findings say nothing about yet (the
    follow-up, before its cuts) is finished. ``judged_by`` is the step whose findings count for it, itself unless
    it only shows what another one holds.
    """

    id: str
    title: str
    phase: str
    begun: Callable[[Plan], bool]
    ended: Callable[[Plan], bool] = lambda _: True
    judged_by: str = ""


def _any(*kinds: type[Record]) -> Callable[[Plan], bool]:
    return lambda plan: any(plan.all(cls) for cls in kinds)


def _says_something(record: Record) -> bool:
    return any(getattr(record, field.name) != default_of(type(record), field.name) for field in fields_of(type(record)))


def _texts_of_the_assessment(plan: Plan) -> bool:
    latest = latest_assessment(plan)
    ratings = plan.where(Rating, "assessment", latest.id) if latest else ()
    return any(rating.strength or rating.opportunity for rating in ratings)


def _outreach_begun(plan: Plan) -> bool:
    return bool(plan.all(Outreach) or plan.info.approval_act or plan.info.approved_on or plan.info.approval_meeting)


def _every_cut_has(cls: type[ActionProgress] | type[IndicatorMeasure]) -> Callable[[Plan], bool]:
    return lambda plan: all(plan.where(cls, "checkpoint", cut.id) for cut in plan.all(Checkpoint))


def _handed_in(plan: Plan) -> bool:
    return any(one.moment == "plan" for one in plan.where(Delivery, "version", plan.info.version))


def _every_year_evaluated(plan: Plan) -> bool:
    return all(any(one.text for one in plan.where(Evaluation, "year", year)) for year in plan.years)


def _answered(plan: Plan) -> bool:
    return all(observation.response for observation in plan.all(Observation))


STEPS: tuple[Step, ...] = (
    Step("school", "Datos del establecimiento", "Establecimiento", lambda plan: _says_something(plan.school)),
    Step("sites", "Sedes", "Establecimiento", _any(Site)),
    Step("team", "Equipo de gestión", "Establecimiento", _any(Member, CouncilMember)),
    Step(
        "identity",
        "Identidad institucional",
        "Diagnóstico",
        lambda plan: _says_something(plan.identity) or bool(plan.all(ContextFigure)),
    ),
    Step("self_assessment", "Autoevaluación", "Diagnóstico", _any(Rating)),
    Step("profile", "Perfil institucional", "Diagnóstico", _any(Rating), judged_by="self_assessment"),
    Step("strengths", "Fortalezas y oportunidades", "Diagnóstico", _texts_of_the_assessment),
    Step("priorities", "Factores críticos", "Objetivos", _any(Factor)),
    Step("objectives", "Objetivos", "Objetivos", _any(Objective)),
    Step("goals", "Metas e indicadores", "Objetivos", _any(Goal)),
    Step("actions", "Acciones y responsables", "Acciones", _any(Action)),
    Step("schedule", "Cronograma", "Acciones", _any(Action), judged_by="actions"),
    Step("budget", "Recursos y presupuesto", "Acciones", _any(Resource, Fund)),
    Step("outreach", "Socialización y aprobación", "Acciones", _outreach_begun),
    Step("checkpoints", "Cortes de seguimiento", "Acciones", _any(Checkpoint)),
    Step("verification", "Verificación", "Entrega", _any(Review)),
    Step("hand_in", "Formatos y paquete", "Entrega", _any(Delivery), _handed_in),
    Step("concept", "Concepto de la SED", "Entrega", _any(Concept), _answered),
    Step("progress", "Avance de las acciones", "Seguimiento", _any(ActionProgress), _every_cut_has(ActionProgress)),
    Step(
        "results",
        "Resultados de los indicadores",
        "Seguimiento",
        _any(IndicatorMeasure),
        _every_cut_has(IndicatorMeasure),
    ),
    Step("evaluation", "Evaluación y cierre", "Seguimiento", _any(Evaluation, GoalReview), _every_year_evaluated),
)
"""In the order of the wizard."""

STEP_BY_ID: Mapping[str, Step] = {step.id: step for step in STEPS}
PHASES: tuple[str, ...] = tuple(dict.fromkeys(step.phase for step in STEPS))
"""The phases in order, by the name they have on screen."""

_MAY_BLOCK = frozenset(step for row in ROWS.values() if row.may_block for step in row.steps)


def states(plan: Plan, findings: Iterable[Finding]) -> dict[str, State]:
    """How far every step is, by its id, in wizard order.

    Where something can block handing in, only what blocks keeps a step from being complete; where nothing can, any
    advice does. The profile and the schedule are as far as what they show.
    """
    open_steps = {one.step for one in findings if one.blocking or one.step not in _MAY_BLOCK}
    return {step.id: _state(step, plan, open_steps) for step in STEPS}


def _state(step: Step, plan: Plan, open_steps: set[str]) -> State:
    if not step.begun(plan):
        return State.EMPTY
    ended = step.ended(plan) and (step.judged_by or step.id) not in open_steps
    return State.COMPLETE if ended else State.STARTED


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """How many of a phase's steps are complete."""

    phase: str
    complete: int
    steps: int


def progress(by_step: Mapping[str, State]) -> tuple[PhaseProgress, ...]:
    """How far each phase is, from what :func:`states` gave."""
    return tuple(
        PhaseProgress(
            phase,
            sum(by_step[step.id] is State.COMPLETE for step in STEPS if step.phase == phase),
            sum(step.phase == phase for step in STEPS),
        )
        for phase in PHASES
    )


def next_step(id: str) -> Step | None:
    """The step after this one; ``None`` after the last."""
    index = STEPS.index(STEP_BY_ID[id]) + 1
    return STEPS[index] if index < len(STEPS) else None


def previous_step(id: str) -> Step | None:
    """The step before this one; ``None`` before the first."""
    index = STEPS.index(STEP_BY_ID[id]) - 1
    return STEPS[index] if index >= 0 else None
