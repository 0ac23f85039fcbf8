"""The institutional profile: how an assessment's ratings add up per process, area and school."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pmi_desktop.domain.catalog import Area, Component, Process, Reference
from pmi_desktop.domain.diagnosis import LEVEL_NAMES, Assessment, Rating
from pmi_desktop.domain.figures.ratios import HUNDRED, halves_up
from pmi_desktop.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Tally:
    """How many components stand at levels 1, 2, 3 and 4, do not apply, or are pending (which is not level 1)."""

    counts: tuple[int, ...]
    not_applicable: int
    pending: int

    @property
    def rated(self) -> int:
        """How many have a level."""
        return sum(self.counts)

    @property
    def total(self) -> int:
        """How many there are."""
        return self.rated + self.not_applicable + self.pending

    @property
    def mean(self) -> Decimal | None:
        """The mean of the rated ones, two decimals; ``None`` while none is rated."""
        if not self.rated:
            return None
        return halves_up(
            Fraction(sum(level * n for level, n in zip(LEVEL_NAMES, self.counts, strict=True)), self.rated), 2
        )

    @property
    def percentages(self) -> tuple[Decimal, ...]:
        """The share of each level among the rated ones, two decimals; they may add up to 99.99 or 100.01."""
        return tuple(halves_up(Fraction(n * HUNDRED, self.rated or 1), 2) for n in self.counts)


@dataclass(frozen=True, slots=True)
class Line:
    """The tally of one process or area."""

    id: str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Profile:
    """An assessment added up, areas and processes in the order of its edition of the guide."""

    assessment: Assessment
    school: Tally
    areas: tuple[Line, ...]
    processes: tuple[Line, ...]


def profile_of(plan: Plan, reference: Reference, assessment: Assessment) -> Profile:
    """The profile of one assessment; ratings of components that its edition does not have do not count."""
    catalog = reference.catalog(plan, assessment)
    ratings = ratings_of(plan, assessment)

    def line(group: Area | Process) -> Line:
        return Line(group.id, group.name, tally(group.components, ratings))

    return Profile(
        assessment,
        tally(catalog.components.values(), ratings),
        tuple(line(area) for area in catalog.areas),
        tuple(line(process) for process in catalog.processes),
    )


def ratings_of(plan: Plan, assessment: Assessment) -> dict[str, Rating]:
    """The ratings of an assessment by component."""
    return {rating.component: rating for rating in plan.where(Rating, "assessment", assessment.id)}


def level_of(rating: Rating | None) -> int | None:
    """The level that counts: none when there is no rating or the component does not apply."""
    return None if rating is None or rating.not_applicable else rating.level


def tally(components: Iterable[Component], ratings: dict[str, Rating]) -> Tally:
    """How these components stand."""
    counts = dict.fromkeys(LEVEL_NAMES, 0)
    not_applicable = pending = 0
    for component in components:
        rating = ratings.get(component.id)
        level = level_of(rating)
        if rating is not None and rating.not_applicable:
            not_applicable += 1
        elif level is None:
            pending += 1
        else:
            counts[level] += 1
    return Tally(tuple(counts.values()), not_applicable, pending)
