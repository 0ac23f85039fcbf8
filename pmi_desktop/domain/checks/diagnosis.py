"""What is missing in the identity and in the latest self-assessment; earlier years are not to be mended any more."""

from collections.abc import Callable, Iterator

from pmi_desktop.domain.catalog import Component
from pmi_desktop.domain.checks.rules import Miss, rule
from pmi_desktop.domain.checks.view import View
from pmi_desktop.domain.checks.words import blank, quoted
from pmi_desktop.domain.diagnosis import LEVEL_NAMES, Assessment, Rating


@rule("identity-missing")
def identity_missing(view: View) -> Iterator[Miss]:
    """Mission or vision empty; the rest of the identity is the school's choice."""
    identity = view.plan.identity
    for field, name in (("mission", "misión"), ("vision", "visión")):
        if blank(getattr(identity, field)):
            yield Miss(f"Falta la {name} del establecimiento. Escríbala.", identity, field)


@rule("component-pending")
def component_pending(view: View) -> Iterator[Miss]:
    """A component of the latest assessment without level or N/A; or no assessment at all."""
    if view.assessment is None:
        yield Miss("Todavía no hay autoevaluación. Agregue la de este año y valore sus componentes.")
        return
    for component in view.catalog.components.values():
        rating = view.ratings.get(component.id)
        if rating is None or (rating.level is None and not rating.not_applicable):
            key = f"{view.assessment.id}/{component.id}"
            yield Miss(
                f"El componente {quoted(component.name)} no tiene valoración. Escoja un nivel o marque que no aplica.",
                (Rating.KIND, key),
                "level",
            )


def _rated(view: View) -> Iterator[tuple[Component, Rating]]:
    """The components of the latest assessment that have a rating, in the order of its edition."""
    for component in view.catalog.components.values():
        rating = view.ratings.get(component.id)
        if rating is not None:
            yield component, rating


@rule("na-without-reason")
def na_without_reason(view: View) -> Iterator[Miss]:
    """N/A without reason."""
    for component, rating in _rated(view):
        if rating.not_applicable and blank(rating.reason):
            yield Miss(
                f"El componente {quoted(component.name)} está como «No aplica» sin explicación. Escriba por qué.",
                rating,
                "reason",
            )


@rule("rating-without-evidence")
def rating_without_evidence(view: View) -> Iterator[Miss]:
    """Level 2 to 4 with neither words nor an attached file to show it."""
    for component, rating in _rated(view):
        applies = not rating.not_applicable and rating.level is not None and rating.level > 1
        if applies and blank(rating.evidence) and rating.ident not in view.attached_to:
            level = f"{rating.level} ({LEVEL_NAMES[rating.level or 1]})"
            yield Miss(
                f"El componente {quoted(component.name)} está en nivel {level} sin evidencia."
                " Escriba qué lo muestra y dónde está.",
                rating,
                "evidence",
            )


@rule("level-1-without-opportunity")
def level_1_without_opportunity(view: View) -> Iterator[Miss]:
    """Level 1 without opportunity."""
    for component, rating in _rated(view):
        if rating.level == 1 and not rating.not_applicable and blank(rating.opportunity):
            yield Miss(
                f"El componente {quoted(component.name)} está en nivel 1 (Existencia) sin oportunidad de mejoramiento."
                " Escriba una.",
                rating,
                "opportunity",
            )


def _areas_without(view: View, text: Callable[[Rating], str]) -> Iterator[str]:
    """Names of the areas of the latest assessment in which no rating has that text."""
    written = {rating.component for rating in view.ratings.values() if not blank(text(rating))}
    for area in view.catalog.areas if isinstance(view.assessment, Assessment) else ():
        if not any(component.id in written for component in area.components):
            yield quoted(area.name)


@rule("area-without-strength")
def area_without_strength(view: View) -> Iterator[Miss]:
    """No strength in a whole area."""
    for area in _areas_without(view, lambda rating: rating.strength):
        yield Miss(f"El área {area} no tiene fortalezas. Escriba al menos una en alguno de sus componentes.")


@rule("area-without-opportunity")
def area_without_opportunity(view: View) -> Iterator[Miss]:
    """No opportunity in a whole area."""
    for area in _areas_without(view, lambda rating: rating.opportunity):
        yield Miss(
            f"El área {area} no tiene oportunidades de mejoramiento. Escriba al menos una en alguno de sus componentes."
        )
