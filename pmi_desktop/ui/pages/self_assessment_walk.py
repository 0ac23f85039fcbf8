"""One assessment as it is gone through: the order of its components, what is pending, what was there before."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pmi_desktop.domain import gestures
from pmi_desktop.domain.catalog import Area, Catalog, Component, Reference, previous_assessment
from pmi_desktop.domain.diagnosis import LEVEL_NAMES, Assessment, Rating
from pmi_desktop.domain.figures.profile import level_of, ratings_of
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit


@dataclass(frozen=True)
class Walk:
    """The components of an assessment in the order of its edition, with their ratings as the plan has them."""

    assessment: Assessment
    catalog: Catalog
    ratings: Mapping[str, Rating]

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The ids of all components."""
        return tuple(self.catalog.components)

    @cached_property
    def done(self) -> int:
        """How many are rated or do not apply."""
        return self.done_of(self.catalog.components.values())

    def done_of(self, components: Iterable[Component]) -> int:
        """How many of these are rated or do not apply."""
        return sum(not self.is_pending(one.id) for one in components)

    def rating(self, component: str) -> Rating:
        """The rating of a component; an empty one while the plan has none."""
        return self.ratings.get(component) or Rating(assessment=self.assessment.id, component=component)

    def is_pending(self, component: str) -> bool:
        """Whether it has neither a level nor was said not to apply."""
        rating = self.ratings.get(component)
        return rating is None or (rating.level is None and not rating.not_applicable)

    def area_of(self, component: str) -> Area:
        """The area a component belongs to."""
        area = self.catalog.area(self.catalog.components[component].area)
        assert area is not None, component
        return area

    def beside(self, component: str, by: int, *, pending: bool = False) -> str:
        """The component after this one (``by`` 1) or before it (-1), perhaps only pending ones; "" at the end."""
        return next((one for one in self._away(component, by) if not pending or self.is_pending(one)), "")

    def next_pending(self, component: str) -> str:
        """The next pending one, from the beginning again after the last; "" when no other is left."""
        around = (*self._away(component, 1), *self.order[: self.order.index(component)])
        return next((one for one in around if self.is_pending(one)), "")

    def _away(self, component: str, by: int) -> Iterator[str]:
        place = self.order.index(component)
        return iter(self.order[place + 1 :] if by > 0 else self.order[:place][::-1])


def walk_of(plan: Plan, reference: Reference, assessment: Assessment, areas: Collection[str] = ()) -> Walk:
    """An assessment as the plan has it; only some ``areas``, where its edition has any of them."""
    catalog = reference.catalog(plan, assessment)
    asked = tuple(area for area in catalog.areas if area.id in areas)
    return Walk(assessment, replace(catalog, areas=asked) if asked else catalog, ratings_of(plan, assessment))


def standing(rating: Rating) -> str:
    """How a component stands, in words: «3 Apropiación», «No aplica», «Pendiente»."""
    if rating.not_applicable:
        return "No aplica"
    return "Pendiente" if rating.level is None else f"{rating.level} {LEVEL_NAMES[rating.level]}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a component was the assessment before: its year, the levels to point at, a sentence; empty for the first."""

    year: str
    levels: tuple[int, ...]
    told: str


def earlier_of(plan: Plan, reference: Reference, assessment: Assessment, component: str) -> Earlier:
    """The year before, through the crosswalk where the edition of the guide was another one."""
    previous = previous_assessment(plan, assessment)
    if previous is None:
        return Earlier("", (), "")
    year = "antes" if previous.year is None else str(previous.year)
    catalog, older = reference.catalog(plan, assessment), reference.catalog(plan, previous)
    ancestors = reference.crosswalk.ancestors(component, catalog.id, older.id)
    if not ancestors:
        return Earlier(year, (), f"Este componente no tiene antecedente en la autoevaluación de {year}.")
    found = [
        plan.get(Rating, f"{previous.id}/{one}") or Rating(assessment=previous.id, component=one) for one in ancestors
    ]
    levels = tuple(dict.fromkeys(level for one in found if (level := level_of(one)) is not None))
    if catalog.id == older.id:
        return Earlier(year, levels, f"En {year}: {standing(found[0])}.")
    named = [f"{one.component} {older.components[one.component].name}: {standing(one)}" for one in found]
    return Earlier(year, levels, f"En {year}, con la edición anterior de la guía: {'; '.join(named)}.")


def rate(plan: Plan, rating: Rating, level: int) -> Edit:
    """The team's level for a component."""
    return _named(f"valorar {rating.component}", gestures.change(plan, rating, level=level, not_applicable=False))


def exclude(plan: Plan, rating: Rating) -> Edit:
    """The component does not apply; its texts stay."""
    edit = gestures.change(plan, rating, level=None, not_applicable=True)
    return _named(f"marcar «No aplica» en {rating.component}", edit)


def clear(plan: Plan, rating: Rating) -> Edit:
    """Pending again; the texts stay."""
    edit = gestures.change(plan, rating, level=None, not_applicable=False)
    return _named(f"dejar pendiente {rating.component}", edit)


def _named(label: str, edit: Edit) -> Edit:
    return replace(edit, label=label)


def asked(rating: Rating) -> frozenset[str]:
    """The texts that belong to a component as it is rated now."""
    if rating.not_applicable:
        return frozenset({"reason"})
    return frozenset({"evidence"}) | {
        None: {"strength", "opportunity"},
        1: {"opportunity"},
        4: {"strength"},
    }.get(rating.level, {"strength", "opportunity"})


def misfits(rating: Rating) -> dict[str, str]:
    """The texts that are written and no longer belong, each with what to do about it."""
    written = {name for name in ("reason", "evidence", "strength", "opportunity") if getattr(rating, name).strip()}
    now = "«No aplica»" if rating.not_applicable else f"nivel {rating.level}"
    said = {
        "reason": "El componente ya no está como «No aplica». Este texto se conserva; bórrelo si no hace falta.",
        "evidence": f"El componente está como {now}. Este texto se conserva.",
        "strength": f"El componente está en {now}. Esta fortaleza se conserva; revise si el nivel es ese.",
        "opportunity": f"El componente está en {now}. Esta oportunidad se conserva; revise si el nivel es ese.",
    }
    if rating.not_applicable:
        said |= dict.fromkeys(("strength", "opportunity"), said["evidence"])
    return {name: said[name] for name in sorted(written - asked(rating))}
