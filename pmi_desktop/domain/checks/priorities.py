"""What is missing in the critical factors and in the objectives that answer them."""

import re
from collections.abc import Iterator

from pmi_desktop.domain.checks.rules import Miss, rule
from pmi_desktop.domain.checks.view import View
from pmi_desktop.domain.checks.words import blank, listed, quoted, sentence, to
from pmi_desktop.domain.diagnosis import Assessment, Factor, Rating
from pmi_desktop.domain.figures.priorities import ranking_of
from pmi_desktop.domain.figures.profile import level_of
from pmi_desktop.domain.goals import Objective

_INFINITIVE = re.compile(r"[aeií]r(se)?", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[^\W\d_]{2,}")


@rule("no-factor-included")
def no_factor_included(view: View) -> Iterator[Miss]:
    """None goes into the plan."""
    if not view.plan.where(Factor, "included", True):
        yield Miss("Ningún factor crítico pasa al plan. Escoja los que se van a atender.")


@rule("factor-incomplete")
def factor_incomplete(view: View) -> Iterator[Miss]:
    """An included one lacks its description or a score."""
    for factor in view.plan.where(Factor, "included", True):
        missing = {
            "description": "descripción" if blank(factor.description) else "",
            "urgency": "urgencia" if factor.urgency is None else "",
            "trend": "tendencia" if factor.trend is None else "",
            "impact": "impacto" if factor.impact is None else "",
        }
        fields = [field for field, word in missing.items() if word]
        if fields:
            words = listed([missing[field] for field in fields], "ni")
            yield Miss(
                f"{sentence(view.named(factor))} pasa al plan y no tiene {words}. Complételo.", factor, fields[0]
            )


@rule("factor-undecided")
def factor_undecided(view: View) -> Iterator[Miss]:
    """Neither in nor out."""
    for factor in view.plan.where(Factor, "included", None):
        yield Miss(f"Falta decidir si {view.named(factor)} pasa al plan. Escoja sí o no.", factor, "included")


@rule("factor-from-high-level")
def factor_from_high_level(view: View) -> Iterator[Miss]:
    """Its component stands at level 3 or 4 in the factor's own assessment."""
    for factor in view.plan.all(Factor):
        level = level_of(view.plan.get(Rating, f"{factor.assessment}/{factor.component}"))
        component = view.component(factor)
        if level is not None and level > 2 and component is not None:
            yield Miss(
                f"{sentence(view.named(factor))} viene del componente {quoted(component.name)}, que está en nivel"
                f" {level}. Los factores críticos salen de los niveles 1 y 2: revise la valoración o el factor.",
                factor,
            )


@rule("ranking-not-followed")
def ranking_not_followed(view: View) -> Iterator[Miss]:
    """Left out without reason although it ranks above an included one; undecided ones are another finding."""
    ranking = ranking_of(view.plan)
    last = max((one.rank for one in ranking if one.factor.included and one.rank is not None), default=0)
    for one in ranking:
        if one.factor.included is False and one.rank is not None and one.rank < last and blank(one.factor.reason):
            yield Miss(
                f"{sentence(view.named(one.factor))} no pasa al plan y tiene más prioridad que otro que sí pasa."
                " Escriba por qué.",
                one.factor,
                "reason",
            )


@rule("factor-without-objective")
def factor_without_objective(view: View) -> Iterator[Miss]:
    """An included factor that no objective answers."""
    for factor in view.plan.where(Factor, "included", True):
        if not view.plan.where(Objective, "factors", factor.id):
            yield Miss(f"Ningún objetivo responde {to(view.named(factor))}. Agregue uno o relaciónelo.", factor)


@rule("objective-without-factor")
def objective_without_factor(view: View) -> Iterator[Miss]:
    """An objective that answers no factor of those that go into the plan."""
    for objective in view.plan.all(Objective):
        factors = [view.plan.get(Factor, key) for key in objective.factors]
        if any(factor is not None and factor.included for factor in factors):
            continue
        lack = "responde solo a factores que no pasan al plan" if factors else "no responde a ningún factor crítico"
        yield Miss(
            f"{sentence(view.named(objective))} {lack}. Escoja al menos un factor que pase al plan.",
            objective,
            "factors",
        )


@rule("objective-text-missing")
def objective_text_missing(view: View) -> Iterator[Miss]:
    """An objective without words."""
    for objective in view.plan.all(Objective):
        if blank(objective.text):
            yield Miss(f"{sentence(view.named(objective))} no tiene texto. Escríbalo.", objective, "text")


@rule("objective-not-infinitive")
def objective_not_infinitive(view: View) -> Iterator[Miss]:
    """Its first word (numbers and signs before it aside) does not end in -ar, -er, -ir or one of these with -se."""
    for objective in view.plan.all(Objective):
        first = _FIRST_WORD.search(objective.text)
        if first and not _INFINITIVE.fullmatch(first[0][-4:] if first[0].lower().endswith("se") else first[0][-2:]):
            yield Miss(
                f"{sentence(view.named(objective))} no empieza con un verbo en infinitivo."
                " Empiece con una palabra como «Mejorar», «Reducir» o «Fortalecer».",
                objective,
                "text",
            )


def factors_of(view: View, objective: Objective) -> Iterator[tuple[Factor, Assessment]]:
    """The factors that an objective answers, each with its assessment."""
    for key in objective.factors:
        factor = view.plan.get(Factor, key)
        assessment = view.plan.get(Assessment, factor.assessment) if factor else None
        if factor and assessment:
            yield factor, assessment
