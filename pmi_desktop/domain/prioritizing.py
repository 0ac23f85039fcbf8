"""From the diagnosis to the plan: which components can give factors, and which factors their scores speak for."""

from dataclasses import dataclass

from pmi_desktop.domain import gestures
from pmi_desktop.domain.catalog import Component, Reference, latest_assessment
from pmi_desktop.domain.diagnosis import Factor, Rating
from pmi_desktop.domain.figures.priorities import ranking_of, total_of
from pmi_desktop.domain.figures.profile import level_of, ratings_of
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit

LOW = 2
"""Factors come from components up to this level."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A component of the latest assessment that factors can be written for, with those it has."""

    component: Component
    rating: Rating | None
    factors: tuple[Factor, ...]

    @property
    def level(self) -> int | None:
        """Its level."""
        return level_of(self.rating)


def candidates(plan: Plan, reference: Reference, *, all_levels: bool = False) -> tuple[Candidate, ...]:
    """The components at level 1 or 2 (or all) of the latest assessment, in the guide's order; none without one."""
    assessment = latest_assessment(plan)
    if assessment is None:
        return ()
    ratings = ratings_of(plan, assessment)
    by_component: dict[str, list[Factor]] = {}
    for factor in plan.where(Factor, "assessment", assessment.id):
        by_component.setdefault(factor.component, []).append(factor)
    found = (
        Candidate(component, ratings.get(component.id), tuple(by_component.get(component.id, ())))
        for component in reference.catalog(plan, assessment).components.values()
    )
    return tuple(one for one in found if all_levels or (one.level is not None and one.level <= LOW))


def by_rank(plan: Plan) -> tuple[Factor, ...]:
    """Every factor, the first in rank first; those with a score missing last, in their own order."""
    ranked = sorted(ranking_of(plan), key=lambda one: (one.rank is None, one.rank or 0))
    return tuple(one.factor for one in ranked)


def proposed_by_threshold(plan: Plan) -> tuple[Factor, ...]:
    """The factors at or above the plan's threshold that are not in it yet; a "no" with its reason stays a "no"."""
    least = plan.info.priority_threshold
    if least is None:
        return ()
    return tuple(
        factor
        for factor in plan.all(Factor)
        if (total_of(factor) or 0) >= least and not factor.included
        if factor.included is None or not factor.reason.strip()
    )


def include(plan: Plan, *factors: Factor) -> Edit:
    """These factors go into the plan, in one step."""
    steps = [gestures.change(plan, factor, included=True) for factor in factors]
    return gestures.together("incluir factores críticos", *steps)


def against_the_score(plan: Plan, factor: Factor) -> str:
    """Why a decision goes against ranking or threshold, as a sentence; nothing when it does not."""
    total, least = total_of(factor), plan.info.priority_threshold
    if total is None or factor.included is None:
        return ""
    if factor.included:
        if least is not None and total < least:
            return f"Tiene {total} puntos y el mínimo que fijaron es {least}. Escriba por qué pasa al plan."
        return ""
    ranking = ranking_of(plan)
    own = next(one.rank for one in ranking if one.factor.id == factor.id)
    if any(one.factor.included and one.rank is not None and own is not None and one.rank > own for one in ranking):
        return "Tiene más prioridad que otro que sí pasa al plan. Escriba por qué se deja por fuera."
    if least is not None and total >= least:
        return f"Tiene {total} puntos y desde {least} pasan al plan. Escriba por qué se deja por fuera."
    return ""
